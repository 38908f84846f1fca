package fraud.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.Cli;
import fraud.score.ModelFiles;
import fraud.score.TestModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelShowCommandTest {

    @TempDir
    private Path directory;

    @Test
    void showsFiguresAndWordsAsTheReportOfATrainingDoes() throws IOException {
        Path oak = TestModels.directory().resolve(TestModels.OAK);
        Files.copy(oak.resolve(ModelFiles.MLLIB), directory.resolve(ModelFiles.MLLIB));
        Files.writeString(
                directory.resolve(ModelFiles.PORTABLE),
                Files.readString(oak.resolve(ModelFiles.PORTABLE))
                        .replace("\"threshold\":0.8,", "\"threshold\":0.19342544183434784,")
                        .replaceFirst("\"metrics\":\\{}", "\"metrics\":{\"testAveragePrecision\":0.6775045209624829}"));
        StringWriter out = new StringWriter();

        assertThat(new Cli()
                        .run(new PrintWriter(out), new PrintWriter(out, true), "model", "show", directory.toString()))
                .as("%s", out)
                .isZero();

        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "reviews from a score of 0.1934 on",
                        "declines nothing",
                        "training rows 32",
                        "settings numTrees 4, maxDepth 5, maxBins 64, minInstancesPerNode 1, featureSubsetStrategy onethird,"
                                + " subsamplingRate 1.0, impurity gini",
                        "test: average precision 0.6775");
    }
}
