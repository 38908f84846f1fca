package fraud.cli.detectors;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.ChildProcess;
import fraud.cli.process.Patience;
import fraud.cli.process.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorWatchTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path logs;

    private long nanos = 17;
    private Workspace workspace;
    private DetectorWatch watch;

    @BeforeEach
    void start() {
        workspace = Workspace.create(logs);
        ChildProcess process = workspace.start("spark", List.of("sleep", "600"));
        watch = new DetectorWatch(
                process,
                4,
                new Patience(PATIENCE, () -> nanos),
                InputTaken.of(Engine.SPARK, null, workspace.data().resolve("none")));
    }

    @AfterEach
    void stop() {
        workspace.close();
    }

    @Test
    void saysWhatIsMissingWhatWasSeenLastAndWhereTheLogIs() {
        watch.requireEnd(98, 98, 100, List.of(0, 3));

        assertThatThrownBy(() -> passAtTheEnd(61, 98, List.of(0, 3)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessage(
                        "spark is stuck: 98 of 100 records answered, no completion of partition 0, 3; no progress for 60 s, last"
                                + " seen: an output (log: " + logs.resolve("spark.log")
                                + "); raise --patience if it needs longer");
    }

    @Test
    void saysNothingOfCompletionsBeforeTheInputHasEnded() {
        assertThatThrownBy(() -> {
                    for (int second = 0; second <= 61; second++) {
                        nanos += Duration.ofSeconds(1).toNanos();
                        watch.requireAnswers(0, 0, 100);
                    }
                })
                .hasMessageStartingWith("spark is stuck: 0 of 100 records answered; no progress for 60 s, last seen: ");
    }

    @Test
    void theFirstCompletionOfAPartitionIsProgress() {
        passAtTheEnd(60, 98, List.of(0, 3));
        passAtTheEnd(60, 98, List.of(3));

        assertThatCode(() -> passAtTheEnd(60, 98, List.of())).doesNotThrowAnyException();
    }

    /** One engine has worked off the history, the other needs minutes more; then the live traffic begins. */
    @Test
    void whoHasAnsweredEverythingIsNotCalledStuckWhenMoreIsSent() {
        watch.requireAnswers(100, 100, 101);
        for (int minute = 0; minute < 30; minute++) {
            nanos += Duration.ofSeconds(30).toNanos();
            watch.owesNothing();
        }
        nanos += Duration.ofMillis(100).toNanos();

        assertThatCode(() -> watch.requireAnswers(100, 100, 101)).doesNotThrowAnyException();
    }

    private void passAtTheEnd(int seconds, long outputs, List<Integer> withoutCompletion) {
        for (int second = 0; second < seconds; second++) {
            nanos += Duration.ofSeconds(1).toNanos();
            watch.requireEnd(outputs, outputs, 100, withoutCompletion);
        }
    }
}
