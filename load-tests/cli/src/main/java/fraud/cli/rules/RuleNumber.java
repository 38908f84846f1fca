package fraud.cli.rules;

import fraud.cli.text.TimeText;
import fraud.cli.yaml.YamlValue;
import fraud.ruleset.RuleParameter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers of rule files. A whole number is in the parameter's own unit, as on the wire. A time may be written as a
 * duration ({@code 21d}), an amount with its currency ({@code 50.00 EUR}), which says how many minor units it has: an
 * amount without one could be taken for either.
 */
final class RuleNumber {

    /** How a duration is written, for the schema. */
    static final String DURATION_PATTERN = "^[0-9]{1,9}(ms|s|m|h|d)$";
    /** How an amount with its currency is written, for the schema. */
    static final String AMOUNT_PATTERN = "^[0-9]{1,14}(\\.[0-9]{1,4})? [A-Z]{3}$";

    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,14}(?:\\.[0-9]{1,4})?) ([A-Z]{3})");

    private RuleNumber() {}

    /** Whether a parameter is a time, and so may be a duration. */
    static boolean isTime(RuleParameter parameter) {
        return parameter.parameter().endsWith("Millis");
    }

    /** Whether a parameter is an amount of money. */
    static boolean isAmount(RuleParameter parameter) {
        return parameter.parameter().endsWith("Minor");
    }

    /** The value that a file gives a parameter, within its range; nothing if it is none. */
    static Optional<Long> of(RuleParameter parameter, YamlValue value) {
        Optional<Long> number = value.wholeNumber();
        if (number.isEmpty() && isTime(parameter)) {
            number = value.text().flatMap(TimeText::duration).map(Duration::toMillis);
        } else if (number.isEmpty() && isAmount(parameter)) {
            number = value.text().flatMap(RuleNumber::amount);
        }
        return number.filter(parameter::allows);
    }

    /** What a parameter may be, for an error. */
    static String allowed(RuleParameter parameter) {
        String range = "must be a whole number from " + parameter.least() + " to " + parameter.greatest() + " ("
                + parameter.unit() + ")";
        if (isTime(parameter)) {
            return range + ", or a duration from " + TimeText.of(Duration.ofMillis(parameter.least())) + " to "
                    + TimeText.of(Duration.ofMillis(parameter.greatest()));
        }
        return isAmount(parameter) ? range + ", or an amount with its currency, such as 50.00 EUR" : range;
    }

    /**
     * Minor units of an amount that has the decimals of its currency, all of them: {@code 5.0 EUR} is none, as
     * {@code 5.00 JPY} is none.
     */
    private static Optional<Long> amount(String text) {
        Matcher matcher = AMOUNT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal amount = new BigDecimal(matcher.group(1));
        return Currency.getAvailableCurrencies().stream()
                .filter(known -> known.getCurrencyCode().equals(matcher.group(2)))
                .filter(known -> known.getDefaultFractionDigits() == amount.scale())
                .findFirst()
                .map(known -> amount.unscaledValue().longValueExact());
    }
}
