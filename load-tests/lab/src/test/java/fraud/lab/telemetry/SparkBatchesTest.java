package fraud.lab.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.report.figures.EngineReport.Batch;
import fraud.report.figures.EngineReport.StateSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkBatchesTest {

    private static final RunClock TIMELINE = new RunClock(Instant.parse("2026-01-05T12:00:00Z"), 0);

    /** As Spark 4.2 writes it, cut to what matters; durations come sorted by name. */
    private static final String BATCH =
            "{\"timestamp\":\"2026-01-05T12:00:02.500Z\",\"batchId\":7,\"batchDuration\":160,\"numInputRows\":30,\"durationMs\":{\"addBatch\":120,"
                    + "\"commitOffsets\":4,\"getBatch\":1,\"latestOffset\":9,\"newPhase\":2,\"queryPlanning\":11,\"triggerExecution\":160,"
                    + "\"walCommit\":5},\"stateOperators\":[{\"numRowsTotal\":100,\"memoryUsedBytes\":4000}],\"sources\":[]}";

    private static final String NOTHING_TO_DO =
            "{\"timestamp\":\"2026-01-05T12:00:12.500Z\",\"batchId\":8,\"numInputRows\":0,\"durationMs\":{\"latestOffset\":5,"
                    + "\"triggerExecution\":5},\"stateOperators\":[]}";

    @TempDir
    private Path directory;

    @Test
    void tellsEachBatchWithItsPhasesInTheOrderInWhichTheyHappen() throws IOException {
        SparkBatches batches = read(BATCH + "\n" + NOTHING_TO_DO + "\n");

        assertThat(batches.batches()).hasSize(1);
        Batch batch = batches.batches().get(0);
        assertThat(batch.id()).isEqualTo(7);
        assertThat(batch.atSeconds()).isEqualTo(2.5);
        assertThat(batch.durationMillis()).isEqualTo(160);
        assertThat(batch.rows()).isEqualTo(30);
        assertThat(batch.phasesMillis().keySet())
                .containsExactly(
                        "latestOffset",
                        "getBatch",
                        "queryPlanning",
                        "walCommit",
                        "addBatch",
                        "commitOffsets",
                        "newPhase");
        assertThat(batches.state()).isEqualTo(List.of(new StateSize(2.66, "state store", 4_000L, 100L)));
    }

    @Test
    void leavesOutALineThatWasNotWrittenToItsEnd() throws IOException {
        assertThat(read(BATCH + "\n" + BATCH.substring(0, 40)).batches()).hasSize(1);
    }

    @Test
    void aRunThatEndedBeforeSparkBeganHasNone() {
        assertThat(SparkBatches.read(directory.resolve("none"), TIMELINE).batches())
                .isEmpty();
    }

    private SparkBatches read(String lines) throws IOException {
        return SparkBatches.read(Files.writeString(directory.resolve("progress.jsonl"), lines), TIMELINE);
    }
}
