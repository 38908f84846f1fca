package fraud.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each mutant of load-tests/mutation is there in the sources, so that a change of these does not leave it behind. */
class MutantsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Pattern TAB = Pattern.compile("\t");
    private static final String COMMON = "common:";

    @Test
    void eachBreaksAPlaceThatIsThereOnce() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("load-tests/mutation/mutants.tsv"));
        List<String> lost = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = TAB.split(line, -1);
            assertThat(columns).as(line).hasSize(5);
            String text = columns[3].replace("\\n", "\n");
            String source = Files.readString(ROOT.resolve(file(columns[0], columns[2])));
            int place = source.indexOf(text);
            if (place < 0 || source.indexOf(text, place + 1) >= 0) {
                lost.add(columns[0] + ": " + columns[1]);
            }
        }
        assertThat(lost)
                .as("mutants of load-tests/mutation/mutants.tsv whose text is not in their file once")
                .isEmpty();
    }

    /** Each rule in its class, each sequence in both engines. */
    @Test
    void someBreakEachRuleAndEachSequence() throws IOException {
        Set<String> broken = new TreeSet<>();
        for (String line : Files.readAllLines(ROOT.resolve("load-tests/mutation/mutants.tsv"))) {
            if (!line.startsWith("#")) {
                String[] columns = TAB.split(line, -1);
                broken.add(file(columns[0], columns[2]));
            }
        }
        Set<String> toBreak = new TreeSet<>();
        for (String folder : List.of(
                "common-model/src/main/java/fraud/rules",
                "fraud-flink/src/main/java/fraud/flink/sequences",
                "fraud-spark/src/main/java/fraud/spark/sequences")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                for (Path file : files.toList()) {
                    String source = Files.readString(file);
                    if (source.contains(" extends Rule {")
                            || source.contains(" implements SequencePattern {")
                            || source.contains(" implements SequenceMachine {")) {
                        toBreak.add(folder + "/" + file.getFileName());
                    }
                }
            }
        }
        assertThat(toBreak).isNotEmpty();
        assertThat(broken)
                .as("files that some mutant of load-tests/mutation/mutants.tsv breaks")
                .containsAll(toBreak);
    }

    private static String file(String engine, String path) {
        return path.startsWith(COMMON)
                ? "common-model/src/main/java/fraud/" + path.substring(COMMON.length())
                : "fraud-" + engine + "/src/main/java/fraud/" + engine + "/" + path;
    }
}
