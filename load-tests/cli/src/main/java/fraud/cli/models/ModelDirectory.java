package fraud.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.cli.failure.OperationFailedException;
import fraud.costs.Costs;
import fraud.score.BadModelException;
import fraud.score.ModelFiles;
import fraud.score.ModelManifest;
import fraud.score.TreeEnsemble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The directory of a model as {@code fraud train} writes it, whether the detectors could serve it or not.
 *
 * @param directory where it is
 * @param manifest what its {@code model.json} says, but for trees and probes
 * @param sha256 hash of {@code model.json}, in lower-case hexadecimal digits: the model's identity
 * @param bytes size of {@code model.json}
 * @param trees how many it has
 * @param nodes how many these have together
 * @param problem why the detectors would reject it, if they would
 */
public record ModelDirectory(
        Path directory,
        ObjectNode manifest,
        String sha256,
        long bytes,
        int trees,
        long nodes,
        Optional<BadModelException> problem) {

    private static final String PARTS = "parts";

    /**
     * Reads and checks a directory.
     *
     * @throws OperationFailedException if there is no {@code model.json} in it that can be read at all
     */
    public static ModelDirectory read(Path directory) {
        byte[] content;
        try {
            content = ModelFiles.read(directory);
        } catch (BadModelException e) {
            throw new OperationFailedException(directory + ": is not the directory of a model: " + e.getMessage(), e);
        }
        ObjectNode manifest = parse(directory, content);
        int trees = 0;
        long nodes = 0;
        for (JsonNode part : manifest.path(PARTS)) {
            trees += part.path("trees").size();
            for (JsonNode tree : part.path("trees")) {
                nodes += tree.path("feature").size();
            }
        }
        manifest.remove(PARTS);
        manifest.put("probes", manifest.path("probes").size());
        return new ModelDirectory(
                directory,
                manifest,
                ModelFiles.sha256(content),
                content.length,
                trees,
                nodes,
                problem(directory, content));
    }

    private static ObjectNode parse(Path directory, byte[] content) {
        try {
            if (new ObjectMapper().readTree(content) instanceof ObjectNode manifest) {
                return manifest;
            }
        } catch (IOException e) {
            throw new OperationFailedException(directory.resolve(ModelFiles.PORTABLE) + ": is no JSON", e);
        }
        throw new OperationFailedException(directory.resolve(ModelFiles.PORTABLE) + ": is no JSON object");
    }

    /** What a detector would say of it; only Spark's probing of MLlib's own trees is left to Spark. */
    private static Optional<BadModelException> problem(Path directory, byte[] content) {
        try {
            TreeEnsemble.read(content);
            ModelFiles.readMllib(directory, ModelManifest.read(content));
            return Optional.empty();
        } catch (BadModelException e) {
            return Optional.of(e);
        }
    }

    /** The kind of model, in words. */
    String type() {
        return manifest.path("type").asText("unknown").replace('-', ' ');
    }

    /** Score from which on the model takes a transaction for fraud. */
    public double threshold() {
        return manifest.path("threshold").asDouble();
    }

    /** Score from which on a transaction is declined; empty if none is. */
    public OptionalDouble declineThreshold() {
        JsonNode decline = manifest.path("declineThreshold");
        return decline.isNumber() ? OptionalDouble.of(decline.asDouble()) : OptionalDouble.empty();
    }

    /** What mistakes cost; empty for a model of a training that did not state it. */
    public Optional<Costs> costs() {
        return Costs.of(manifest);
    }

    /**
     * Rejects what the detectors would reject.
     *
     * @throws OperationFailedException saying why, in a line
     */
    ModelDirectory requireServable() {
        if (problem.isPresent()) {
            throw new OperationFailedException(why(), problem.get());
        }
        return this;
    }

    /** Why the detectors would reject it; only if they would. */
    String why() {
        return directory + ": cannot be published: " + problem.orElseThrow().getMessage();
    }
}
