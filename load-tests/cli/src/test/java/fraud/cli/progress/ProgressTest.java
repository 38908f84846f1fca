package fraud.cli.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fraud.generator.publish.PublishProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Goal: a user who waits knows how far it is, and of what. Method: progress without a terminal that says every line.
 */
class ProgressTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Progress progress = new Progress(new PrintStream(said, true, UTF_8), false, Duration.ZERO);

    @Test
    void noCardNumberIsShown() {
        progress.say("card 4111111111111111 at 1767571200000");

        assertThat(said.toString(UTF_8).lines()).containsExactly("card *** at 1767571200000");
    }

    @Test
    void aTaskTellsItsAmountAndANote() {
        try (Progress.Task task = progress.task("flink", 9)) {
            task.reach(2, "");
            task.reach(5, "starting");
        }

        assertThat(said.toString(UTF_8).lines()).containsExactly("flink: 2 of 9", "flink: 5 of 9, starting");
    }

    @Test
    void aShareIsOfTheFile() {
        try (Progress.ShareTask task = progress.shareTask("sending")) {
            task.reach(0.926);
        }

        assertThat(said.toString(UTF_8).lines()).containsExactly("sending: 92 % of the file");
    }

    @Test
    void aPublisherIsLookedAtWhileItIsAtWork() {
        PublishProgress now = new PublishProgress(900, 4, 7, 6, 7, 0, 0, 0, 0, 1, 0, 0, 0, 0);
        try (PublishWatch watch = new PublishWatch(() -> now, 900, progress)) {
            watch.start();
            await().untilAsserted(() -> assertThat(said.toString(UTF_8))
                    .startsWith("sending: 7 of 900, 6 events and outcomes acknowledged"));
        }
    }
}
