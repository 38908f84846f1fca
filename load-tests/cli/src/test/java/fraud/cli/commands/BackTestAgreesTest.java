package fraud.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.cli.Cli;
import fraud.rules.Reason;
import fraud.rules.RuleCatalog;
import fraud.ruleset.RuleNames;
import fraud.score.TestModels;
import fraud.sequences.SequenceRule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: at base values a back-test says what a replay of the same file comes to. Method: the reference over a generated
 * stream, against an embedded broker, and what its outputs and its {@code quality.json} say of each rule.
 */
@Tag("engine")
class BackTestAgreesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** The name in a rule set by that in outputs. */
    private static final Map<String, String> NAMES = Stream.<Enum<?>>concat(
                    Stream.of(Reason.values()), Stream.of(SequenceRule.values()))
            .collect(Collectors.toMap(Enum::name, RuleNames::of));

    private static final String FROM = "2026-01-08";
    private static final String TO = "2026-01-16";

    @TempDir
    private Path directory;

    private final StringWriter said = new StringWriter();

    @AfterEach
    void forgetHome() {
        System.clearProperty("fraud.home");
    }

    private void fraud(String... words) {
        PrintWriter to = new PrintWriter(said, true);
        assertThat(new Cli().run(to, to, words)).as("%s", said).isZero();
    }

    @Test
    void everyRuleHasTheAlarmsAndFraudsOfAReplay() throws IOException {
        // As the script says it; nothing is started from there.
        System.setProperty("fraud.home", directory.toString());
        String input = directory.resolve("in.jsonl.gz").toString();
        String labels = directory.resolve("in.labels.jsonl").toString();
        String model = TestModels.directory().resolve(TestModels.CEDAR).toString();
        Path tested = directory.resolve("tested");
        Path replayed = directory.resolve("replayed");
        fraud(
                "generate",
                "--out",
                input,
                "--count",
                "8000",
                "--seed",
                "11",
                "--set",
                "cards=250",
                "--set",
                "fraud.share=0.05",
                "--set",
                "rate=300");

        fraud(
                "back-test",
                "--input",
                input,
                "--labels",
                labels,
                "--model",
                model,
                "--from",
                FROM,
                "--to",
                TO,
                "--out",
                tested.toString());
        fraud(
                "replay",
                "--engine",
                "reference",
                "--input",
                input,
                "--labels",
                labels,
                "--model",
                model,
                "--score-from",
                FROM,
                "--score-to",
                TO,
                "--out",
                replayed.toString());

        JsonNode report = JSON.readTree(tested.resolve("back-test.json").toFile());
        assertThat(report.path("to").asText()).isEqualTo(TO);
        Map<String, Set<String>> alarms = alarmsOfReplay(replayed.resolve("reference"));
        JsonNode quality = JSON.readTree(replayed.resolve("quality.json").toFile());
        Map<String, Long> found = foundByReplay(quality);
        assertThat(alarms.keySet()).as("rules and sequences that fired").hasSizeGreaterThan(10);
        assertThat(report.path("transactions")).isEqualTo(quality.path("transactions"));
        assertThat(report.path("frauds")).isEqualTo(quality.path("frauds"));
        Set<String> seen = new TreeSet<>();
        for (JsonNode value : report.path("values")) {
            if (value.path("base").asBoolean()) {
                String rule = value.path("rule").asText();
                seen.add(rule);
                assertThat(value.path("figures").path("alarms").asInt())
                        .as("alarms of %s", rule)
                        .isEqualTo(alarms.getOrDefault(rule, Set.of()).size());
                assertThat(value.path("figures").path("frauds").asLong())
                        .as("frauds found by %s", rule)
                        .isEqualTo(found.getOrDefault(rule, 0L));
            }
        }
        assertThat(seen).isEqualTo(new TreeSet<>(RuleCatalog.byRule().keySet()));
        Set<String> all = new TreeSet<>();
        alarms.forEach((rule, ids) -> {
            if (seen.contains(rule)) {
                all.addAll(ids);
            }
        });
        assertThat(report.path("all").path("alarms").asInt()).isEqualTo(all.size());
    }

    /** Transactions of the days that count, by the rule or sequence that raised an alarm on them. */
    private static Map<String, Set<String>> alarmsOfReplay(Path outputs) throws IOException {
        long from = Instant.parse(FROM + "T00:00:00Z").toEpochMilli();
        long to = Instant.parse(TO + "T23:59:59.999Z").toEpochMilli();
        Set<String> counted = new TreeSet<>();
        Map<String, Set<String>> alarms = new HashMap<>();
        for (String line : Files.readAllLines(outputs.resolve("decisions.jsonl"))) {
            JsonNode decision = JSON.readTree(line);
            long time = decision.path("eventTimeMillis").asLong();
            if (time >= from && time <= to) {
                String id = decision.path("transactionId").asText();
                counted.add(id);
                decision.path("reasons")
                        .forEach(reason -> alarms.computeIfAbsent(NAMES.get(reason.asText()), unused -> new TreeSet<>())
                                .add(id));
            }
        }
        for (String line : Files.readAllLines(outputs.resolve("alerts.jsonl"))) {
            JsonNode alert = JSON.readTree(line);
            Set<String> of = alarms.computeIfAbsent(NAMES.get(alert.path("rule").asText()), unused -> new TreeSet<>());
            alert.path("transactionIds").forEach(id -> {
                if (counted.contains(id.asText())) {
                    of.add(id.asText());
                }
            });
        }
        return alarms;
    }

    private static Map<String, Long> foundByReplay(JsonNode quality) {
        Map<String, Long> found = new TreeMap<>();
        for (JsonNode scenario : quality.path("engines").get(0).path("scenarios")) {
            for (Map.Entry<String, JsonNode> rule : scenario.path("byRule").properties()) {
                found.merge(NAMES.get(rule.getKey()), rule.getValue().asLong(), Long::sum);
            }
        }
        return found;
    }
}
