package fraud.spark.score;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.score.FeatureVector;
import fraud.score.ModelFiles;
import fraud.score.ModelManifest;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import fraud.score.TreeEnsemble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The model that lies in the repository. */
class DefaultModelTest {

    private static final Path DIRECTORY = Path.of("..", "deploy", "models", "default");
    private static final long SEED = 2_026;
    private static final int MAX_BYTES = 400_000;

    @Test
    void scoresTheSameInBothEngines() throws Exception {
        System.out.println("seed of the vectors: " + SEED);
        PublishedModel version = StartingModels.of(Optional.of(DIRECTORY), Optional.empty(), Optional.empty())
                .champion();
        byte[] content = ModelFiles.read(DIRECTORY.toAbsolutePath());
        TreeEnsemble portable = TreeEnsemble.read(content);
        MllibEnsemble mllib = MllibEnsemble.load(StartingModels.NONE, version);

        List<ModelManifest.Probe> probes = ModelManifest.read(content).probes();
        Random random = new Random(SEED);
        for (int i = 0; i < 5_000; i++) {
            // Each feature of some probe's, so that vectors are in the places where trees split.
            double[] vector = new double[FeatureVector.size()];
            for (int feature = 0; feature < vector.length; feature++) {
                vector[feature] =
                        probes.get(random.nextInt(probes.size())).features()[feature] * (0.5 + random.nextDouble());
            }
            assertThat(Double.doubleToRawLongBits(mllib.score(vector)))
                    .isEqualTo(Double.doubleToRawLongBits(portable.score(vector)));
        }
    }

    @Test
    void isSmall() throws Exception {
        assertThat(Files.size(DIRECTORY.resolve("model.json"))).isLessThan(MAX_BYTES);
    }
}
