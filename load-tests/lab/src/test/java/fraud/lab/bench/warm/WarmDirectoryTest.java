package fraud.lab.bench.warm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.failure.OperationFailedException;
import fraud.lab.bench.systems.StateDirectory;
import fraud.report.bench.WarmStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories and files stand in for brokers and systems: what is in them does not matter here. */
class WarmDirectoryTest {

    private static final WarmKey KEY = WarmKey.hashed("heap.500-cards.2-days", new TreeMap<>(Map.of("seed", "42")));
    private static final WarmKey OTHER = WarmKey.hashed("heap.500-cards.2-days", new TreeMap<>(Map.of("seed", "43")));

    @TempDir
    private Path root;

    /** A broker's log of 3 bytes, and a state of 5. */
    private static WarmStart make(WarmDirectory directory) throws IOException {
        directory.clear();
        Files.writeString(Files.createDirectories(directory.broker()).resolve("0.log"), "abc");
        Files.writeString(
                Files.createDirectories(directory.toFill().path().resolve("checkpoint"))
                        .resolve("0"),
                "state");
        return directory.keep(2, 2_000, 7_000, 12.5);
    }

    @Test
    void givesEachLaunchACopyOfWhatIsKept() throws IOException {
        WarmStart start;
        try (WarmDirectory directory = WarmDirectory.open(root, KEY)) {
            assertThat(directory.start()).isEmpty();
            start = make(directory);
        }
        assertThat(start).isEqualTo(new WarmStart(KEY.name(), 2, 2_000, 3, 5, 7_000));

        for (String launch : new String[] {"first", "second"}) {
            Path log = root.resolve(launch);
            try (WarmDirectory directory = WarmDirectory.open(root, KEY)) {
                assertThat(directory.start()).contains(start);
                StateDirectory state = directory.copy(log);

                Path checkpoint = state.path().resolve("checkpoint");
                assertThat(state.isWarm()).isTrue();
                assertThat(state.path()).isEqualTo(directory.toFill().path());
                assertThat(checkpoint.resolve("0")).hasContent("state");
                assertThat(log.resolve("0.log")).hasContent("abc");
                // What a launch does to its copy is nothing to the next.
                Files.writeString(checkpoint.resolve("0"), "another state");
                Files.writeString(checkpoint.resolve("1"), "more");
                Files.writeString(log.resolve("0.log"), "abcdef");
            }
            assertThat(root.resolve(KEY.name()).resolve("live")).doesNotExist();
        }
    }

    @Test
    void whatIsHalfMadeIsNotThere() throws IOException {
        try (WarmDirectory directory = WarmDirectory.open(root, KEY)) {
            WarmStart start = make(directory);
            Path manifest = root.resolve(KEY.name()).resolve("manifest.json");
            String text = Files.readString(manifest);

            Files.writeString(manifest, text.substring(0, text.length() / 2));
            assertThat(directory.start()).isEmpty();
            Files.delete(manifest);
            assertThat(directory.start()).isEmpty();
            Files.writeString(manifest, text);
            assertThat(directory.start()).contains(start);

            directory.clear();
            assertThat(directory.start()).isEmpty();
            assertThat(directory.broker()).doesNotExist();
            assertThat(directory.toFill().path()).isEmptyDirectory();
            assertThat(make(directory)).isEqualTo(start);
        }
    }

    @Test
    void whatDependsOnSomethingElseIsElsewhere() throws IOException {
        try (WarmDirectory directory = WarmDirectory.open(root, KEY)) {
            make(directory);
        }
        assertThat(OTHER.name()).startsWith("heap.500-cards.2-days.").isNotEqualTo(KEY.name());
        try (WarmDirectory directory = WarmDirectory.open(root, OTHER)) {
            assertThat(directory.start()).isEmpty();
        }
        // Not even where the names are the same.
        try (WarmDirectory directory = WarmDirectory.open(root, new WarmKey(KEY.name(), OTHER.parts()))) {
            assertThat(directory.start()).isEmpty();
        }
    }

    /** Spark's checkpoint names its files by their whole path. */
    @Test
    void whatWasMovedIsNotThere() throws IOException {
        try (WarmDirectory directory = WarmDirectory.open(root.resolve("a"), KEY)) {
            make(directory);
        }
        Files.move(root.resolve("a"), root.resolve("b"));
        try (WarmDirectory directory = WarmDirectory.open(root.resolve("b"), KEY)) {
            assertThat(directory.start()).isEmpty();
        }
    }

    @Test
    void oneBenchAtATimeHasIt() {
        try (WarmDirectory directory = WarmDirectory.open(root, KEY)) {
            assertThat(directory.start()).isEmpty();
            assertThatThrownBy(() -> WarmDirectory.open(root, KEY))
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining("is in use by another run")
                    .hasMessageContaining("--warm");
        }
    }
}
