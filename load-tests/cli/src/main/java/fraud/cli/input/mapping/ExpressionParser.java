package fraud.cli.input.mapping;

import fraud.cli.input.mapping.Operand.Condition;
import fraud.cli.input.mapping.Operand.Form;
import fraud.cli.input.mapping.Operand.Numeric;
import fraud.cli.input.mapping.Operand.Text;
import fraud.cli.input.mapping.Operand.Value;
import fraud.cli.input.table.BadCellException;
import fraud.config.ConfigException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads expressions over the cells of a row:
 *
 * <pre>
 * condition  = and { "or" and }
 * and        = not { "and" not }
 * not        = [ "not" ] comparison
 * comparison = sum [ ( = | != | &lt; | &lt;= | &gt; | &gt;= ) sum ]
 * sum        = product { ( + | - ) product }
 * product    = factor { ( * | / ) factor }
 * factor     = [ - ] ( number | 'text' | column | "Column" | function(…) | ( condition ) )
 * </pre>
 *
 * <p>A column's name without quotes has letters, digits, and {@code . _ -}, so a minus needs a blank before it.
 *
 * <p>By hand, since errors name what is written and what to write instead before a row is read, and decimals are exact.
 * Commons JEXL 3.5 was tried: {@code =} assigns there, {@code amt > '100'} and {@code amt and fee} pass, {@code 010} is
 * 8, {@code 0.1 + 0.2} has 17 decimals, its errors say {@code + error}, and a row takes three times as long.
 */
final class ExpressionParser {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:'([^']*+(?:''[^']*+)*+)'|\"([^\"]*)\"|([\\p{L}_][\\p{L}\\p{N}_.-]*)"
                    + "|([0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]{1,2})?(?![\\p{L}\\p{N}_]))|(<=|>=|!=|<>|==|[-+*/(),=<>]))");

    private static final int LITERAL = 1;
    private static final int QUOTED_COLUMN = 2;
    private static final int NAME = 3;
    private static final int NUMBER = 4;
    private static final int SIGN = 5;
    private static final List<String> COMPARISONS = List.of("=", "==", "!=", "<>", "<", "<=", ">", ">=");
    private static final int MAX_DEPTH = 64;
    /** Each is a call within a call when a row is read. */
    private static final int MAX_OPERATORS = 500;

    private static final int MAX_CHARS = 100_000;
    private static final Pattern ZERO = Pattern.compile("[-(\\s]*0+(?:\\.0+)?(?:[eE][-+]?[0-9]+)?[)\\s]*");

    private final String text;
    private final Functions functions;
    private final Matcher tokens;
    private int position;
    private int depth;
    private int operators;

    private ExpressionParser(String text, Functions functions) {
        this.text = text;
        this.functions = functions;
        this.tokens = TOKEN.matcher(text);
    }

    /**
     * Reads an expression.
     *
     * @throws ConfigException saying from where on it makes no sense, or what in it cannot be
     */
    static Operand parse(String text, Functions functions) {
        if (text.length() > MAX_CHARS) {
            throw new ConfigException("is longer than " + MAX_CHARS + " characters");
        }
        ExpressionParser parser = new ExpressionParser(text, functions);
        Operand operand = parser.or();
        if (!text.substring(parser.position).isBlank()) {
            throw parser.wrong();
        }
        return operand;
    }

    private Operand or() {
        Operand left = and();
        while (word("or")) {
            left = either(condition(left), condition(and()), true);
        }
        return left;
    }

    private Operand and() {
        Operand left = not();
        while (word("and")) {
            left = either(condition(left), condition(not()), false);
        }
        return left;
    }

    private Operand not() {
        if (!word("not")) {
            return comparison();
        }
        Condition condition = condition(not());
        return new Condition(condition.holds().then((header, holds) -> !holds));
    }

    /** The second is looked at only if the first does not settle it. */
    private static Condition either(Condition a, Condition b, boolean settledBy) {
        return new Condition(header -> {
            Value<Boolean> first = a.holds().bind(header);
            Value<Boolean> second = b.holds().bind(header);
            return row -> first.of(row) == settledBy ? settledBy : second.of(row);
        });
    }

    private static Condition condition(Operand of) {
        if (of instanceof Condition condition) {
            return condition;
        }
        throw new ConfigException("and, or, not stand between comparisons, such as amt > 0");
    }

    private Operand comparison() {
        int from = position;
        Operand left = sum();
        if (!peek(SIGN) || !COMPARISONS.contains(tokens.group(SIGN))) {
            return left;
        }
        String sign = tokens.group(SIGN);
        position = tokens.end();
        Operand right = sum();
        return Comparison.of(left, sign, right, since(from));
    }

    private Operand sum() {
        int from = position;
        Operand left = product();
        while (true) {
            if (sign("+") && counted()) {
                left = Arithmetic.sum(left, product(), since(from));
            } else if (sign("-") && counted()) {
                left = Arithmetic.difference(left, product(), since(from));
            } else {
                return left;
            }
        }
    }

    private Operand product() {
        int from = position;
        Operand left = factor();
        while (true) {
            if (sign("*") && counted()) {
                left = Arithmetic.product(left, factor());
            } else if (sign("/") && counted()) {
                int behind = position;
                Operand divisor = factor();
                if (ZERO.matcher(since(behind)).matches()) {
                    throw new ConfigException(since(from) + ": divides by 0");
                }
                left = Arithmetic.quotient(left, divisor, since(from));
            } else {
                return left;
            }
        }
    }

    private Operand factor() {
        if (++depth > MAX_DEPTH) {
            throw new ConfigException("is nested more than " + MAX_DEPTH + " deep");
        }
        try {
            return sign("-") ? Arithmetic.negative(factor()) : primary();
        } finally {
            depth--;
        }
    }

    private Operand primary() {
        int from = position;
        if (take(LITERAL)) {
            return Text.literal(tokens.group(LITERAL).replace("''", "'"));
        }
        if (take(QUOTED_COLUMN)) {
            return column(tokens.group(QUOTED_COLUMN));
        }
        if (take(NUMBER)) {
            BigDecimal number = new BigDecimal(tokens.group(NUMBER));
            return new Numeric(header -> row -> number);
        }
        if (sign("(")) {
            Operand inner = or();
            if (!sign(")")) {
                throw wrong();
            }
            return inner;
        }
        if (!take(NAME)) {
            throw wrong();
        }
        String name = tokens.group(NAME);
        if (!sign("(")) {
            return column(name);
        }
        List<Operand> arguments = new ArrayList<>();
        while (!sign(")")) {
            if (!arguments.isEmpty() && !sign(",")) {
                throw wrong();
            }
            arguments.add(or());
        }
        return functions.call(name, arguments, since(from));
    }

    private static Operand column(String name) {
        return new Text(Form.CELL, name, header -> {
            int index = header.find(name);
            if (index < 0) {
                Optional<String> nearest = header.nearest(name);
                throw new BadCellException(
                        name,
                        "is missing from the header"
                                + nearest.map(other -> ": did you mean " + other + "?")
                                        .orElse("")
                                + (name.contains("-") ? " A minus needs a blank before it." : ""));
            }
            return row -> row.find(index);
        });
    }

    private boolean word(String word) {
        return peek(NAME) && word.equals(tokens.group(NAME)) && take(NAME) && counted();
    }

    private boolean sign(String sign) {
        return peek(SIGN) && sign.equals(tokens.group(SIGN)) && take(SIGN);
    }

    private boolean counted() {
        if (++operators > MAX_OPERATORS) {
            throw new ConfigException("has more than " + MAX_OPERATORS + " operators");
        }
        return true;
    }

    private boolean take(int group) {
        if (!peek(group)) {
            return false;
        }
        position = tokens.end();
        return true;
    }

    private boolean peek(int group) {
        tokens.region(position, text.length());
        return tokens.lookingAt() && tokens.group(group) != null;
    }

    private String since(int from) {
        return text.substring(from, position).strip();
    }

    private ConfigException wrong() {
        String rest = text.substring(position).strip();
        return new ConfigException("cannot read " + (rest.isEmpty() ? "the end of " + text.strip() : rest)
                + " (see load-tests/README.md)");
    }
}
