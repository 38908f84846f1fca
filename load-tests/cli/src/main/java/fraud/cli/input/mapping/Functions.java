package fraud.cli.input.mapping;

import fraud.cli.input.mapping.Operand.Binding;
import fraud.cli.input.mapping.Operand.Form;
import fraud.cli.input.mapping.Operand.Numeric;
import fraud.cli.input.mapping.Operand.Text;
import fraud.cli.input.mapping.Operand.Time;
import fraud.cli.input.mapping.Operand.Value;
import fraud.cli.input.table.BadCellException;
import fraud.cli.input.table.TimeFormat;
import fraud.config.ConfigException;
import fraud.config.NearestName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions of expressions, by their names. */
final class Functions {

    private static final Map<String, Duration> UNITS = Map.of(
            "millis", Duration.ofMillis(1),
            "seconds", Duration.ofSeconds(1),
            "minutes", Duration.ofMinutes(1),
            "hours", Duration.ofHours(1),
            "days", Duration.ofDays(1));

    private static final List<String> NAMES = List.of(
            "abs",
            "choose",
            "coalesce",
            "days",
            "hash",
            "hours",
            "line",
            "millis",
            "minutes",
            "number",
            "optional",
            "origin",
            "round",
            "seconds",
            "slug",
            "time",
            "token");

    private final Optional<TokenKey> key;

    /** @param key the key of {@code hash(…)}, if there is one */
    Functions(Optional<TokenKey> key) {
        this.key = key;
    }

    /**
     * A call.
     *
     * @param source the call as it is written
     * @throws ConfigException naming what is wrong with it
     */
    Operand call(String name, List<Operand> arguments, String source) {
        return switch (name) {
            case "line" -> line(arguments, source);
            case "hash" -> hash(one(arguments, source), source);
            case "token" -> made(source, one(arguments, source).text().then((header, text) -> Tokens.token(text)));
            case "slug" -> slug(one(arguments, source), source);
            case "number" -> new Numeric(one(arguments, source).number());
            case "abs" -> changed(one(arguments, source), BigDecimal::abs);
            // Half away from zero, as invoices are.
            case "round" -> changed(one(arguments, source), number -> number.setScale(0, RoundingMode.HALF_UP));
            case "time" -> time(first(arguments, source), literals(arguments.subList(1, arguments.size()), source));
            case "origin" -> origin(literals(arguments, source), source);
            case "millis", "seconds", "minutes", "hours", "days" ->
                Arithmetic.span(one(arguments, source), UNITS.get(name).toMillis());
            case "choose" -> choose(first(arguments, source), arguments.subList(1, arguments.size()), source);
            case "coalesce" -> coalesce(arguments, source);
            case "optional" -> optional(one(arguments, source), source);
            default ->
                throw new ConfigException(
                        "unknown function " + name + ": did you mean " + NearestName.of(name, NAMES) + "?");
        };
    }

    private static Text made(String source, Binding<String> binding) {
        return new Text(Form.MADE, source, binding);
    }

    private static Operand line(List<Operand> arguments, String source) {
        if (!arguments.isEmpty()) {
            throw new ConfigException(source + ": takes nothing");
        }
        return made(source, header -> row -> Long.toString(row.line()));
    }

    private Operand hash(Operand of, String source) {
        TokenKey token =
                key.orElseThrow(() -> new ConfigException("hash(…) needs a key: --map-key FILE with 16 bytes or more"));
        // What the mapping itself puts together is no card number, and its hyphens tell one from another.
        Binding<String> card = of instanceof Text text && text.form() != Form.JOINED
                ? text.text().then((header, cell) -> Tokens.card(text.source(), cell))
                : of.text();
        return made(source, card.then((header, text) -> token.token(text)));
    }

    private static Operand slug(Operand of, String source) {
        return made(source, of.text().then((header, text) -> {
            Tokens.requireDigits(of instanceof Text named ? named.source() : source, text);
            return Tokens.slug(text);
        }));
    }

    private interface Rounding {
        BigDecimal of(BigDecimal number);
    }

    private static Operand changed(Operand of, Rounding rounding) {
        return new Numeric(of.number().then((header, number) -> rounding.of(number)));
    }

    private static Operand time(Operand of, List<String> patternAndZone) {
        TimeFormat format = TimeFormat.of(patternAndZone);
        String source = of instanceof Text text ? text.source() : "time(…)";
        return new Time(of.text().then((header, cell) -> format.epochMillis(source, cell, header.notes())));
    }

    private static Operand origin(List<String> literals, String source) {
        if (literals.isEmpty() || literals.size() > 2) {
            throw new ConfigException(
                    source
                            + ": takes one date in quotes and, if it is not in UTC, a zone, as in origin('2013-09-01', 'Europe/Paris')");
        }
        TimeFormat format = literals.size() == 1 ? TimeFormat.usual() : TimeFormat.usualIn(literals.get(1));
        long millis = Comparison.origin(literals.get(0), format);
        return new Time(header -> row -> millis);
    }

    private static Operand choose(Operand of, List<Operand> arguments, String source) {
        List<String> pairs = literals(arguments, source);
        if (pairs.size() < 2) {
            throw new ConfigException(source + ": takes a column, and what is to stand for which of its values, as in"
                    + " choose(c, 'a', 'A', 'b', 'B')");
        }
        Map<String, String> choices = new LinkedHashMap<>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            choices.put(pairs.get(i), pairs.get(i + 1));
        }
        Optional<String> otherwise =
                pairs.size() % 2 == 0 ? Optional.empty() : Optional.of(pairs.get(pairs.size() - 1));
        String column = of instanceof Text text ? text.source() : source;
        return made(source, of.text().then((header, cell) -> {
            String choice = choices.getOrDefault(cell, otherwise.orElse(null));
            if (choice == null) {
                throw new BadCellException(column, "is none of " + choices.keySet());
            }
            return choice.isEmpty() ? null : choice;
        }));
    }

    /** A column that a table may lack, and is empty then. */
    private static Operand optional(Operand of, String source) {
        if (!(of instanceof Text text && text.form() == Form.CELL)) {
            throw new ConfigException(source + ": takes a column");
        }
        String name = text.source();
        return new Text(Form.CELL, name, header -> {
            int index = header.find(name);
            return row -> row.find(index);
        });
    }

    /** The first that is not empty. */
    private static Operand coalesce(List<Operand> arguments, String source) {
        first(arguments, source);
        return made(source, header -> {
            List<Value<String>> values = new ArrayList<>();
            for (Operand argument : arguments) {
                values.add(argument.text().bind(header));
            }
            return row -> {
                for (Value<String> value : values) {
                    String text = value.of(row);
                    if (text != null) {
                        return text;
                    }
                }
                return null;
            };
        });
    }

    private static Operand one(List<Operand> arguments, String source) {
        if (arguments.size() != 1) {
            throw new ConfigException(source + ": takes one expression");
        }
        return arguments.get(0);
    }

    private static Operand first(List<Operand> arguments, String source) {
        if (arguments.isEmpty()) {
            throw new ConfigException(source + ": takes an expression");
        }
        return arguments.get(0);
    }

    private static List<String> literals(List<Operand> arguments, String source) {
        List<String> literals = new ArrayList<>();
        for (Operand argument : arguments) {
            if (!(argument instanceof Text text && text.form() == Form.LITERAL)) {
                String shown = argument instanceof Text text ? text.source() : source;
                throw new ConfigException(shown + " must be a text in quotes, such as 'CHIP'");
            }
            literals.add(text.source());
        }
        return literals;
    }
}
