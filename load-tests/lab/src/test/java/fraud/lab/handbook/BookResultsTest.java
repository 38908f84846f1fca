package fraud.lab.handbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.failure.OperationFailedException;
import fraud.report.figures.QualityReport;
import fraud.report.figures.QualityReport.EngineQuality;
import fraud.report.figures.QualityReport.ModelScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookResultsTest {

    @TempDir
    private Path directory;

    @Test
    void setsEnginesBesideWhatWasPublished() throws IOException {
        Path file = Files.writeString(
                directory.resolve("results.csv"), "model,AUC_ROC,AP,CP100,fit_s\nOracle,0.9512,0.8,0.3333,1\n");
        ModelScores scores = new ModelScores("champion", List.of("0"), 58_264, 385, 0.8913, 0.7449, 0.3001, 0.3971);
        EngineQuality flink = new EngineQuality("flink", 0, 0, 0, 0, List.of(), Map.of(), List.of(scores), null, null);
        QualityReport quality =
                new QualityReport("a week", 58_264, 385, List.of(), List.of(), "none", List.of(flink), null);

        assertThat(BookResults.read(file).beside(quality).lines())
                .containsExactly(
                        "the book's test week    AUC  average precision  card precision at 100",
                        "Oracle                0.951              0.800                  0.333",
                        "flink: champion       0.891              0.745                  0.300",
                        "58,264 transactions, 385 of them fraud (the book: 58,264 and 385); card precision at best 0.397.");
    }

    @Test
    void failsOnATableOfSomethingElse() throws IOException {
        Path file = Files.writeString(directory.resolve("results.csv"), "model,AUC_ROC\nOracle,0.9\n");

        assertThatThrownBy(() -> BookResults.read(file))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("is not the book's results");
    }
}
