package fraud.lab.bench.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.report.bench.BenchResults;
import fraud.report.bench.LaunchResult;
import fraud.report.figures.RunReport.Environment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The first thing that another plan has otherwise: {@code systems.flink-heap.parallelism was 2 and is 4}. */
    public Optional<String> difference(BenchPlan now) {
        return difference("", JSON.valueToTree(this), JSON.valueToTree(now));
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

    private static Optional<String> difference(String path, JsonNode before, JsonNode now) {
        if (before.equals(now)) {
            return Optional.empty();
        }
        if (!before.isObject() || !now.isObject()) {
            return Optional.of(path + " was " + text(before) + " and is " + text(now));
        }
        Set<String> names = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(names::add);
        now.fieldNames().forEachRemaining(names::add);
        return names.stream()
                .flatMap(name ->
                        difference(path.isEmpty() ? name : path + "." + name, before.path(name), now.path(name))
                                .stream())
                .findFirst();
    }

    private static String text(JsonNode node) {
        return node.isMissingNode()
                ? "not there"
                : node.isObject() ? "there" : node.isTextual() ? node.textValue() : node.toString();
    }
}
