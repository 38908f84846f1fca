package fraud.lab.bench.results;

import fraud.report.bench.BenchResults;
import fraud.report.bench.LaunchResult;
import fraud.report.figures.RunReport.Environment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a bench measures and with what: {@value #FILE}, written before its first launch. A later sitting goes on with
 * it only if all of it is as it was, since its figures stand beside the earlier ones.
 *
 * @param smoke whether it only shows that everything works: then it is no measurement
 * @param profile whether the systems are profiled: then it measures no cost
 * @param environment what it runs on
 * @param model SHA-256 of the detectors' model, or {@code none}
 * @param jvmOptions of every JVM of every system
 * @param workloads the parameters of each, by name
 * @param systems the settings of each, by name
 */
public record BenchPlan(
        boolean smoke,
        boolean profile,
        Environment environment,
        String model,
        List<String> jvmOptions,
        Map<String, Map<String, String>> workloads,
        Map<String, Map<String, String>> systems) {

    /** Its file's name. */
    public static final String FILE = "plan.json";

    /** The first thing that another plan has otherwise: {@code systems.flink-heap.parallelism was 2 and is 4}. */
    public Optional<String> difference(BenchPlan now) {
        return PlanDifference.of(this, now);
    }

    /**
     * The results of the launches that were made by it.
     *
     * @param command that makes them again
     */
    public BenchResults results(String command, List<LaunchResult> launches) {
        return new BenchResults(
                BenchResults.SCHEMA_VERSION,
                smoke,
                command,
                environment,
                model,
                jvmOptions,
                workloads,
                systems,
                launches);
    }
}
