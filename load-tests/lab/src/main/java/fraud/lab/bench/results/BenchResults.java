package fraud.lab.bench.results;

import fraud.report.figures.RunReport.Environment;
import java.util.List;
import java.util.Map;

/**
 * All that a bench came to: {@value #FILE}.
 *
 * @param schemaVersion changes when an old reader would misread
 * @param smoke whether it only shows that everything works: then it is no measurement
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

    /** Those of a plan. */
    public static BenchResults of(BenchPlan plan, List<LaunchResult> launches) {
        return new BenchResults(
                SCHEMA_VERSION,
                plan.smoke(),
                plan.environment(),
                plan.model(),
                plan.jvmOptions(),
                plan.workloads(),
                plan.systems(),
                launches);
    }
}
