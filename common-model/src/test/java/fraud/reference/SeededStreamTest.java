package fraud.reference;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.parse.SourceRecord;
import fraud.rules.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeededStreamTest {

    private static final DetectorParameters PARAMETERS = new DetectorParameters(3, 10_000, 500, 32, true);

    @Test
    void givesTheSameBytesForTheSameSeedAndOthersForAnother() {
        assertThat(bytes(stream(1))).isEqualTo(bytes(stream(1))).isNotEqualTo(bytes(stream(2)));
    }

    private static List<String> bytes(List<SourceRecord> records) {
        return records.stream()
                .map(record -> record.origin() + Arrays.toString(record.key()) + Arrays.toString(record.value()))
                .toList();
    }

    @Test
    void keepsOffsetsAscendingAndTimestampsWithinTheSkew() {
        long[] offset = new long[PARAMETERS.partitions()];
        long[] clock = new long[PARAMETERS.partitions()];
        Arrays.fill(offset, -1);
        for (SourceRecord record : stream(3)) {
            int partition = record.origin().partition();
            assertThat(record.origin().offset()).isGreaterThan(offset[partition]);
            assertThat(record.origin().publishedAtMillis()).isGreaterThanOrEqualTo(clock[partition] - 500);
            offset[partition] = record.origin().offset();
            clock[partition] = Math.max(clock[partition], record.origin().publishedAtMillis());
        }
    }

    @Test
    void endsEveryPartitionWithAnEndMark() {
        List<SourceRecord> records = stream(4);
        for (int partition = 0; partition < PARAMETERS.partitions(); partition++) {
            int wanted = partition;
            SourceRecord last = records.stream()
                    .filter(record -> record.origin().partition() == wanted)
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
            assertThat(new String(last.value(), StandardCharsets.UTF_8)).isEqualTo("{\"mark\":\"end\"}");
        }
    }

    private static List<SourceRecord> stream(long seed) {
        return SeededStream.of(seed, PARAMETERS, RuleSet.defaults(), 300);
    }
}
