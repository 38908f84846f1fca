package fraud.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.cli.input.InputFile;
import fraud.cli.input.PublicationClock;
import fraud.cli.input.lines.InputRecord;
import fraud.config.DetectorParameters;
import fraud.features.EnrichedTransaction;
import fraud.parse.LabelCodec;
import fraud.parse.ParseResult;
import fraud.parse.Partitioner;
import fraud.parse.SourceRecord;
import fraud.reference.ReferenceDetector;
import fraud.reference.SeededStream;
import fraud.ruleset.RuleSet;
import fraud.score.FeatureVector;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import fraud.topics.InputTopics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model learns from is what the detectors will ask it with. */
class PointInTimeTest {

    private static final long SEED = 6;
    private static final int RANDOM_TRANSACTIONS = 20_000;
    private static final Duration ALWAYS = Duration.ofDays(36_500);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DetectorParameters PARAMETERS =
            DetectorParameters.defaults(4).withFeatures(true);

    @TempDir
    private Path directory;

    @Test
    void everyRowOfTheTableHasTheFeaturesOfTheReferencesDecision() throws IOException {
        System.out.println("seed of the stream: " + SEED);
        // The file of labels has no partitions, so what only a partition makes wrong is left out.
        List<SourceRecord> records = SeededStream.of(SEED, PARAMETERS, RuleSet.defaults(), RANDOM_TRANSACTIONS).stream()
                .filter(PointInTimeTest::isInItsPlace)
                .toList();
        Map<String, Deque<JsonNode>> decisions = decisions(records);

        Path labels = writeLabels(records);
        try (LabelFeed feed = new LabelFeed(Optional.of(InputFile.openLabels(labels)), clock());
                TrainingTables tables = new TrainingTables(directory)) {
            PointInTime features = new PointInTime(PARAMETERS, clock(), feed, tables);
            for (SourceRecord record : records) {
                if (record.origin().topic().equals(InputTopics.DEFAULT.transactions())) {
                    features.take(new InputRecord(
                            1,
                            record.key(),
                            record.value(),
                            OptionalLong.of(record.origin().publishedAtMillis())));
                }
            }
            features.finish();
            assertThat(features.transactions())
                    .isEqualTo(decisions.values().stream().mapToInt(Deque::size).sum());
            assertThat(features.duplicates()).isPositive();
        }

        List<String> names = FeatureVector.names();
        int fromMerchants = 0;
        for (String[] row : rows()) {
            JsonNode decision = decisions
                    .getOrDefault(row[0] + "/" + row[1] + "/" + row[3], new ArrayDeque<>())
                    .poll();
            assertThat(decision).as(row[0]).isNotNull();
            for (int i = 0; i < names.size(); i++) {
                if (OF_THE_RECORD.contains(names.get(i))) {
                    continue;
                }
                double value = Double.parseDouble(row[5 + i]);
                assertThat(value)
                        .as("%s of %s", names.get(i), row[0])
                        .isEqualTo(expected(names.get(i), decision.path("features")));
                fromMerchants += names.get(i).startsWith("merchant") && value > 0 ? 1 : 0;
            }
        }
        assertThat(fromMerchants).isGreaterThan(1_000);
    }

    private static boolean isInItsPlace(SourceRecord record) {
        if (record.key() == null) {
            return false;
        }
        String topic = record.origin().topic();
        int partitions =
                topic.equals(InputTopics.DEFAULT.labels()) ? PARAMETERS.labelPartitions() : PARAMETERS.partitions();
        return !topic.equals(InputTopics.DEFAULT.versions())
                && Partitioner.partition(record.key(), partitions)
                        == record.origin().partition();
    }

    /** By transaction, card and event time; several where the card was forgotten in between. */
    private static Map<String, Deque<JsonNode>> decisions(List<SourceRecord> records) throws IOException {
        Map<String, Deque<JsonNode>> decisions = new HashMap<>();
        for (OutputRecord output : new ReferenceDetector(PARAMETERS, RuleSet.defaults()).detect(records)) {
            if (output.kind() == OutputKind.DECISION) {
                JsonNode decision = JSON.readTree(output.value());
                String key = decision.path("transactionId").asText() + "/"
                        + decision.path("cardId").asText() + "/"
                        + decision.path("eventTimeMillis").asLong();
                decisions.computeIfAbsent(key, unused -> new ArrayDeque<>()).add(decision);
            }
        }
        return decisions;
    }

    private Path writeLabels(List<SourceRecord> records) throws IOException {
        LabelCodec codec = new LabelCodec(PARAMETERS.labelPartitions());
        StringBuilder lines = new StringBuilder();
        for (SourceRecord record : records) {
            if (record.origin().topic().equals(InputTopics.DEFAULT.labels())
                    && codec.parse(record).kind() == ParseResult.Kind.LABEL) {
                String json = new String(LabelCodec.toJson(codec.parse(record).label()), StandardCharsets.UTF_8);
                lines.append("{\"publishedAtMillis\":")
                        .append(record.origin().publishedAtMillis())
                        .append(',')
                        .append(json.substring(1))
                        .append('\n');
            }
        }
        return Files.writeString(directory.resolve("labels.jsonl"), lines);
    }

    private static PublicationClock clock() {
        return new PublicationClock(Long.MAX_VALUE / 2, ALWAYS);
    }

    private List<String[]> rows() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(directory.resolve(TrainingTables.ROWS))),
                StandardCharsets.UTF_8))) {
            assertThat(lines.readLine())
                    .startsWith("transactionId,cardId,merchantId,eventTimeMillis,amountMinor,amountMinor,weekend");
            return lines.lines().map(line -> line.split(",", -1)).toList();
        }
    }

    /** A feature by what a decision says, not by the classes that both come from. */
    /** What no decision says, since its record does: see {@code FeatureVectorTest}. */
    private static final Set<String> OF_THE_RECORD = Set.of("channel", "merchantCategory", "localTimeMillis");

    private static double expected(String name, JsonNode features) {
        Map<String, String[]> quotients = new LinkedHashMap<>();
        for (String window : List.of("1Day", "7Days", "30Days")) {
            quotients.put("mean" + window, new String[] {"sumMinor" + window, "count" + window});
            quotients.put("merchantRisk" + window, new String[] {"merchantFrauds" + window, "merchantCount" + window});
        }
        quotients.put("sumShare1Day", new String[] {"sumMinor1Day", "sumMinor30Days"});
        quotients.put("sumShare7Days", new String[] {"sumMinor7Days", "sumMinor30Days"});
        quotients.put("countShare1Day", new String[] {"count1Day", "count30Days"});
        quotients.put("merchantUsesShare7Days", new String[] {"merchantUses7Days", "merchantUses28Days"});
        quotients.put("merchantFirstUsesShare7Days", new String[] {"merchantFirstUses7Days", "merchantUses7Days"});
        quotients.put("merchantRisk28Days", new String[] {"merchantFrauds28Days", "merchantCount28Days"});
        quotients.put(
                "merchantRiskSinceFirstFraud", new String[] {"merchantFrauds30Days", "merchantCountSinceFirstFraud"});
        if (quotients.containsKey(name)) {
            return quotient(
                    number(features, quotients.get(name)[0]),
                    number(features, quotients.get(name)[1]));
        }
        long amount = number(features, "amountMinor");
        return switch (name) {
            case "amountToHabit" ->
                quotient(amount * number(features, "habitCount"), number(features, "sumMinor30Days") - amount);
            case "habitDeviations" ->
                quotient(amount - number(features, "habitMeanMinor"), number(features, "habitDeviationMinor") + 1);
            default -> plain(features.path(name));
        };
    }

    private static long number(JsonNode features, String name) {
        return features.required(name).asLong();
    }

    private static double quotient(long part, long whole) {
        return whole == 0 ? 0 : (double) part / (double) whole;
    }

    private static double plain(JsonNode value) {
        if (value.isMissingNode()) {
            return -1;
        }
        return value.isBoolean() ? (value.asBoolean() ? 1 : 0) : value.asDouble();
    }

    /** Takes what comes out, and keeps the vectors by transaction. */
    private static final class Kept implements PointInTime.Sink {
        private final Map<String, double[]> vectors = new HashMap<>();

        @Override
        public void transaction(EnrichedTransaction enriched, double[] features) {
            vectors.put(enriched.transaction().transactionId(), features);
        }

        @Override
        public void label(PublishedLabel published) {}
    }

    @Test
    void aLabelSaysNothingToWhatHappensBeforeItsPublication() throws IOException {
        long first = 1_530_000_000_000L;
        long day = Duration.ofDays(1).toMillis();
        Path rows = Files.writeString(
                directory.resolve("rows.csv"), """
                transactionId,cardId,merchantId,eventTimeMillis,amountMinor,currency
                t1,c1,m1,%d,100,EUR
                t2,c1,m1,%d,100,EUR
                t3,c1,m1,%d,100,EUR
                """.formatted(first, first + 10 * day, first + 20 * day));
        Path labels = Files.writeString(directory.resolve("late.csv"), """
                transactionId,merchantId,cardId,eventTimeMillis,fraud,publishedAtMillis
                t1,m1,c1,%d,true,%d
                """.formatted(first, first + 15 * day));
        Kept kept = new Kept();
        try (LabelFeed feed = new LabelFeed(Optional.of(InputFile.openLabels(labels)), clock());
                InputFile file = InputFile.open(rows, fraud.cli.input.InputFormat.CANONICAL, label -> {})) {
            PointInTime features = new PointInTime(PARAMETERS, clock(), feed, kept);
            for (Optional<InputRecord> next = file.next(); next.isPresent(); next = file.next()) {
                features.take(next.get());
            }
        }

        int frauds = FeatureVector.names().indexOf("merchantFrauds28Days");
        assertThat(kept.vectors.get("t2")[frauds]).isZero();
        assertThat(kept.vectors.get("t3")[frauds]).isOne();
    }
}
