package fraud.cli.models.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.drift.ScoreReference;
import fraud.drift.ScoreReference.Bin;
import fraud.score.ModelFiles;
import fraud.score.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Models of {@link TestModels} that say how they scored at training. */
public final class ReferencedModel {

    /** Of 1,000 rows of a week. */
    static final ScoreReference REFERENCE = new ScoreReference(
            ScoreReference.TEST,
            List.of(0.2, 0.4, 0.6),
            List.of(0.9, 0.05, 0.03, 0.02),
            4,
            5,
            7,
            1_000,
            List.of(new Bin(900, 9, 0.125), new Bin(50, 5, 0.3), new Bin(30, 10, 0.5), new Bin(20, 15, 0.8)));

    private ReferencedModel() {}

    /** That of two trees, written by hand, in a directory below another. */
    public static Path oak(Path parent) throws IOException {
        return write(parent, TestModels.OAK, json(REFERENCE));
    }

    /** Another one with the same scores at training. */
    public static Path maple(Path parent) throws IOException {
        return write(parent, TestModels.MAPLE, json(REFERENCE));
    }

    /** A model with a member {@code reference} of any text, in a directory below another. */
    static Path write(Path parent, String name, String reference) throws IOException {
        Path from = TestModels.directory().resolve(name);
        Path to = Files.createDirectories(parent.resolve(name + "-" + Integer.toHexString(reference.hashCode())));
        Files.writeString(
                to.resolve(ModelFiles.PORTABLE),
                Files.readString(from.resolve(ModelFiles.PORTABLE))
                        .replace("\"probes\":", "\"reference\":" + reference + ",\"probes\":"));
        Files.write(to.resolve(ModelFiles.MLLIB), Files.readAllBytes(from.resolve(ModelFiles.MLLIB)));
        return to;
    }

    static String json(ScoreReference reference) throws JsonProcessingException {
        return new ObjectMapper().writeValueAsString(reference);
    }
}
