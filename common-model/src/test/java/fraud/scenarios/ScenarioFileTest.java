package fraud.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.reference.ReferenceDetector;
import fraud.ruleset.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFileTest {

    private static final String EXAMPLE = """
            - name: a copy is not reviewed a second time
              steps:
                - {id: tv, at: 00:00:00, amount: 1000.01, then: REVIEW, reasons: [AMOUNT_LIMIT]}
                - {id: tv, at: 00:00:00, amount: 1000.01, then: DUPLICATE}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    amount: 1000.01, then: D | amout: 10, then: D     | :4: amout: unknown key; one of
                    then: REVIEW             | then: REVEIW           | :3: then: Cannot deserialize value
                    [AMOUNT_LIMIT]           | [AMOUNT]               | :3: reasons: Cannot deserialize value
                    at: 00:00:00, amount     | at: 0:00, amount       | :3: at: 0:00 is no time; write
                    id: tv, at: 00:00:00, am | id: tv, am             | :3: at: is missing
                    then: DUPLICATE          | id: tv                 | :4: steps: Duplicate field 'id'
                    , then: DUPLICATE        | ''                     | :4: then: is missing
                    then: DUPLICATE          | then: DEAD_LETTER      | :4: reason: is a dead letter's
                    then: DUPLICATE          | control: block         | :4: amount, merchant and the like are a transaction's
                    '[AMOUNT_LIMIT]}'        | '[], features: {count: 1}}' | :3: features: count is none of amountMinor
                    then: DUPLICATE          | label: fraud           | :4: amount, merchant and the like are a transaction's
                    amount: 1000.01, then: D | label: fraud, then: D  | :4: then: labels and rule sets have no output
                    amount: 1000.01, then: D | rules: {}, then: D     | :4: rules: goes with version and effectiveFrom
                    then: DUPLICATE          | then: DUPLICATE, effectiveFrom: 00:00:00 | :4: rules: goes with version
                    then: DUPLICATE          | then: DUPLICATE, version: 1 | :4: version: is a rule set's or a decision's
                    then: DUPLICATE          | then: DUPLICATE, times: 2 | :4: times: is how often a label
                    then: DUPLICATE          | then: DUPLICATE, topic: labels | :4: topic: goes with value
                    then: DUPLICATE          | then: DUPLICATE, scenario: x | :4: scenario: is a label's
                    name:                    | nmae:                  | :1: nmae: unknown key; one of
                    steps:                   | alerts:                | :3: id: unknown key; one of card, issuerRange, merchant, rule
                    """)
    void namesFileLineAndKeyOfWhatIsWrong(String right, String wrong, String message) {
        String text = EXAMPLE.replaceFirst(Pattern.quote(right), wrong);
        assertThat(text).isNotEqualTo(EXAMPLE);

        assertThatThrownBy(() -> ScenarioFile.parse("tv.yaml", text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith("tv.yaml:")
                .contains(message)
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "amount: 1000.01, amount: 1.001, amount",
        "'id: tv, at: 00:00:00, amount: 1000.01', 'at: 00:00:00, hex: 1', hex",
        "'id: tv, at: 00:00:00, amount: 1000.01', 'at: 00:00:00, value: xy, padTo: 1', padTo",
    })
    void namesFileLineAndKeyOfWhatMakesNoRecord(String right, String wrong, String key) {
        List<ScenarioFile> files =
                List.of(ScenarioFile.parse("tv.yaml", EXAMPLE.replaceFirst(Pattern.quote(right), wrong)));

        assertThatThrownBy(() -> ScenarioRun.of(files).toList())
                .message()
                .startsWith("tv.yaml:3 (a copy is not reviewed a second time): ")
                .contains(key);
    }

    @Test
    void rejectsADuplicateOfNothing() {
        List<ScenarioFile> files =
                List.of(ScenarioFile.parse("tv.yaml", EXAMPLE.replace("REVIEW, reasons: [AMOUNT_LIMIT]", "DUPLICATE")));

        assertThatThrownBy(() -> ScenarioRun.of(files).toList())
                .hasMessage(
                        "tv.yaml:3 (a copy is not reviewed a second time): DUPLICATE: there is no decision on tv before");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {rule: CARD_TESTING, merchant: atm, transactions: [tv]}  | :5: CARD_TESTING is of cardId
                    {rule: MULE_CASH_OUT, card: c, transactions: [tv]}       | :5: MULE_CASH_OUT is of merchantId
                    {rule: BIN_ENUMERATION, transactions: [tv]}              | :5: BIN_ENUMERATION is of issuerRange
                    {rule: MULE_CASH_OUT, transactions: [radio]}             | no decision on radio of tv.1.shop
                    {rule: CARD_TESTING, transactions: [tv, tv]}             | no decision on tv of tv.1.card
                    """)
    void rejectsAnAlertOfNothing(String alert, String message) {
        String text = EXAMPLE.replaceFirst("(?m)^.*DUPLICATE.*$", "  alerts:\n    - " + alert);

        assertThatThrownBy(() -> ScenarioRun.of(List.of(ScenarioFile.parse("tv.yaml", text)))
                        .toList())
                .message()
                .startsWith("tv.yaml:")
                .contains(message);
    }

    @Test
    void givesAFileThatPublishesRulesTopicsOfItsOwn() {
        String rules = EXAMPLE.replace(
                "- {id: tv, at: 00:00:00, amount: 1000.01, then: DUPLICATE}",
                "- {at: 00:00:00, version: 1, effectiveFrom: 00:02:00, rules: {}}");

        List<ScenarioRun> runs = ScenarioRun.of(List.of(
                        ScenarioFile.parse("a.yaml", EXAMPLE),
                        ScenarioFile.parse("b.yaml", rules),
                        ScenarioFile.parse("c.yaml", EXAMPLE)))
                .toList();

        assertThat(runs)
                .extracting(ScenarioRun::toString)
                .satisfiesExactly(
                        both -> assertThat(both).startsWith("2 examples, "),
                        own -> assertThat(own).startsWith("1 examples of b.yaml, "));
    }

    @Test
    void findsWhatIsMissingAndWhatIsTooMuch() {
        ScenarioRun run = ScenarioRun.of(List.of(ScenarioFile.parse("tv.yaml", EXAMPLE)))
                .findFirst()
                .orElseThrow();
        List<String> outputs = new ArrayList<>(new ReferenceDetector(run.parameters(), RuleSet.defaults())
                .detect(run.records()).stream().map(ScenarioRun::text).toList());
        assertThat(run.differences(outputs)).isEmpty();
        outputs.replaceAll(output -> output.replace("REVIEW", "APPROVE"));
        outputs.add(outputs.stream()
                .filter(output -> output.startsWith("DUPLICATE"))
                .findFirst()
                .orElseThrow());

        assertThat(run.differences(outputs))
                .satisfiesExactlyInAnyOrder(
                        missing -> assertThat(missing)
                                .startsWith("tv.yaml:3 (a copy")
                                .contains(" misses DECISION "),
                        wrong -> assertThat(wrong)
                                .startsWith("tv.yaml:3 (a copy")
                                .contains(" does not know DECISION "),
                        twice -> assertThat(twice)
                                .startsWith("tv.yaml:4 (a copy")
                                .contains(" does not know DUPLICATE "));
    }
}
