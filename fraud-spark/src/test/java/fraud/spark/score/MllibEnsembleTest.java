package fraud.spark.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.score.BadModelException;
import fraud.score.FeatureVector;
import fraud.score.ModelFiles;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import fraud.score.TestModels;
import fraud.score.TreeEnsemble;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MLlib's trees and the portable ones are written by different hands, and must agree to the last bit. */
class MllibEnsembleTest {

    private static final StartingModels MODELS =
            new StartingModels(null, null, TestModels.directory().toString());
    private static final int VECTORS = 20_000;

    @ParameterizedTest
    @ValueSource(strings = {TestModels.OAK, TestModels.CEDAR, TestModels.MAPLE})
    void scoresAndExplainsAsThePortableFormToTheLastBit(String name) throws BadModelException {
        PublishedModel version = TestModels.published(1, ModelRole.CHAMPION, 0, name);
        MllibEnsemble mllib = MllibEnsemble.load(MODELS, version);
        TreeEnsemble portable = TreeEnsemble.load(MODELS, version);
        Random random = new Random(7);

        for (int i = 0; i < VECTORS; i++) {
            double[] vector = vector(random);
            assertThat(Double.doubleToLongBits(mllib.score(vector)))
                    .isEqualTo(Double.doubleToLongBits(portable.score(vector)));
            assertThat(mllib.contributions(vector)).isEqualTo(portable.contributions(vector));
        }
        assertThat(mllib.manifest().threshold()).isEqualTo(portable.manifest().threshold());
    }

    /** Small numbers, large ones and what is missing: whatever a split asks for, some go left and some right. */
    private static double[] vector(Random random) {
        double[] vector = new double[FeatureVector.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = switch (random.nextInt(4)) {
                case 0 -> -1;
                case 1 -> random.nextInt(8);
                case 2 -> random.nextDouble();
                default -> Math.exp(random.nextDouble() * 25);
            };
        }
        return vector;
    }

    @Test
    void readsNothingButTrees(@TempDir Path directory) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new File("anything"));
        }
        PublishedModel version = copyWith(bytes.toByteArray(), directory);

        assertThatThrownBy(() -> MllibEnsemble.load(new StartingModels(null, null, directory.toString()), version))
                .isInstanceOf(BadModelException.class)
                .hasMessageStartingWith("mllib.ser holds no trees of this MLlib")
                .hasMessageContaining("REJECTED");
    }

    @Test
    void rejectsTreesThatScoreOtherwiseThanTheirPortableForm(@TempDir Path directory) throws IOException {
        assertRejected(TestModels.CEDAR, directory).hasMessageStartingWith("probe ");
    }

    @Test
    void rejectsOtherParts(@TempDir Path directory) throws IOException {
        assertRejected(TestModels.MAPLE, directory).hasMessage("mllib.ser has other parts than model.json");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRejected(String other, Path directory)
            throws IOException {
        byte[] trees = Files.readAllBytes(TestModels.directory().resolve(other).resolve(ModelFiles.MLLIB));
        PublishedModel version = copyWith(trees, directory);
        return assertThatThrownBy(
                        () -> MllibEnsemble.load(new StartingModels(null, null, directory.toString()), version))
                .isInstanceOf(BadModelException.class);
    }

    /** Oak with another file for Spark, of which its {@code model.json} has the hash. */
    private static PublishedModel copyWith(byte[] mllib, Path directory) throws IOException {
        Path oak = TestModels.directory().resolve(TestModels.OAK);
        Path copy = Files.createDirectory(directory.resolve("copy"));
        String ownHash = ModelFiles.sha256(Files.readAllBytes(oak.resolve(ModelFiles.MLLIB)));
        String json = Files.readString(oak.resolve(ModelFiles.PORTABLE)).replace(ownHash, ModelFiles.sha256(mllib));
        Files.writeString(copy.resolve(ModelFiles.PORTABLE), json);
        Files.write(copy.resolve(ModelFiles.MLLIB), mllib);
        String sha256 = ModelFiles.sha256(Files.readAllBytes(copy.resolve(ModelFiles.PORTABLE)));
        return new PublishedModel(1, ModelRole.CHAMPION, 0, null, "copy", sha256);
    }
}
