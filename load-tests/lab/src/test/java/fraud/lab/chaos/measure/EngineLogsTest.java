package fraud.lab.chaos.measure;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.lab.bench.spec.SystemSpec.Kind;
import fraud.lab.chaos.measure.EngineLogs.Event;
import fraud.lab.telemetry.RunClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLogsTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final RunClock CLOCK = new RunClock(START, 0);

    @TempDir
    private Path directory;

    @Test
    void readsWhenFlinkKnewAndWhatItDid() throws IOException {
        log("logs/jobmanager.log", """
                2026-01-01T12:00:01.500Z INFO  CheckpointCoordinator - Triggering checkpoint 3
                2026-01-01T12:00:02.250Z INFO  ExecutionGraph - Job fraud (0a) switched from state RUNNING to RESTARTING.
                java.lang.Exception: RUNNING to RESTARTING
                2026-01-01T12:00:03.000Z INFO  ExecutionGraph - Job fraud (0a) switched from state RESTARTING to RUNNING.
                2026-01-01T12:00:03.100Z INFO  CheckpointCoordinator - Restoring job 0a from Checkpoint 2 @ 17 for 0a located at x.
                """);

        assertThat(new EngineLogs(Kind.FLINK, directory, CLOCK).events())
                .containsExactly(
                        new Event(2.25, "the job restarts", true),
                        new Event(3.0, "tasks are deployed", false),
                        new Event(3.1, "checkpoint 2 is restored", false));
    }

    @Test
    void readsTheDriversOfSparkWithTheTimesOfThisZone() throws IOException {
        LocalDateTime local = LocalDateTime.ofInstant(START, ZoneId.systemDefault());
        log(
                "work/worker-1/driver-20260101-0001/stderr",
                local.plusSeconds(4) + ":00.125 WARN not a time\n" + local.plusSeconds(5)
                        + ".125 ERROR TaskSchedulerImpl: Lost executor 3 on 127.0.0.1: exited\n");
        log("work/worker-1/app-1/0/stderr", local + ".000 ERROR TaskSchedulerImpl: Lost executor 9\n");

        assertThat(new EngineLogs(Kind.SPARK, directory, CLOCK).events())
                .containsExactly(new Event(5.125, "the driver has lost executor 3", true));
    }

    @Test
    void knowsNothingWithoutLogs() {
        assertThat(new EngineLogs(Kind.FLINK, directory, CLOCK).events()).isEmpty();
    }

    private void log(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
