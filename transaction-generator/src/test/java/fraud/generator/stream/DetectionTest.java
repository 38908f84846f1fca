package fraud.generator.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.generator.config.Parameter;
import fraud.generator.publish.Topic;
import fraud.reference.ReferenceDetector;
import fraud.rules.Reason;
import fraud.ruleset.RuleSet;
import fraud.sequences.SequenceRule;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Six weeks of a small population show all that a detector does, and are no caricature: the oracle says so. */
@TestInstance(Lifecycle.PER_CLASS)
class DetectionTest {

    /** The reasons and sequences that find each pattern; none where nothing is made for it. */
    private static final Map<String, Set<? extends Enum<?>>> FOUND_BY = Map.ofEntries(
            Map.entry("card-testing", Set.of(SequenceRule.CARD_TESTING)),
            Map.entry("velocity-burst", Set.of(Reason.VELOCITY_COUNT, Reason.VELOCITY_SUM)),
            Map.entry("impossible-travel", Set.of(Reason.IMPOSSIBLE_TRAVEL)),
            Map.entry("account-takeover", Set.of(SequenceRule.ACCOUNT_TAKEOVER)),
            Map.entry("leaked-card", Set.of(Reason.UNUSUAL_AMOUNT)),
            Map.entry("compromised-terminal", Set.of(Reason.MERCHANT_RISK)),
            Map.entry("bust-out", Set.of()),
            Map.entry("mule-cash-out", Set.of(SequenceRule.MULE_CASH_OUT)),
            Map.entry("bin-enumeration", Set.of(SequenceRule.BIN_ENUMERATION)));

    private final TransactionStream stream = TransactionStream.of(Streams.days()
            .with(Parameter.CARDS, 1_000)
            .with(Parameter.FRAUD_SHARE, 0.008)
            .with(Parameter.COUNT, 80_000));

    private final Map<String, Truth> truths = new HashMap<>();
    private final Map<GeneratedRecord.Kind, Integer> sent = new HashMap<>();
    private final Set<String> alerted = new HashSet<>();
    private List<OutputRecord> outputs;

    @BeforeAll
    void detect() {
        stream.records().forEach(event -> {
            sent.merge(event.kind(), 1, Integer::sum);
            if (event.truth() != null) {
                truths.put(event.truth().transactionId(), event.truth());
            }
        });
        outputs = new ReferenceDetector(
                        DetectorParameters.defaults(stream.config().partitions()), RuleSet.defaults())
                .detect(Stream.concat(Topic.of(stream).stream(), Topic.labelsOf(stream).stream())
                        .toList());
        for (String alert : texts(OutputKind.ALERT)) {
            String ids = alert.replaceFirst(".*\"transactionIds\":\\[\"([^\\]]+)\"\\].*", "$1");
            alerted.addAll(List.of(ids.split("\",\"", -1)));
        }
    }

    @Test
    void everyRecordIsAccountedForAsTheGeneratorMeantIt() {
        assertThat(texts(OutputKind.DECISION)).hasSize(sent.get(GeneratedRecord.Kind.TRANSACTION));
        assertThat(texts(OutputKind.DUPLICATE)).hasSize(sent.get(GeneratedRecord.Kind.DUPLICATE));
        assertThat(texts(OutputKind.DEAD_LETTER)).hasSize(sent.get(GeneratedRecord.Kind.MALFORMED));
    }

    @Test
    void theRulesTheSequenceAndLatenessAreSeen() {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        for (String decision : texts(OutputKind.DECISION)) {
            Arrays.stream(Reason.values())
                    .filter(reason -> decision.contains("\"" + reason + "\""))
                    .forEach(reasons::add);
        }

        assertThat(reasons)
                .contains(
                        Reason.CARD_BLOCKED,
                        Reason.AMOUNT_LIMIT,
                        Reason.VELOCITY_COUNT,
                        Reason.VELOCITY_SUM,
                        Reason.IMPOSSIBLE_TRAVEL,
                        Reason.UNUSUAL_AMOUNT,
                        Reason.MERCHANT_RISK);
        assertThat(texts(OutputKind.ALERT)).hasSizeGreaterThan(8);
        assertThat(texts(OutputKind.LATE)).hasSizeGreaterThan(80);
    }

    @Test
    void whatTheRulesAreMadeForIsFound() {
        Map<String, Set<String>> told = new HashMap<>();
        Map<String, Set<String>> found = new HashMap<>();
        for (String decision : texts(OutputKind.DECISION)) {
            Truth truth = truths.get(transactionId(decision));
            if (truth.fraud()) {
                told.computeIfAbsent(truth.scenario(), scenario -> new HashSet<>())
                        .add(truth.campaignId());
                if (!isLeftAlone(decision)) {
                    found.computeIfAbsent(truth.scenario(), scenario -> new HashSet<>())
                            .add(truth.campaignId());
                }
            }
        }
        for (String scenario : List.of("card-testing", "velocity-burst", "impossible-travel")) {
            assertThat(found.get(scenario))
                    .as(scenario)
                    .hasSizeGreaterThanOrEqualTo(told.get(scenario).size() * 8 / 10);
        }
        assertThat(told.keySet()).containsAll(TransactionStream.scenarioNames());
    }

    @Test
    void eachPatternIsFoundByWhatIsMadeForItIfAnythingIs() {
        assertThat(FOUND_BY.keySet())
                .as("patterns with an entry here")
                .containsExactlyInAnyOrderElementsOf(TransactionStream.scenarioNames());
        Map<String, Set<Enum<?>>> found = new HashMap<>();
        for (String decision : texts(OutputKind.DECISION)) {
            Truth truth = truths.get(transactionId(decision));
            Stream.of(Reason.values())
                    .filter(reason -> truth.fraud() && decision.contains("\"" + reason + "\""))
                    .forEach(reason -> found.computeIfAbsent(truth.scenario(), scenario -> new HashSet<>())
                            .add(reason));
        }
        for (SequenceRule rule : SequenceRule.values()) {
            scenariosOfAlerts(rule)
                    .forEach(scenario -> found.computeIfAbsent(scenario, name -> new HashSet<>())
                            .add(rule));
        }
        FOUND_BY.forEach((scenario, finders) ->
                assertThat(found.get(scenario)).as(scenario).containsAll(finders));
    }

    @Test
    void honestUseIsLeftAloneMostlyAndNotAlways() {
        assertThat(leftAloneShare(false, null)).isBetween(0.95, 0.9995);
        assertThat(leftAloneShare(true, null)).isLessThan(0.8);
        // A holder who looks like fraud is stopped more often than others, and yet not always.
        assertThat(leftAloneShare(false, "new-phone")).isBetween(0.2, 0.98);
        assertThat(leftAloneShare(false, TransactionEvents.TRAVELLER)).isBetween(0.9, 0.9995);
    }

    @Test
    void sequencesFindWhatTheyAreMadeFor() {
        assertThat(scenariosOfAlerts(SequenceRule.CARD_TESTING)).containsOnly("card-testing");
        assertThat(scenariosOfAlerts(SequenceRule.ACCOUNT_TAKEOVER)).contains("account-takeover");
        assertThat(scenariosOfAlerts(SequenceRule.MULE_CASH_OUT)).contains("mule-cash-out");
        assertThat(scenariosOfAlerts(SequenceRule.BIN_ENUMERATION)).containsOnly("bin-enumeration");
    }

    /** Outcomes take weeks: who is robbed at such a terminal at first is lost, and it is found all the same. */
    @Test
    void settledOutcomesTellOfACompromisedTerminal() {
        Set<String> scenarios = new HashSet<>();
        for (String decision : texts(OutputKind.DECISION)) {
            if (decision.contains("\"MERCHANT_RISK\"")) {
                scenarios.add(String.valueOf(truths.get(transactionId(decision)).scenario()));
            }
        }
        assertThat(scenarios).contains("compromised-terminal");
    }

    private List<String> scenariosOfAlerts(SequenceRule rule) {
        return texts(OutputKind.ALERT).stream()
                .filter(alert -> alert.contains("\"rule\":\"" + rule + "\""))
                .map(alert -> truths.get(alert.replaceFirst(".*\"transactionIds\":\\[\"([^\"]+)\".*", "$1"))
                        .scenario())
                .toList();
    }

    private double leftAloneShare(boolean fraudulent, String scenario) {
        List<String> decisions = new ArrayList<>();
        for (String decision : texts(OutputKind.DECISION)) {
            Truth truth = truths.get(transactionId(decision));
            if (truth.fraud() == fraudulent && (scenario == null || scenario.equals(truth.scenario()))) {
                decisions.add(decision);
            }
        }
        return (double) decisions.stream().filter(this::isLeftAlone).count() / decisions.size();
    }

    /** Approved, and in no alert. */
    private boolean isLeftAlone(String decision) {
        return decision.contains("\"outcome\":\"APPROVE\"") && !alerted.contains(transactionId(decision));
    }

    private static String transactionId(String decision) {
        return decision.replaceFirst("^\\{\"transactionId\":\"([^\"]+)\".*", "$1");
    }

    private List<String> texts(OutputKind kind) {
        return outputs.stream()
                .filter(output -> output.kind() == kind)
                .map(output -> new String(output.value(), UTF_8))
                .toList();
    }
}
