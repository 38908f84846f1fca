package fraud.lab.bench.warm;

import static java.nio.charset.StandardCharsets.UTF_8;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.Installation;
import fraud.config.DetectorParameters;
import fraud.generator.config.Parameter;
import fraud.generator.stream.TransactionStream;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.spec.WorkloadSeries;
import fraud.score.ModelRole;
import fraud.score.StartingModels;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.internals.AppInfoParser;

/**
 * All that a system's warm state, and the outputs that are kept with it, depend on. The job and the generator are in it
 * by their content: whatever changes in them, the outputs so far might not be what the reference says now.
 *
 * @param name of the directory, which begins with what people look for
 * @param parts what it is made of, by name
 */
public record WarmKey(String name, Map<String, String> parts) {

    private static final int HASH_LETTERS = 12;

    /** One whose name ends with a hash of its parts. */
    static WarmKey hashed(String prefix, SortedMap<String, String> parts) {
        return new WarmKey(prefix + "." + hash(parts).substring(0, HASH_LETTERS), Collections.unmodifiableMap(parts));
    }

    /**
     * That of a system that caught up with the warm days of a series.
     *
     * @throws OperationFailedException if the system's job is not built
     */
    public static WarmKey of(
            SystemSpec system,
            WorkloadSeries series,
            Installation installation,
            DetectorParameters parameters,
            StartingModels models) {
        TreeMap<String, String> parts = new TreeMap<>();
        parts.put("system", system.name());
        parts.put("kind", system.kind().toString());
        parts.put("job", sha256(job(system, installation)));
        parts.put("generator", sha256(codeOf(TransactionStream.class)));
        parts.put("kafka", AppInfoParser.getVersion());
        parts.put("engine", engine(system, installation));
        parts.put("model", digest(models, ModelRole.CHAMPION));
        parts.put("challenger", digest(models, ModelRole.CHALLENGER));
        parts.put("parameters", parameters.toString());
        parts.put("days", String.valueOf(series.warmDays()));
        system.settings().forEach((key, value) -> parts.put("settings." + key, value));
        system.engine().forEach((key, value) -> parts.put("engine." + key, value));
        series.warmStream().forEach((key, value) -> parts.put("stream." + key, value));
        return hashed(
                system.name() + "." + parts.get("stream." + Parameter.CARDS.key()) + "-cards." + series.warmDays()
                        + "-days",
                parts);
    }

    private static Path job(SystemSpec system, Installation installation) {
        String module = system.jar() != null ? system.jar() : isFlink(system) ? "fraud-flink" : "fraud-spark";
        Path directory = installation.home().resolve(module);
        return directory.resolve("target").resolve(directory.getFileName() + "-job.jar");
    }

    private static String engine(SystemSpec system, Installation installation) {
        return isFlink(system)
                ? "Flink "
                        + installation
                                .version("fraud-flink", "flink-streaming-java")
                                .orElse("")
                : "Spark "
                        + installation.version("fraud-spark", "spark-core_2.13").orElse("");
    }

    private static boolean isFlink(SystemSpec system) {
        return system.kind() == SystemSpec.Kind.FLINK;
    }

    private static String digest(StartingModels models, ModelRole role) {
        return models.model(role).map(model -> model.sha256()).orElse("none");
    }

    /** The jar of a class, or the directory where a build that is not packaged has it. */
    private static Path codeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class path has files", e);
        }
    }

    /** Of a file, or of all files in a directory. */
    static String sha256(Path path) {
        MessageDigest digest = sha256();
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
            for (Path file : sorted) {
                digest.update(path.relativize(file).toString().getBytes(UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + path + ": " + FileFailure.reason(path, e), e);
        }
        return hex(digest);
    }

    private static String hash(SortedMap<String, String> parts) {
        MessageDigest digest = sha256();
        parts.forEach((key, value) -> digest.update((key + "=" + value + "\n").getBytes(UTF_8)));
        return hex(digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
