package fraud.cli.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.failure.OperationFailedException;
import fraud.sink.OutputCodec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CompletionsTest {

    private static final TopicPartition DECISIONS = new TopicPartition("decisions.flink", 0);

    private long logEnd;
    private long position;
    private final Completions completions =
            new Completions(() -> Map.of(DECISIONS, logEnd), ends -> position >= ends.get(DECISIONS));

    @Test
    void waitsForTheTransactionsThatWereOpenWhenTheCompletionCame() {
        logEnd = 10;
        position = 7;
        add(1);
        completions.look();
        assertThat(completions.missing(2)).containsExactly(0, 1);

        // What comes later is not what the completion vouches for.
        logEnd = 12;
        position = 10;
        completions.look();
        assertThat(completions.missing(2)).containsExactly(0);
        assertThat(completions.count()).isEqualTo(1);
    }

    @Test
    void takesTheLaterEndForTheLaterCompletion() {
        logEnd = 10;
        add(0);
        completions.look();
        logEnd = 12;
        add(1);
        position = 11;
        completions.look();
        assertThat(completions.count()).isZero();

        position = 12;
        completions.look();
        assertThat(completions.missing(2)).isEmpty();
    }

    @Test
    void aRepeatedCompletionChangesNothing() {
        add(0);
        completions.look();
        logEnd = 5;
        add(0);
        completions.look();
        assertThat(completions.count()).isEqualTo(1);
    }

    @Test
    void rejectsWhatIsNoCompletion() {
        assertThatThrownBy(() -> completions.add("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("10.4");
    }

    private void add(int partition) {
        completions.add(OutputCodec.completion(partition).value());
    }
}
