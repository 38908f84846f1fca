package fraud.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import fraud.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of metrics and the recording rules say what the catalogue does. */
class CatalogueTest {

    private static final String FLINK_SCOPE = "flink_taskmanager_job_task_operator_";
    private static final Pattern OWN_NAME = Pattern.compile("\\b(?:flink|spark|fraud)_\\w+");
    private static final Pattern BY = Pattern.compile("by \\(([^)]*)\\)");
    /** No detector's: a section of their own has them, and a test of the command that writes them. */
    private static final Set<String> OF_COMMANDS = Set.of("fraud_model_", "fraud_audit_");

    private static final Set<String> DERIVED =
            Set.of("fraud_partition_holding_back", "fraud_last_decision_age_seconds");

    @Test
    void thePageHasARowForEachMetricInOrder() throws IOException {
        List<List<String>> rows = Files.readAllLines(Checkout.root().resolve("docs/METRICS.md")).stream()
                .filter(line -> line.startsWith("| `fraud_"))
                .map(line -> Arrays.stream(line.split("\\|", -1))
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList())
                .filter(cells ->
                        !DERIVED.contains(cells.get(1)) && OF_COMMANDS.stream().noneMatch(cells.get(1)::startsWith))
                .toList();

        assertThat(rows)
                .extracting(cells -> cells.get(1))
                .containsExactlyElementsOf(
                        Arrays.stream(Metric.values()).map(Metric::metricName).toList());
        for (Metric metric : Metric.values()) {
            List<String> cells = rows.stream()
                    .filter(row -> row.get(1).equals(metric.metricName()))
                    .findFirst()
                    .orElseThrow();
            assertThat(cells.get(2))
                    .as(cells.get(1))
                    .isEqualTo(metric.type().name().toLowerCase(Locale.ROOT));
            assertThat(cells.get(4)).as(cells.get(1)).isEqualTo(String.join(", ", names(metric.labels())));
            assertThat(cells.get(6))
                    .as(cells.get(1))
                    .isEqualTo(
                            metric == Metric.SEQUENCE_ATTEMPTS_OPEN
                                    ? "none"
                                    : metric.nameInFlink().replace(FLINK_SCOPE, "P_"));
            assertThat(cells.get(7)).as(cells.get(1)).isEqualTo(metric.nameInSpark());
        }
    }

    @Test
    void theRulesMapEachEnginesOwnNameToTheCatalogues() throws IOException {
        Set<String> mapped = new HashSet<>();
        Set<String> expected = new HashSet<>();
        for (JsonNode group : groups()) {
            String engine = group.path("name").asText().replace("fraud-", "");
            if (engine.equals("derived")) {
                continue;
            }
            for (JsonNode rule : group.path("rules")) {
                String record = rule.path("record").asText();
                assertThat(rule.path("labels").path("engine").asText())
                        .as(record)
                        .isEqualTo(engine);
                Matcher by = BY.matcher(rule.path("expr").asText());
                assertThat(by.find()).as(record).isTrue();
                mapped.add(engine + " " + record + " by " + by.group(1) + " of " + ownNames(rule));
            }
        }
        for (String engine : List.of("flink", "spark")) {
            for (Metric metric : Metric.values()) {
                if (!(engine.equals("flink") && metric == Metric.SEQUENCE_ATTEMPTS_OPEN)) {
                    expected.addAll(mappings(engine, metric));
                }
            }
        }

        assertThat(mapped).isEqualTo(expected);
    }

    private static List<String> mappings(String engine, Metric metric) {
        String own = engine.equals("flink") ? metric.nameInFlink() : metric.nameInSpark();
        String start = engine + " " + metric.metricName();
        if (metric.type() == Metric.Type.HISTOGRAM) {
            return List.of(
                    start + "_bucket by job, instance, le of [" + Scrape.bucketName(own) + "]",
                    start + "_sum by job, instance of [" + own + "_sum]",
                    start + "_count by job, instance of [" + own + "_count]");
        }
        List<String> by = new ArrayList<>(List.of("job", "instance"));
        by.addAll(names(metric.labels()));
        return List.of(start + " by " + String.join(", ", by) + " of [" + own + "]");
    }

    @Test
    void whatTheRulesDeriveIsOnThePageAndMadeOfTheCatalogue() throws IOException {
        String page = Files.readString(Checkout.root().resolve("docs/METRICS.md"));
        Set<String> catalogue =
                Arrays.stream(Metric.values()).map(Metric::metricName).collect(Collectors.toSet());
        Set<String> derived = new HashSet<>();
        for (JsonNode group : groups()) {
            for (JsonNode rule : group.path("rules")) {
                if (group.path("name").asText().equals("fraud-derived")) {
                    derived.add(rule.path("record").asText());
                    assertThat(catalogue).containsAll(ownNames(rule));
                }
            }
        }

        assertThat(derived).isEqualTo(DERIVED).allMatch(page::contains);
    }

    private static Iterable<JsonNode> groups() throws IOException {
        JsonNode rules = new YAMLMapper()
                .readTree(Checkout.root()
                        .resolve("deploy/prometheus/fraud-rules.yml")
                        .toFile());
        assertThat(rules.path("groups")).hasSize(3);
        return rules.path("groups");
    }

    private static Set<String> ownNames(JsonNode rule) {
        Matcher names = OWN_NAME.matcher(rule.path("expr").asText());
        return Stream.iterate(names.find(), found -> found, found -> names.find())
                .map(found -> names.group())
                .collect(Collectors.toSet());
    }

    private static List<String> names(List<MetricLabel> labels) {
        return labels.stream().map(MetricLabel::labelName).toList();
    }
}
