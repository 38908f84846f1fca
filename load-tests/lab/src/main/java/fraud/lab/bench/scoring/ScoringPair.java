package fraud.lab.bench.scoring;

import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.spec.WorkloadSpec;
import fraud.report.bench.summary.BenchSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The systems that score transactions which carry their features. They do a part of a detector's work, on another
 * input: so they are compared with each other alone, and take of a workload what is left of it for them.
 */
public final class ScoringPair {

    /** What they take of a stream: how many, how fast, and whose. All else is over once the features are made. */
    private static final Set<String> TAKEN = Set.of(
                    Parameter.SEED,
                    Parameter.COUNT,
                    Parameter.RATE,
                    Parameter.PARTITIONS,
                    Parameter.CARDS,
                    Parameter.HISTORY_DAYS,
                    Parameter.BURST_FACTOR,
                    Parameter.BURST_EVERY_SECONDS,
                    Parameter.BURST_SECONDS)
            .stream()
            .map(Parameter::key)
            .collect(Collectors.toUnmodifiableSet());

    /** Its share of what cannot be read is the usual one, which the name alone makes its point. */
    private static final String POISON = "poison";

    private ScoringPair() {}

    /** Whether a system is of the pair. */
    public static boolean has(SystemSpec system) {
        return system.input() == SystemSpec.Input.FEATURES;
    }

    /** Why systems cannot be measured together, or not on a workload: one line, if they cannot. */
    public static Optional<String> refusal(List<WorkloadSpec> workloads, List<SystemSpec> systems) {
        Optional<SystemSpec> scorer = systems.stream().filter(ScoringPair::has).findFirst();
        if (scorer.isEmpty()) {
            return Optional.empty();
        }
        Optional<SystemSpec> other =
                systems.stream().filter(system -> !has(system)).findFirst();
        if (other.isPresent()) {
            return Optional.of(scorer.get().name() + " scores transactions that carry their features, and "
                    + other.get().name() + " takes transactions as they are: give the scoring pair a bench of its own");
        }
        return workloads.stream()
                .flatMap(workload -> notTaken(workload).stream()
                        .map(parameter -> scorer.get().name() + " cannot run " + workload.name()
                                + ": of a stream it gets the transactions with their features, on which " + parameter
                                + " has no bearing"))
                .findFirst();
    }

    /** What results list of a system besides its settings: what it reads, and its slots if it says so. */
    public static Map<String, String> listed(SystemSpec system) {
        Map<String, String> listed = new LinkedHashMap<>();
        if (has(system)) {
            listed.put(BenchSummary.INPUT, BenchSummary.FEATURES);
        }
        if (system.slots() > 0) {
            listed.put("slots", String.valueOf(system.slots()));
        }
        return listed;
    }

    /** The first parameter, by name, that makes a workload what it is, and that they would miss. */
    private static Optional<String> notTaken(WorkloadSpec workload) {
        if (workload.kind() == WorkloadSpec.Kind.FILE) {
            return Optional.of("kind = file");
        }
        if (workload.warmDays() > 0) {
            return Optional.of("warmDays = " + workload.warmDays());
        }
        Map<String, String> usual = GeneratorConfig.defaults().settings();
        return workload.stream().settings().entrySet().stream()
                .filter(setting -> !TAKEN.contains(setting.getKey()))
                .filter(setting -> !setting.getValue().equals(usual.get(setting.getKey()))
                        || (workload.name().equals(POISON) && setting.getKey().equals(Parameter.MALFORMED_SHARE.key())))
                .map(setting -> setting.getKey() + " = " + setting.getValue())
                .sorted()
                .findFirst();
    }
}
