package fraud.cli.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.detectors.Engine;
import fraud.sink.OutputKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputComparisonTest {

    private static final List<Engine> BOTH = List.of(Engine.FLINK, Engine.SPARK);

    @TempDir
    private Path directory;

    @BeforeEach
    void noOutputs() throws IOException {
        for (Engine engine : BOTH) {
            write(engine);
        }
    }

    @Test
    void orderAndRepeatsMakeNoDifference() throws IOException {
        write(Engine.FLINK, decision(0, 10, "A"), decision(0, 9, "B"), decision(1, 2, "C"), decision(0, 9, "B"));
        write(Engine.SPARK, decision(1, 2, "C"), decision(0, 9, "B"), decision(0, 10, "A"));

        assertThat(OutputComparison.of(directory, Engine.wireNames(BOTH)).equal())
                .hasValue(true);
        assertThat(lines(Engine.FLINK)).containsExactly(text(0, 9, "B"), text(0, 10, "A"), text(1, 2, "C"));
    }

    @Test
    void aDifferingRepeatIsADifference() throws IOException {
        write(Engine.FLINK, decision(0, 1, "A"), decision(0, 1, "B"));
        write(Engine.SPARK, decision(0, 1, "A"));

        OutputComparison comparison = OutputComparison.of(directory, Engine.wireNames(BOTH));

        assertThat(comparison.equal()).hasValue(false);
        assertThat(comparison.difference())
                .hasValue(
                        "line 2 of decisions.jsonl: flink has decision of partition 0 offset 1, spark has no further line");
    }

    @Test
    void namesTheFirstDifferenceWithoutItsContent() throws IOException {
        write(Engine.FLINK, decision(0, 1, "A"), decision(0, 2, "A"));
        write(Engine.SPARK, decision(0, 1, "A"), decision(0, 2, "B"));

        assertThat(OutputComparison.of(directory, Engine.wireNames(BOTH)).difference())
                .hasValue(
                        "line 2 of decisions.jsonl: flink has decision of partition 0 offset 2, spark has decision of partition 0"
                                + " offset 2");
    }

    @Test
    void nothingIsNotEqualToNothing() {
        assertThat(OutputComparison.of(directory, Engine.wireNames(BOTH)).equal())
                .isEmpty();
    }

    @Test
    void oneEngineIsNothingToCompare() throws IOException {
        write(Engine.FLINK, decision(0, 1, "A"));

        assertThat(OutputComparison.of(directory, Engine.wireNames(List.of(Engine.FLINK)))
                        .equal())
                .isEmpty();
    }

    private void write(Engine engine, Output... outputs) throws IOException {
        Path scratch = Files.createTempDirectory(directory, "scratch");
        try (OutputRecorder recorder = new OutputRecorder(scratch)) {
            List.of(outputs).forEach(recorder::add);
            recorder.writeTo(directory.resolve(engine.wireName()));
        }
    }

    private List<String> lines(Engine engine) throws IOException {
        return Files.readAllLines(OutputRecorder.file(directory.resolve(engine.wireName()), OutputKind.DECISION));
    }

    private static Output decision(int partition, long offset, String outcome) {
        return Output.read(
                OutputKind.DECISION, null, text(partition, offset, outcome).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(int partition, long offset, String outcome) {
        return "{\"outcome\":\"" + outcome + "\",\"sourceTopic\":\"transactions\",\"sourcePartition\":" + partition
                + ",\"sourceOffset\":" + offset + "}";
    }
}
