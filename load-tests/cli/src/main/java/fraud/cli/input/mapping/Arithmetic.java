package fraud.cli.input.mapping;

import fraud.cli.input.mapping.Operand.Binding;
import fraud.cli.input.mapping.Operand.Form;
import fraud.cli.input.mapping.Operand.Numeric;
import fraud.cli.input.mapping.Operand.Span;
import fraud.cli.input.mapping.Operand.Text;
import fraud.cli.input.mapping.Operand.Time;
import fraud.cli.input.table.BadCellException;
import fraud.config.ConfigException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Sums, differences, products and quotients of {@link Operand}s. */
final class Arithmetic {

    /** Far beyond 2099 in ms; what is farther off is a mistake, and would not fit. */
    private static final BigDecimal MAX_SPAN_MILLIS = BigDecimal.valueOf(1_000_000_000_000_000L);

    private Arithmetic() {}

    /**
     * {@code a + b}: a time and a length of time, two lengths of time, or two numbers, of which one may be a cell;
     * everything else is put one after the other as texts.
     *
     * @param source what an error names
     */
    static Operand sum(Operand a, Operand b, String source) {
        if (a instanceof Time time && b instanceof Span span) {
            return shifted(time, span.millis(), source);
        }
        if (a instanceof Span span && b instanceof Time time) {
            return shifted(time, span.millis(), source);
        }
        if (a instanceof Span first && b instanceof Span second) {
            return new Span(first.millis().with(second.millis(), BigDecimal::add));
        }
        if ((a instanceof Numeric && isNumeric(b)) || (isNumeric(a) && b instanceof Numeric)) {
            return new Numeric(a.number().with(b.number(), BigDecimal::add));
        }
        return new Text(Form.JOINED, source, a.text().with(b.text(), String::concat));
    }

    /** {@code a - b}: of numbers, of lengths of time, or a length of time before a time. */
    static Operand difference(Operand a, Operand b, String source) {
        if (a instanceof Time time && b instanceof Span span) {
            return shifted(time, span.millis().then((header, millis) -> millis.negate()), source);
        }
        if (a instanceof Span first && b instanceof Span second) {
            return new Span(first.millis().with(second.millis(), BigDecimal::subtract));
        }
        return new Numeric(a.number().with(b.number(), BigDecimal::subtract));
    }

    static Operand product(Operand a, Operand b) {
        return new Numeric(a.number().with(b.number(), BigDecimal::multiply));
    }

    static Operand quotient(Operand a, Operand b, String source) {
        return new Numeric(a.number().with(b.number(), (dividend, divisor) -> {
            if (divisor.signum() == 0) {
                throw new BadCellException(source, "divides by 0");
            }
            return dividend.divide(divisor, MathContext.DECIMAL128);
        }));
    }

    static Operand negative(Operand of) {
        return new Numeric(of.number().then((header, number) -> number.negate()));
    }

    private static boolean isNumeric(Operand of) {
        return of instanceof Numeric || (of instanceof Text text && text.form() == Form.CELL);
    }

    private static Time shifted(Time time, Binding<BigDecimal> span, String source) {
        return new Time(time.millis().with(span, (start, millis) -> {
            if (millis.abs().compareTo(MAX_SPAN_MILLIS) > 0) {
                throw new BadCellException(source, "is a time out of all range");
            }
            return start + millis.setScale(0, RoundingMode.FLOOR).longValueExact();
        }));
    }

    /** A length of time of so many of a unit. */
    static Span span(Operand count, long unitMillis) {
        if (count instanceof Time || count instanceof Span) {
            throw new ConfigException("a " + count.kind() + " is no number of units");
        }
        BigDecimal unit = BigDecimal.valueOf(unitMillis);
        return new Span(count.number().then((header, number) -> number.multiply(unit)));
    }
}
