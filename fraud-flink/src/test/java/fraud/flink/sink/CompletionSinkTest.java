package fraud.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.sink.OutputCodec;
import fraud.sink.OutputKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class CompletionSinkTest {

    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final CompletionSink sink = new CompletionSink(
            () -> kafka, new OutputSerializer<>(OutputKind.COMPLETION, "flink", OutputCodec::completion));

    @Test
    void publishesNothingBeforeTheCommit() throws Exception {
        CommittingSinkWriter<Integer, Integer> writer = sink.createWriter(null);
        writer.write(2, null);
        writer.flush(true);

        assertThat(writer.prepareCommit()).containsExactly(2);
        assertThat(kafka.history()).isEmpty();
    }

    @Test
    void handsEachCompletionToOneCheckpointOnly() throws Exception {
        CommittingSinkWriter<Integer, Integer> writer = sink.createWriter(null);
        writer.write(2, null);
        writer.prepareCommit();
        writer.write(3, null);

        assertThat(writer.prepareCommit()).containsExactly(3);
        assertThat(writer.prepareCommit()).isEmpty();
    }

    @Test
    void publishesTheContractsRecordAtTheCommit() throws Exception {
        commit(List.of(request(1)));

        assertThat(kafka.history()).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo("completions.flink");
            assertThat(record.value())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("{\"signal\":\"completion\",\"sourcePartition\":1}");
        });
    }

    @Test
    void failsWhenKafkaDoesSoThatTheJobCommitsAgain() {
        kafka.sendException = new TimeoutException("no broker");

        assertThatThrownBy(() -> commit(List.of(request(1)))).isInstanceOf(TimeoutException.class);
    }

    @Test
    void readsItsCommittablesBack() throws IOException {
        var serializer = sink.getCommittableSerializer();

        assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(719)))
                .isEqualTo(719);
    }

    private void commit(Collection<CommitRequest<Integer>> requests) throws Exception {
        try (Committer<Integer> committer = sink.createCommitter(null)) {
            committer.commit(requests);
        }
    }

    private static CommitRequest<Integer> request(int partition) {
        return new CommitRequest<>() {
            @Override
            public Integer getCommittable() {
                return partition;
            }

            @Override
            public int getNumberOfRetries() {
                return 0;
            }

            @Override
            public void signalFailedWithKnownReason(Throwable reason) {
                throw new AssertionError(reason);
            }

            @Override
            public void signalFailedWithUnknownReason(Throwable reason) {
                throw new AssertionError(reason);
            }

            @Override
            public void retryLater() {
                throw new AssertionError("the job's restart retries");
            }

            @Override
            public void updateAndRetryLater(Integer committable) {
                throw new AssertionError("the job's restart retries");
            }

            @Override
            public void signalAlreadyCommitted() {
                throw new AssertionError("not known");
            }
        };
    }
}
