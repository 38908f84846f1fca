package fraud.lab.bench.spec;

import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.stream.PhasedSchedule;
import fraud.generator.stream.TransactionStream;
import fraud.lab.workload.file.FileTraffic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The workloads of one launch, one after the other: live traffic of one stream at several rates, so that a system need
 * not be started for each.
 *
 * @param workloads in their order, at least one
 * @param file whose rows are sent; null if they are the generator's
 */
public record WorkloadSeries(List<WorkloadSpec> workloads, FileTraffic file) {

    /** Between the names of a series. */
    public static final String SEPARATOR = "+";

    private static final List<Parameter> OF_SCHEDULE = List.of(
            Parameter.RATE,
            Parameter.COUNT,
            Parameter.BURST_FACTOR,
            Parameter.BURST_EVERY_SECONDS,
            Parameter.BURST_SECONDS);

    /**
     * @throws IllegalArgumentException if they cannot be one launch; the message says why
     */
    public WorkloadSeries {
        workloads = List.copyOf(workloads);
        WorkloadSpec first = workloads.get(0);
        for (WorkloadSpec workload : workloads) {
            if (workloads.size() > 1 && workload.kind() != WorkloadSpec.Kind.STEADY) {
                throw new IllegalArgumentException(
                        workload.name() + " is no steady traffic, so it needs a launch alone");
            }
            if (!withoutSchedule(workload).equals(withoutSchedule(first))) {
                throw new IllegalArgumentException(workload.name() + " has not the stream of " + first.name()
                        + ": in one launch only rate and bursts may differ");
            }
            if (workload.warmDays() != first.warmDays() || workload.check() != first.check()) {
                throw new IllegalArgumentException(workload.name() + " has not the warmDays and the check of "
                        + first.name() + ": one launch has one beginning and one end");
            }
        }
    }

    /** Of what the generator sends; the same exceptions. */
    public WorkloadSeries(List<WorkloadSpec> workloads) {
        this(workloads, null);
    }

    /** The same with the rows of a file. */
    public WorkloadSeries with(FileTraffic traffic) {
        return new WorkloadSeries(workloads, traffic);
    }

    private static Map<String, String> withoutSchedule(WorkloadSpec workload) {
        Map<String, String> settings = new HashMap<>(workload.stream().settings());
        OF_SCHEDULE.forEach(parameter -> settings.remove(parameter.key()));
        return settings;
    }

    /** Their names. */
    public String name() {
        return workloads.stream().map(WorkloadSpec::name).collect(Collectors.joining(SEPARATOR));
    }

    /** The same workloads, of which another comes first. */
    public WorkloadSeries rotated(int by) {
        List<WorkloadSpec> rotated = new ArrayList<>(workloads);
        Collections.rotate(rotated, -by);
        return new WorkloadSeries(rotated, file);
    }

    /** How many days of the history a system has caught up with before; 0 for none. */
    public int warmDays() {
        return workloads.get(0).warmDays();
    }

    /** What outputs are held against. */
    public WorkloadSpec.Check check() {
        return workloads.get(0).check();
    }

    /** What the days that a system has caught up with are made of, as settings of the generator. */
    public Map<String, String> warmStream() {
        Map<String, String> settings = withoutSchedule(workloads.get(0));
        settings.remove(Parameter.HISTORY_DAYS.key());
        return settings;
    }

    /** Whether it is a backlog. */
    public boolean isBacklog() {
        return workloads.get(0).kind() == WorkloadSpec.Kind.CATCH_UP;
    }

    /** Whether it sends the rows of a file. */
    public boolean isOfFile() {
        return workloads.get(0).kind() == WorkloadSpec.Kind.FILE;
    }

    /** How long its live traffic takes. */
    public int liveSeconds() {
        return workloads.stream().mapToInt(WorkloadSpec::liveSeconds).sum();
    }

    /** What the generator sends. */
    public TransactionStream stream() {
        GeneratorConfig config = workloads.get(0).stream();
        if (isBacklog()) {
            return TransactionStream.of(config);
        }
        PhasedSchedule schedule = new PhasedSchedule(workloads.stream()
                .flatMap(workload -> workload.phases().stream())
                .toList());
        return TransactionStream.of(config.with(Parameter.COUNT, schedule.events()), schedule);
    }

    /** When a workload's traffic begins, in seconds after the first event. */
    public int fromSeconds(WorkloadSpec workload) {
        return workloads.subList(0, workloads.indexOf(workload)).stream()
                .mapToInt(WorkloadSpec::liveSeconds)
                .sum();
    }
}
