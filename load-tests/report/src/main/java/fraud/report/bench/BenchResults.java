package fraud.report.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import fraud.report.figures.RunReport.Environment;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * All that a bench came to: {@value #FILE}. What is not known, such as the CPU time of a window without an answer, is
 * left out there, and null here.
 *
 * @param schemaVersion changes when an old reader would misread
 * @param smoke whether it only shows that everything works: then it is no measurement
 * @param command that makes the same launches again; left out in results from before it was kept
 * @param environment what it ran on
 * @param model of the detectors, or {@code none}
 * @param jvmOptions of every JVM of every system
 * @param workloads the parameters of each, by name
 * @param systems the settings of each, by name
 * @param launches all of them, in the order of the matrix
 */
public record BenchResults(
        int schemaVersion,
        boolean smoke,
        String command,
        Environment environment,
        String model,
        List<String> jvmOptions,
        Map<String, Map<String, String>> workloads,
        Map<String, Map<String, String>> systems,
        List<LaunchResult> launches) {

    /** Its file's name. */
    public static final String FILE = "results.json";

    /** The version that this code writes. */
    public static final int SCHEMA_VERSION = 1;

    private static final String COMPRESSED = ".gz";

    /**
     * Reads a file that {@link BenchJson} wrote, which may be compressed ({@code .gz}).
     *
     * @throws IOException if it cannot be read, is no results, or of another schema version
     */
    public static BenchResults read(Path file) throws IOException {
        try (InputStream in = open(file)) {
            JsonNode results = BenchJson.MAPPER.readTree(in);
            JsonNode version = results.path("schemaVersion");
            if (!version.isInt() || !results.path("launches").isArray()) {
                throw new IOException("has no results of `fraud bench`");
            }
            if (version.intValue() != SCHEMA_VERSION) {
                throw new IOException(
                        "has schema version " + version.intValue() + ", this program reads " + SCHEMA_VERSION);
            }
            return BenchJson.MAPPER.treeToValue(results, BenchResults.class);
        } catch (JsonProcessingException e) {
            throw new IOException("has no results of `fraud bench`: " + e.getOriginalMessage(), e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        try {
            return file.toString().endsWith(COMPRESSED) ? new GZIPInputStream(in) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /**
     * The same with at most so many samples a launch, evenly spaced, the first and the last among them; windows, which
     * are made of all of them, stay as they are.
     */
    public BenchResults thinned(int samples) {
        return new BenchResults(
                schemaVersion,
                smoke,
                command,
                environment,
                model,
                jvmOptions,
                workloads,
                systems,
                launches.stream().map(launch -> launch.thinned(samples)).toList());
    }

    /** What the files of workloads or systems call one; its name where they say nothing. */
    public static String title(Map<String, Map<String, String>> settings, String name) {
        return settings.getOrDefault(name, Map.of()).getOrDefault("title", name);
    }
}
