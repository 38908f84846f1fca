package fraud.cli.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/**
 * What the rules are worth on labelled history; {@code back-test.json}. An alarm is a transaction on which a rule or
 * the model holds, or that an alert of a sequence holds.
 *
 * @param command that made it
 * @param input name of the file of transactions
 * @param model directory of the model that scored, or null
 * @param from first day that counts, UTC
 * @param to last day that counts, UTC
 * @param days how many these are
 * @param transactions how many are counted
 * @param frauds how many of them are fraud
 * @param amountMinor of these frauds, minor units
 * @param values what each value of each parameter is worth, by rule, parameter and value
 * @param kinds the kinds of fraud, by name
 * @param byKind what each rule finds of each kind, at base values
 * @param all all rules, sequences and the model together, at base values
 * @param without the same with one of them taken away, the one with which most is lost first
 */
public record BackTestReport(
        String command,
        String input,
        String model,
        String from,
        String to,
        int days,
        long transactions,
        long frauds,
        long amountMinor,
        List<Value> values,
        List<Kind> kinds,
        List<ByKind> byKind,
        Figures all,
        List<Without> without) {

    /**
     * What one value of one parameter is worth, the others at their base values.
     *
     * @param rule the rule or sequence, by its name in a rule set
     * @param parameter the parameter, by its name in the rule
     * @param unit what it counts
     * @param value its value
     * @param base whether this is its base value
     * @param figures what it is worth
     * @param alone alarms that nothing else raises at base values: no other rule, no sequence, not the model
     * @param aloneFrauds how many of these are fraud
     */
    public record Value(
            String rule,
            String parameter,
            String unit,
            long value,
            boolean base,
            Figures figures,
            long alone,
            long aloneFrauds) {}

    /**
     * A kind of fraud.
     *
     * @param name the scenario that its labels name
     * @param frauds how many there are
     * @param amountMinor of these, minor units
     */
    public record Kind(String name, long frauds, long amountMinor) {}

    /**
     * What a rule finds at its base values.
     *
     * @param rule the rule or sequence, by its name in a rule set
     * @param found frauds of each kind, how many are alarmed
     * @param recall the same as a share of all of that kind, from 0 to 1
     */
    public record ByKind(String rule, Map<String, Long> found, Map<String, Double> recall) {}

    /**
     * What all others are worth together, at base values.
     *
     * @param rule what is taken away, by its name in a rule set
     * @param figures what the others are worth
     * @param fraudsLost frauds that no other raises an alarm on
     * @param amountMinorLost of these, minor units
     * @param falseAlarmsSaved alarms on what is no fraud that no other raises
     */
    public record Without(String rule, Figures figures, long fraudsLost, long amountMinorLost, long falseAlarmsSaved) {}

    /** All figures as JSON. */
    public String toJson() {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts can be written", e);
        }
    }
}
