package fraud.lab.bench.warm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.failure.OperationFailedException;
import fraud.lab.bench.spec.SpecFiles;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.spec.WorkloadSeries;
import fraud.lab.bench.spec.WorkloadSpec.Check;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WarmRoomTest {

    private static final long GB = 1_000_000_000;

    private final SpecFiles files = new SpecFiles(Path.of("").toAbsolutePath().getParent());
    private final Map<String, SystemSpec> systems = files.systems();

    private WarmRoom room(String workload) {
        return WarmRoom.of(new WorkloadSeries(List.of(files.workloads().get(workload))));
    }

    @Test
    void theWorkloadsOfTheCheckoutHaveTheSizesThatTheySay() {
        assertThat(room("cards-10k").kept()).isBetween(550_000L, 700_000L);
        assertThat(room("cards-10k").check()).isEqualTo(Check.REFERENCE);
        assertThat(room("cards-100k").kept()).isBetween(1_100_000L, 1_300_000L);
        assertThat(room("cards-100k").checkBytes()).isLessThan(4L << 30);
        assertThat(room("cards-1m").kept()).isBetween(9_500_000L, 11_000_000L);
        assertThat(room("cards-1m").check()).isEqualTo(Check.LOSSLESS);
        assertThat(room("cards-1m").checkBytes()).isLessThan(4L << 30);
        for (String workload : List.of("cards-10k", "cards-100k", "cards-1m")) {
            WarmRoom room = room(workload);
            // Each launch gets enough transactions to warm its JVMs up by.
            assertThat(room.checked() - room.kept()).isGreaterThan(50_000);
        }
    }

    @Test
    void aCheckThatTheLauncherHasNoMemoryForIsRefusedWithWhatWouldDo() {
        WarmRoom room = new WarmRoom("cards-100k", 1_200_000, 1_400_000, Check.REFERENCE);

        assertThatThrownBy(() -> room.requireMemory(2 * GB))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageMatching(
                        "cards-100k: the check of 1,400,000 transactions needs about 3\\.\\d GB of memory, and"
                                + " the launcher may have 2\\.0 GB: set FRAUD_HEAP=\\dg");
        assertThatCode(() -> room.requireMemory(4L << 30)).doesNotThrowAnyException();
    }

    @Test
    void aStateThatDoesNotFitAHeapIsRefused() {
        WarmRoom room = room("cards-1m");

        assertThatThrownBy(() -> room.requireHeap(systems.get("flink-heap")))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith("flink-heap on cards-1m: a state of about")
                .hasMessageContaining("flink-rocksdb");
        for (String onDisk : List.of("flink-rocksdb", "spark-microbatch")) {
            assertThatCode(() -> room.requireHeap(systems.get(onDisk))).doesNotThrowAnyException();
        }
        assertThatCode(() -> room("cards-10k").requireHeap(systems.get("flink-heap")))
                .doesNotThrowAnyException();
    }

    @Test
    void aDiskWithoutRoomIsRefused() {
        assertThatThrownBy(() -> WarmRoom.requireDisk("cards-1m", 30 * GB, 20 * GB))
                .isInstanceOf(OperationFailedException.class)
                .hasMessage(
                        "cards-1m needs about 30.0 GB of disk, and 20.0 GB are left: free some space, or name another"
                                + " directory (--warm, TMPDIR)");
        assertThatCode(() -> WarmRoom.requireDisk("cards-1m", 30 * GB, 30 * GB)).doesNotThrowAnyException();
    }
}
