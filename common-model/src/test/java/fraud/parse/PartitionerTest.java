package fraud.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden values of Kafka's own {@code UtilsTest.testMurmur2}. */
class PartitionerTest {

    @ParameterizedTest
    @CsvSource({
        "21, -973932308",
        "foobar, -790332482",
        "a-little-bit-long-string, -985981536",
        "a-little-bit-longer-string, -1486304829",
        "lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8, -58897971",
        "abc, 479470107"
    })
    void isTheJavaClientsHash(String key, int murmur2) {
        int partitions = 1_000_003;

        assertThat(Partitioner.partition(key.getBytes(StandardCharsets.UTF_8), partitions))
                .isEqualTo((murmur2 & 0x7fffffff) % partitions);
    }
}
