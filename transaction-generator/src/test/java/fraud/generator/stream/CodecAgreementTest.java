package fraud.generator.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.publish.Topic;
import fraud.model.RejectReason;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the generator says of its records is what the detectors' codec finds. */
class CodecAgreementTest {

    private static final GeneratorConfig MANY_FAULTS = Streams.eventful().with(Parameter.MALFORMED_SHARE, 0.2);

    @Test
    void everyRecordIsWhatTheGeneratorSaysItIs() {
        assertAgreement(MANY_FAULTS);
    }

    @Test
    void soItIsOnATopicOfOnePartition() {
        assertAgreement(MANY_FAULTS.with(Parameter.PARTITIONS, 1));
    }

    @Test
    void soItIsWithAQuietPartition() {
        assertAgreement(MANY_FAULTS.with(Parameter.QUIET_PARTITION, 2));
    }

    @Test
    void everyReasonToRejectARecordOccursInADemosMinute() {
        Set<RejectReason> reasons = EnumSet.noneOf(RejectReason.class);
        TransactionStream.of(Streams.days()).records().forEach(event -> {
            if (event.expectedReject() != null) {
                reasons.add(event.expectedReject());
            }
        });

        Set<RejectReason> ofVersions = EnumSet.range(RejectReason.UNKNOWN_FIELD, RejectReason.BAD_MODEL);
        assertThat(reasons).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(ofVersions)));
    }

    @Test
    void noFaultIsTheSameAsAnother() {
        TransactionStream stream = TransactionStream.of(Streams.uneventful());
        Set<String> values = new HashSet<>();
        for (Fault fault : Fault.values()) {
            byte[] value = fault.damage(stream.record(0).transaction());
            values.add(fault.sender() + (value == null ? "null" : new String(value, UTF_8)));
        }

        assertThat(values).hasSameSizeAs(Fault.values());
    }

    private static void assertAgreement(GeneratorConfig config) {
        TransactionStream stream = TransactionStream.of(config);
        TransactionCodec codec = new TransactionCodec(config.partitions());
        List<GeneratedRecord> events = stream.records().toList();
        List<SourceRecord> records = new ArrayList<>(Topic.of(stream));
        for (int i = 0; i < records.size(); i++) {
            GeneratedRecord event = events.get(i);
            ParseResult parsed = codec.parse(records.get(i));
            assertThat(parsed.kind()).as("kind of event %d", i).isEqualTo(expectedKind(event));
            switch (event.kind()) {
                case TRANSACTION, DUPLICATE -> assertThat(parsed.transaction()).isEqualTo(event.transaction());
                case MALFORMED -> assertThat(parsed.deadLetter().reason()).isEqualTo(event.expectedReject());
                case CONTROL -> assertThat(parsed.control()).isNotNull();
            }
        }
    }

    private static ParseResult.Kind expectedKind(GeneratedRecord event) {
        return switch (event.kind()) {
            case TRANSACTION, DUPLICATE -> ParseResult.Kind.TRANSACTION;
            case CONTROL -> ParseResult.Kind.CONTROL;
            case MALFORMED -> ParseResult.Kind.DEAD_LETTER;
        };
    }
}
