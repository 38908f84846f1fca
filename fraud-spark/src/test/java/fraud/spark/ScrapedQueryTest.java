package fraud.spark;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.metrics.Metric;
import fraud.metrics.MetricsEndpoint;
import fraud.metrics.Scrape;
import fraud.model.Origin;
import fraud.model.Outcome;
import fraud.model.RejectReason;
import fraud.parse.SourceRecord;
import fraud.reference.ReferenceDetector;
import fraud.reference.SeededStream;
import fraud.rules.Reason;
import fraud.ruleset.RuleSet;
import fraud.score.TestModels;
import fraud.sequences.SequenceRule;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import fraud.topics.InputTopics;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a detector that runs shows the metrics of the catalogue and no others, and they say what it did, over a restart
 * of its query, too. Method: a seeded stream through the production topology in two batches with a restart between
 * them, scraped over HTTP; the counts are held against the reference's outputs.
 */
@Tag("engine")
class ScrapedQueryTest {

    private static final RuleSet RULES = RuleSet.defaults();
    private static final DetectorParameters PARAMETERS =
            new DetectorParameters(3, 2, 10_000, 0, DetectorParameters.DEFAULT_LEAD_MILLIS, 32, 20, true);

    @TempDir
    private Path checkpoint;

    @Test
    void showsWhatTheCatalogueNamesAndWhatTheReferenceCounts() throws Exception {
        List<SourceRecord> records = SeededStream.of(5, PARAMETERS, RULES, 300);
        List<OutputRecord> expected =
                new ReferenceDetector(PARAMETERS, RULES, TestModels.starting(), InputTopics.DEFAULT).detect(records);
        OutputComparison.assertWorthComparing(expected);

        try (TopologyRun run = new TopologyRun(PARAMETERS, RULES, TestModels.starting(), 2, checkpoint).start();
                HTTPServer server = run.metrics().serve(new MetricsEndpoint("127.0.0.1", 0))) {
            run.batch(records.subList(0, records.size() / 2));
            run.stop();
            run.start();
            run.batch(records.subList(records.size() / 2, records.size()));
            run.batch(Streams.endSignalsAgain(records));
            run.awaitProgress();
            Scrape scrape = Scrape.of(server.getPort());

            scrape.assertIsCatalogue(Metric::nameInSpark, Set.of(), Set.of());
            for (Outcome outcome : Outcome.values()) {
                assertCount(scrape, Metric.DECISIONS, outcome, expected, OutputKind.DECISION);
            }
            for (Reason reason : Reason.values()) {
                assertCount(scrape, Metric.RULES_FIRED, reason, expected, OutputKind.DECISION);
            }
            for (SequenceRule rule : SequenceRule.values()) {
                assertCount(scrape, Metric.SEQUENCES_FIRED, rule, expected, OutputKind.ALERT);
            }
            for (RejectReason reason : RejectReason.values()) {
                assertCount(scrape, Metric.DEAD_LETTERS, reason, expected, OutputKind.DEAD_LETTER);
            }
            assertThat(scrape.sum(Metric.DUPLICATES.nameInSpark()))
                    .isEqualTo(count(expected, OutputKind.DUPLICATE, output -> true));
            assertThat(scrape.sum(Metric.LATE_TRANSACTIONS.nameInSpark()))
                    .isEqualTo(count(expected, OutputKind.LATE, output -> true));
            assertThat(scrape.sum(Metric.WAITING_TRANSACTIONS.nameInSpark())).isZero();
            assertThat(scrape.sum(Metric.DECISION_LATENCY.nameInSpark() + "_count"))
                    .isEqualTo(count(
                            expected, OutputKind.DECISION, output -> output.intendedSendMicros() != Origin.UNKNOWN));
            assertThat(scrape.of(Metric.LAST_DECISION.nameInSpark())).allMatch(sample -> sample.value() > 0);
            assertThat(scrape.of(Metric.PARTITION_READINESS.nameInSpark()))
                    .hasSize(6)
                    .allMatch(sample -> sample.value() > 0);
            assertThat(scrape.of(Metric.PARTITION_LAG.nameInSpark()))
                    .as("known of Kafka's offsets only")
                    .hasSize(6)
                    .allMatch(sample -> Double.isNaN(sample.value()));
        }
    }

    private static void assertCount(
            Scrape scrape, Metric metric, Enum<?> value, List<OutputRecord> expected, OutputKind kind) {
        String label = metric.labels().get(0).labelName();
        assertThat(scrape.sum(metric.nameInSpark(), label, value.name()))
                .as("%s %s", metric, value)
                .isEqualTo(count(
                        expected,
                        kind,
                        output -> new String(output.value(), StandardCharsets.UTF_8).contains("\"" + value + "\"")));
    }

    private static double count(List<OutputRecord> outputs, OutputKind kind, Predicate<OutputRecord> isCounted) {
        return outputs.stream()
                .filter(output -> output.kind() == kind)
                .filter(isCounted)
                .count();
    }
}
