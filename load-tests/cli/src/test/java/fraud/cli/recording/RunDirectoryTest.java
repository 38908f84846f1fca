package fraud.cli.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.reconcile.Recordings;
import fraud.report.figures.Summary;
import fraud.report.figures.Summary.EngineSummary;
import fraud.report.page.HtmlReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {

    @TempDir
    private Path directory;

    @Test
    void holdsOneRunAtATime() throws IOException {
        Path run = directory.resolve("run");
        Recordings.write(run, "flink", directory.resolve("scratch"));
        RunDirectory.write(run, RunDirectory.SUMMARY, "{}");
        RunDirectory.write(run, RunDirectory.QUALITY, "{}");
        RunDirectory.write(run, HtmlReport.JSON_FILE, "{}");
        Path note = Files.writeString(run.resolve("flink").resolve("note.txt"), "mine");

        RunDirectory.prepare(run);

        assertThat(run.resolve("flink")).isDirectoryContaining(file -> file.equals(note));
        assertThat(run).isDirectoryNotContaining("glob:**.{json,gz}");
        assertThat(run.resolve("flink")).isDirectoryNotContaining("glob:**.jsonl");
    }

    @Test
    void acceptsACleanRun() {
        assertThatCode(() -> RunDirectory.requireClean(summary(engine(0, 0), true)))
                .doesNotThrowAnyException();
        assertThatCode(() -> RunDirectory.requireClean(summary(engine(0, 0), null)))
                .doesNotThrowAnyException();
    }

    @Test
    void failsOnWhatIsLostWrongOrUnequal() {
        assertThatThrownBy(() -> RunDirectory.requireClean(summary(engine(1, 0, "lost: a"), true)))
                .hasMessage("flink: 1 lost, 0 wrong: lost: a");
        assertThatThrownBy(() -> RunDirectory.requireClean(summary(engine(0, 1, "wrong: b"), true)))
                .hasMessage("flink: 0 lost, 1 wrong: wrong: b");
        assertThatThrownBy(() -> RunDirectory.requireClean(summary(engine(0, 0), false)))
                .hasMessage("the engines' outputs are not equal: line 1");
    }

    private static Summary summary(EngineSummary engine, Boolean equal) {
        return new Summary(1, 0, 0, Map.of("flink", engine), equal, "line 1");
    }

    private static EngineSummary engine(long lost, long wrong, String... findings) {
        return new EngineSummary(1, 0, 0, 0, 0, lost, wrong, 0, 0, 1, List.of(findings));
    }
}
