package fraud.cli.rules;

import fraud.cli.text.TimeText;
import fraud.ruleset.RuleParameter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

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

    private static final int MAX_DIGITS = 18;
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
    static OptionalLong of(RuleParameter parameter, Node node) {
        OptionalLong value = integer(node);
        if (value.isEmpty() && isTime(parameter)) {
            value = duration(text(node));
        } else if (value.isEmpty() && isAmount(parameter)) {
            value = amount(text(node));
        }
        return value.isPresent() && parameter.allows(value.getAsLong()) ? value : OptionalLong.empty();
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

    /** A whole number without a sign. */
    static OptionalLong integer(Node node) {
        // As YAML has it, digits may be grouped with underscores.
        String digits = node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT)
                ? scalar.getValue().replace("_", "")
                : "";
        if (!digits.matches("[0-9]{1," + MAX_DIGITS + "}") || (digits.length() > 1 && digits.startsWith("0"))) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(digits));
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR) ? scalar.getValue() : "";
    }

    private static OptionalLong duration(String text) {
        Optional<Duration> duration = TimeText.duration(text);
        return duration.isPresent() ? OptionalLong.of(duration.get().toMillis()) : OptionalLong.empty();
    }

    /**
     * Minor units of an amount that has the decimals of its currency, all of them: {@code 5.0 EUR} is none, as
     * {@code 5.00 JPY} is none.
     */
    private static OptionalLong amount(String text) {
        Matcher matcher = AMOUNT.matcher(text);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        Optional<Currency> currency = Currency.getAvailableCurrencies().stream()
                .filter(known -> known.getCurrencyCode().equals(matcher.group(2)))
                .findFirst();
        BigDecimal amount = new BigDecimal(matcher.group(1));
        return currency.filter(known -> known.getDefaultFractionDigits() == amount.scale())
                .map(known -> OptionalLong.of(amount.unscaledValue().longValueExact()))
                .orElseGet(OptionalLong::empty);
    }
}
