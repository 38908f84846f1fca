package fraud.lab.bench.launch;

import fraud.lab.bench.measure.RunData;
import fraud.lab.bench.profile.Profiles;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.spec.WorkloadSeries;
import fraud.lab.bench.spec.WorkloadSpec;
import fraud.lab.bench.windows.Windows;
import fraud.report.bench.LaunchResult;
import fraud.report.bench.Search;
import fraud.report.bench.WarmStart;
import fraud.report.bench.WindowResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is made of a launch that is over: a result for each workload of its series.
 *
 * @param series its workloads
 * @param spec its system
 * @param number its own, from 1
 * @param profiles where the samples of its JVMs go, if they were sampled
 * @param warmStart what it began with, if with anything
 */
record LaunchOutcome(
        WorkloadSeries series,
        SystemSpec spec,
        int number,
        Optional<Profiles> profiles,
        Optional<WarmStart> warmStart) {

    private static final String PROFILED = "profiled";

    /**
     * The results.
     *
     * @param data all that was seen
     * @param firstOutputSeconds from the start of the system until its first output was polled
     * @param checked what the outputs were held against, and what was lost or wrong
     * @param profilerRecordings where its JVMs have left their samples
     * @param roles of its processes
     */
    List<LaunchResult> results(
            RunData data,
            double firstOutputSeconds,
            OutputCheck.Checked checked,
            Path profilerRecordings,
            Map<Long, String> roles) {
        double seconds = data.clock().now();
        return series.workloads().stream()
                .map(workload -> {
                    List<WindowResult> windows = windows(workload, data, profilerRecordings, roles);
                    return new LaunchResult(
                            workload.name(),
                            spec.name(),
                            number,
                            data.clock().startedAt(),
                            seconds,
                            firstOutputSeconds,
                            data.inputs(),
                            checked.findings().isEmpty(),
                            checked.findings(),
                            windows,
                            data.samples().all(),
                            data.marks(),
                            data.jvm().collections(),
                            Search.of(windows),
                            checked.against(),
                            warmStart.orElse(null));
                })
                .toList();
    }

    private List<WindowResult> windows(
            WorkloadSpec workload, RunData data, Path profilerRecordings, Map<Long, String> roles) {
        List<WindowResult> windows = new Windows(workload, series.fromSeconds(workload), data).windows();
        if (profiles.isEmpty()) {
            return windows;
        }
        profiles.get()
                .keep(
                        workload.name(),
                        spec.name(),
                        number,
                        profilerRecordings,
                        roles,
                        data.clock(),
                        at -> windows.stream()
                                .anyMatch(window -> at >= window.fromSeconds() && at < window.toSeconds()));
        return windows.stream().map(window -> window.voidBecauseOf(PROFILED)).toList();
    }
}
