package fraud.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.flink.config.JobConfig;
import fraud.sink.OutputKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransactionsTest {

    @Test
    void noIdOfOneSinkBeginsAsThoseOfAnotherOrOfAnotherDetector() {
        List<String> prefixes = new ArrayList<>();
        for (String detector : List.of("a", "a-1", "a-decisions", "a.late")) {
            for (OutputKind kind : OutputKind.values()) {
                prefixes.add(transactions(detector).idPrefix(kind) + "-");
            }
        }

        assertThat(prefixes).contains("fraud-a-1/late-").doesNotHaveDuplicates();
        assertThat(prefixes)
                .allSatisfy(one -> assertThat(prefixes.stream().filter(other -> other.startsWith(one)))
                        .containsExactly(one));
    }

    @Test
    void areOpenForAsLongAsTheSettingSays() {
        assertThat(transactions("a").timeoutMillis()).isEqualTo("900000");
    }

    private static Transactions transactions(String detector) {
        return Transactions.of(JobConfig.parse(
                "--bootstrap.servers", "none:1", "--checkpoint.dir", "checkpoints", "--detector.name", detector));
    }
}
