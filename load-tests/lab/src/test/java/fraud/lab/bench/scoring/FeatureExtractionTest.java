package fraud.lab.bench.scoring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.decide.AssessedTransaction;
import fraud.decide.Decision;
import fraud.features.EnrichedTransaction;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.stream.GeneratedRecord;
import fraud.generator.stream.LabelRecord;
import fraud.generator.stream.TransactionStream;
import fraud.model.Origin;
import fraud.parse.LabelCodec;
import fraud.parse.Partitioner;
import fraud.parse.SourceRecord;
import fraud.reference.ReferenceDetector;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;
import fraud.sink.OutputCodec;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Goal: the scoring pair gets the features that a detector makes. Method: what the reference detector says of a stream,
 * features included, is what follows from the extracted features.
 */
class FeatureExtractionTest {

    private static final DetectorParameters PARAMETERS =
            DetectorParameters.defaults(4).withFeatures(true);

    /** Days of few cards at few merchants, so that merchants have settled labels, and profiles all they can have. */
    private static final TransactionStream STREAM = TransactionStream.of(GeneratorConfig.defaults()
            .with(Parameter.CARDS, 100)
            .with(Parameter.MERCHANTS, 1_000)
            .with(Parameter.HISTORY_DAYS, 40)
            .with(Parameter.COUNT, 100));

    private final long[] offsets = new long[PARAMETERS.partitions()];
    private final long[] labelOffsets = new long[PARAMETERS.labelPartitions()];

    @Test
    void makesTheFeaturesOfTheReference() {
        List<SourceRecord> records = new ArrayList<>();
        STREAM.records().map(this::transaction).forEach(records::add);
        STREAM.labels().forEach(label -> records.add(label(label)));
        List<String> expected = new ReferenceDetector(PARAMETERS, RuleSet.defaults())
                .detect(records).stream()
                        .filter(output -> output.kind() == OutputKind.DECISION)
                        .map(FeatureExtractionTest::text)
                        .toList();

        FeatureExtraction extraction = new FeatureExtraction(STREAM, PARAMETERS);
        List<String> extracted = STREAM.records()
                .flatMap(event -> extraction.next(event).stream())
                .map(FeatureExtractionTest::decision)
                .toList();

        assertThat(expected).hasSizeGreaterThan(5_000).anyMatch(text -> !text.contains("\"merchantCount30Days\":0,"));
        assertThat(extracted).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String decision(EnrichedTransaction enriched) {
        return text(OutputCodec.encode(
                Decision.of(AssessedTransaction.of(enriched, Scores.NONE, RuleSet.defaults()), true)));
    }

    private static String text(OutputRecord output) {
        return new String(output.value(), UTF_8);
    }

    private SourceRecord transaction(GeneratedRecord event) {
        int partition = event.partition() == GeneratedRecord.BY_KEY
                ? Partitioner.partition(event.key(), PARAMETERS.partitions())
                : event.partition();
        return new SourceRecord(
                new Origin("transactions", partition, offsets[partition]++, event.publishedAtMillis(), Origin.UNKNOWN),
                event.key(),
                event.value());
    }

    private SourceRecord label(LabelRecord label) {
        byte[] key = label.label().merchantId().getBytes(US_ASCII);
        int partition = Partitioner.partition(key, PARAMETERS.labelPartitions());
        return new SourceRecord(
                new Origin("labels", partition, labelOffsets[partition]++, label.publishedAtMillis(), Origin.UNKNOWN),
                key,
                LabelCodec.toJson(label.label()));
    }
}
