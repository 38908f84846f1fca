package fraud.cli.input.mapping;

import fraud.cli.input.mapping.Operand.Binding;
import fraud.cli.input.mapping.Operand.Condition;
import fraud.cli.input.mapping.Operand.Form;
import fraud.cli.input.mapping.Operand.Numeric;
import fraud.cli.input.mapping.Operand.Span;
import fraud.cli.input.mapping.Operand.Text;
import fraud.cli.input.mapping.Operand.Time;
import fraud.cli.input.mapping.Operand.Value;
import fraud.cli.input.table.BadCellException;
import fraud.cli.input.table.Numbers;
import fraud.cli.input.table.TableNotes;
import fraud.cli.input.table.TimeFormat;
import fraud.config.ConfigException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Comparisons of {@link Operand}s: as numbers if a side is one, as times if a side is one, else as texts, where an
 * empty cell is {@code ''}. Texts have no order but that of dates, if both sides are dates or times as ISO 8601 writes
 * them. An empty cell is no number and no time, so such a row is an error: who means it says
 * {@code amt != '' and amt > 0}.
 */
final class Comparison {

    private static final Map<String, IntPredicate> SIGNS = Map.of(
            "=", order -> order == 0,
            "==", order -> order == 0,
            "!=", order -> order != 0,
            "<>", order -> order != 0,
            "<", order -> order < 0,
            "<=", order -> order <= 0,
            ">", order -> order > 0,
            ">=", order -> order >= 0);

    /** As texts, days that stand before their months come in no order, and those with a T behind those with a blank. */
    private static final Pattern ISO = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"
            + "([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?( ?(Z|UTC|[-+][0-9]{2}(:?[0-9]{2})?))?)?");

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private Comparison() {}

    /**
     * A comparison.
     *
     * @param sign one of {@code = == != <> < <= > >=}
     * @param source what an error names
     * @throws ConfigException if the two cannot be compared
     */
    static Condition of(Operand a, String sign, Operand b, String source) {
        IntPredicate holds = SIGNS.get(sign);
        if (a instanceof Condition || b instanceof Condition || a instanceof Span || b instanceof Span) {
            throw new ConfigException(
                    "a " + (a instanceof Condition || a instanceof Span ? a : b).kind() + " cannot be compared");
        }
        if (a instanceof Time || b instanceof Time) {
            return compared(time(a), time(b), holds, source);
        }
        if (a instanceof Numeric || b instanceof Numeric) {
            requireNoLiteral(a);
            requireNoLiteral(b);
            return compared(a.number(), b.number(), holds, source);
        }
        boolean ordered = !List.of("=", "==", "!=", "<>").contains(sign);
        if (ordered) {
            requireOrder((Text) a, (Text) b);
            return compared(isoTime((Text) a), isoTime((Text) b), holds, source);
        }
        return texts(a.text(), b.text(), holds);
    }

    private static void requireNoLiteral(Operand of) {
        if (of instanceof Text text && text.form() == Form.LITERAL) {
            throw new ConfigException(
                    "'" + text.source() + "' is a text, and compared with a number: write numbers without quotes");
        }
    }

    /** As texts 99 comes after 100, so what may be numbers or times needs a word. */
    private static void requireOrder(Text a, Text b) {
        List<String> literals =
                Stream.of(a, b).flatMap(text -> text.literal().stream()).toList();
        if (literals.isEmpty()) {
            throw new ConfigException("texts are compared by = and != only: for numbers say number(" + a.source()
                    + "), for times time(" + a.source() + ")");
        }
        for (String literal : literals) {
            if (isNumber(literal)) {
                throw new ConfigException("'" + literal + "' is a text: write " + literal + " without quotes");
            }
            if (!ISO.matcher(literal).matches()) {
                throw new ConfigException("'" + literal + "' has no order: < <= > >= compare numbers, times and dates"
                        + " such as '2019-01-31' or '2019-01-31 10:00', texts are compared by = and != only");
            }
        }
    }

    private static boolean isNumber(String text) {
        try {
            Numbers.POINT.number("", text);
            return true;
        } catch (BadCellException e) {
            return false;
        }
    }

    private static <T extends Comparable<T>> Condition compared(
            Binding<T> a, Binding<T> b, IntPredicate holds, String source) {
        return new Condition(header -> {
            Value<T> first = a.bind(header);
            Value<T> second = b.bind(header);
            return row -> {
                T left = first.of(row);
                T right = second.of(row);
                if (left == null || right == null) {
                    throw new BadCellException(
                            source, "compares an empty cell: say first what is meant, as in amt != '' and amt > 0");
                }
                return holds.test(left.compareTo(right));
            };
        });
    }

    private static Condition texts(Binding<String> a, Binding<String> b, IntPredicate holds) {
        return new Condition(header -> {
            Value<String> first = a.bind(header);
            Value<String> second = b.bind(header);
            return row -> {
                String left = first.of(row);
                String right = second.of(row);
                return holds.test((left == null ? "" : left).compareTo(right == null ? "" : right));
            };
        });
    }

    /** A cell in one of the usual formats, or a date in quotes, is a time where it is compared with one. */
    private static Binding<Long> time(Operand of) {
        if (of instanceof Time time) {
            return time.millis();
        }
        if (of instanceof Text text) {
            Optional<String> literal = text.literal();
            if (literal.isPresent()) {
                long millis = origin(literal.get(), TimeFormat.usual());
                return header -> row -> millis;
            }
            TimeFormat usual = TimeFormat.usual();
            return text.text().then((header, cell) -> usual.epochMillis(text.source(), cell, header.notes()));
        }
        throw new ConfigException("a number cannot be compared with a time: origin('…') + seconds(…) makes one of it");
    }

    /** A date or time whose notation needs no explanation; of a text in quotes at once. */
    private static Binding<Long> isoTime(Text of) {
        TimeFormat usual = TimeFormat.usual();
        Optional<String> literal = of.literal();
        if (literal.isPresent()) {
            long millis = origin(literal.get(), usual);
            return header -> row -> millis;
        }
        return of.text().then((header, cell) -> {
            if (!ISO.matcher(cell).matches()) {
                throw new BadCellException(
                        of.source(),
                        "is no date like 2019-01-31 or 2019-01-31 10:00, and has no order: say time(" + of.source()
                                + ", 'dd.MM.yyyy HH:mm:ss') with its own format, or number(" + of.source() + ")");
            }
            return usual.epochMillis(of.source(), withTime(cell), header.notes());
        });
    }

    private static String withTime(String text) {
        return DATE.matcher(text).matches() ? text + " 00:00" : text;
    }

    /**
     * A date or time that the mapping itself says.
     *
     * @throws ConfigException if it is none, or one that a change of clocks skips or brings twice
     */
    static long origin(String text, TimeFormat format) {
        TableNotes notes = new TableNotes();
        try {
            long millis = format.epochMillis("", withTime(text), notes);
            if (notes.localTimesSkipped() + notes.localTimesDoubled() == 0) {
                return millis;
            }
        } catch (BadCellException e) {
            throw new ConfigException("'" + text + "' is no date or time, such as 2013-09-01 or 2013-09-01 06:00");
        }
        throw new ConfigException(
                "'" + text + "' does not exist or exists twice, since the clocks of its zone change then:"
                        + " write it with an offset, as in '2013-09-01 06:00 +02:00'");
    }
}
