package fraud.cli.input.mapping;

import fraud.cli.input.table.BadCellException;
import fraud.cli.input.table.Header;
import fraud.cli.input.table.Numbers;
import fraud.cli.input.table.Row;
import fraud.config.ConfigException;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What an expression gives. Its kind is known before any row is read, so that no cell is taken for a number or a time
 * because it looks like one: only a cell as it stands is read as what its use needs.
 */
sealed interface Operand {

    /** The value for a row, or null if a cell that it needs is empty. */
    @FunctionalInterface
    interface Value<T> {
        T of(Row row) throws BadCellException;
    }

    /** An expression that does not know yet where its columns are. */
    @FunctionalInterface
    interface Binding<T> {
        Value<T> bind(Header header) throws BadCellException;

        /** What becomes of a value that is there. */
        default <U> Binding<U> then(Change<T, U> change) {
            return header -> {
                Value<T> value = bind(header);
                return row -> {
                    T of = value.of(row);
                    return of == null ? null : change.of(header, of);
                };
            };
        }

        /** What becomes of two values that are there. */
        default <U, R> Binding<R> with(Binding<U> other, Pair<T, U, R> pair) {
            return header -> {
                Value<T> first = bind(header);
                Value<U> second = other.bind(header);
                return row -> {
                    T left = first.of(row);
                    U right = left == null ? null : second.of(row);
                    return right == null ? null : pair.of(left, right);
                };
            };
        }
    }

    /** What becomes of a value. */
    @FunctionalInterface
    interface Change<T, U> {
        U of(Header header, T value) throws BadCellException;
    }

    /** What becomes of two values. */
    @FunctionalInterface
    interface Pair<T, U, R> {
        R of(T left, U right) throws BadCellException;
    }

    /** As it goes into a field of text. */
    Binding<String> text();

    /**
     * As a number.
     *
     * @throws ConfigException if it is none
     */
    default Binding<BigDecimal> number() {
        throw new ConfigException("a " + kind() + " is no number");
    }

    /** The word for its kind. */
    String kind();

    /** How a text came to be. */
    enum Form {
        CELL,
        LITERAL,
        JOINED,
        MADE
    }

    /**
     * A text.
     *
     * @param form how it came to be
     * @param source the column, or the expression, that an error names
     * @param text its value
     */
    record Text(Form form, String source, Binding<String> text) implements Operand {

        /** A text in quotes. */
        static Text literal(String text) {
            return new Text(Form.LITERAL, text, header -> row -> text);
        }

        Optional<String> literal() {
            return form == Form.LITERAL ? Optional.of(source) : Optional.empty();
        }

        @Override
        public Binding<BigDecimal> number() {
            if (form == Form.JOINED) {
                throw new ConfigException(source + " puts texts one after the other, which makes no number: the sum is"
                        + " number(…) + number(…)");
            }
            // What the mapping says has a decimal point, whatever the table has.
            return text.then(
                    (header, cell) -> (form == Form.LITERAL ? Numbers.POINT : header.numbers()).number(source, cell));
        }

        @Override
        public String kind() {
            return "text";
        }
    }

    /** A number. */
    record Numeric(Binding<BigDecimal> number) implements Operand {

        @Override
        public Binding<String> text() {
            return number.then((header, of) -> of.stripTrailingZeros().toPlainString());
        }

        @Override
        public String kind() {
            return "number";
        }
    }

    /** A time, UTC epoch in ms. */
    record Time(Binding<Long> millis) implements Operand {

        @Override
        public Binding<String> text() {
            return millis.then((header, of) -> Long.toString(of));
        }

        @Override
        public String kind() {
            return "time";
        }
    }

    /** A length of time in ms. */
    record Span(Binding<BigDecimal> millis) implements Operand {

        @Override
        public Binding<String> text() {
            throw new ConfigException(
                    "a length of time alone is no value: it needs an origin, as in origin('2013-09-01') + seconds(Time)");
        }

        @Override
        public String kind() {
            return "length of time";
        }
    }

    /** What holds or does not. */
    record Condition(Binding<Boolean> holds) implements Operand {

        @Override
        public Binding<String> text() {
            return holds.then((header, of) -> Boolean.toString(of));
        }

        @Override
        public String kind() {
            return "condition";
        }
    }
}
