package fraud.report.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import fraud.report.bench.BenchJson;
import fraud.report.figures.RunReport.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All that a campaign of faults came to: {@value #FILE}. What is not known, such as the end of an outage that did not
 * end, is left out there, and null here.
 *
 * @param schemaVersion changes when an old reader would misread
 * @param command that makes the same runs again
 * @param environment what it ran on
 * @param model of the detectors, or {@code none}
 * @param load the parameters of the traffic
 * @param systems the settings of each, by name
 * @param scenarios what each does, by name
 * @param runs all of them, in the order in which they ran
 */
public record ChaosResults(
        int schemaVersion,
        String command,
        Environment environment,
        String model,
        Map<String, String> load,
        Map<String, Map<String, String>> systems,
        Map<String, String> scenarios,
        List<ChaosRun> runs) {

    /** Its file's name. */
    public static final String FILE = "chaos.json";

    /** The version that this code writes. */
    public static final int SCHEMA_VERSION = 1;

    /**
     * Reads a file that {@link BenchJson} wrote.
     *
     * @throws IOException if it cannot be read, is no results, or of another schema version
     */
    public static ChaosResults read(Path file) throws IOException {
        ChaosResults results;
        try {
            results = BenchJson.read(file, ChaosResults.class);
        } catch (JsonProcessingException e) {
            throw new IOException("has no results of `fraud chaos`: " + e.getOriginalMessage(), e);
        }
        if (results.schemaVersion() == 0 || results.runs() == null) {
            throw new IOException("has no results of `fraud chaos`");
        }
        if (results.schemaVersion() != SCHEMA_VERSION) {
            throw new IOException(
                    "has schema version " + results.schemaVersion() + ", this program reads " + SCHEMA_VERSION);
        }
        return results;
    }
}
