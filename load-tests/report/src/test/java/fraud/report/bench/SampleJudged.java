package fraud.report.bench;

import fraud.report.bench.SearchStep.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Made-up results of what is judged by neither cost nor latency: a burst and a search, each system five times. A loop
 * is never slow; Flink's state on the heap is at its limit at one of the search's steps, or the next; exactly once has
 * a launch with a void step, and one that was through before the load was too much; Spark has one that lost something.
 */
public final class SampleJudged {

    private static final int LAUNCHES = 5;
    private static final List<Long> RATES = List.of(500L, 750L, 1_125L, 1_688L);

    private SampleJudged() {}

    private record Sys(
            String name, String kind, String guarantee, double cpu, double p50, double recovery, int steps) {}

    private static final List<Sys> SYSTEMS = List.of(
            new Sys("floor", "LOOP", "NONE", 320, 11, 0, 4),
            new Sys("flink-heap", "FLINK", "AT_LEAST_ONCE", 810, 17, 1.8, 2),
            new Sys("flink-rocksdb", "FLINK", "AT_LEAST_ONCE", 1_130, 21, 4.1, 1),
            new Sys("flink-exactly-once", "FLINK", "EXACTLY_ONCE", 870, 2_600, 2.4, 2),
            new Sys("spark-microbatch", "SPARK", "AT_LEAST_ONCE", 1_540, 1_250, 9.7, 0));

    /** All of them. */
    public static BenchResults results() {
        Map<String, Map<String, String>> workloads = new LinkedHashMap<>();
        workloads.put("burst", Map.of("title", "Burst of ten times", "kind", "STEADY", "burst.factor", "10"));
        workloads.put("search", Map.of("title", "Search", "kind", "SEARCH"));
        Map<String, Map<String, String>> systems = new LinkedHashMap<>();
        List<LaunchResult> launches = new ArrayList<>();
        SYSTEMS.forEach(sys ->
                systems.put(sys.name(), Map.of("title", sys.name(), "kind", sys.kind(), "guarantee", sys.guarantee())));
        for (int launch = 1; launch <= LAUNCHES; launch++) {
            for (Sys sys : SYSTEMS) {
                launches.add(launch("burst", sys, launch, List.of(burst(sys, launch), burst(sys, launch + LAUNCHES))));
                launches.add(launch("search", sys, launch, search(sys, launch)));
            }
        }
        return new BenchResults(
                BenchResults.SCHEMA_VERSION,
                false,
                "./fraud bench --workload burst,search --system " + String.join(",", systems.keySet())
                        + " --launches 5",
                null,
                "none",
                List.of("-XX:+UseG1GC"),
                workloads,
                systems,
                launches);
    }

    private static LaunchResult launch(String workload, Sys sys, int number, List<WindowResult> windows) {
        boolean isLossless = number != 4 || !sys.kind().equals("SPARK");
        return new LaunchResult(
                workload,
                sys.name(),
                number,
                "2026-11-30T0" + number + ":00:00Z",
                200,
                9,
                60_000,
                isLossless,
                isLossless ? List.of() : List.of("1 lost, 0 wrong"),
                windows,
                List.of(sample(0), sample(200)),
                List.of(),
                List.of(),
                Search.of(windows));
    }

    private static Sample sample(double at) {
        return new Sample(at, Map.of(), Map.of(), Map.of(), at * 0.005, Math.round(at * 300), Math.round(at * 300), 0);
    }

    private static WindowResult burst(Sys sys, int number) {
        boolean isVoid = number == 2 && sys.kind().equals("SPARK");
        return window(
                sys,
                10.0 + number,
                60,
                isVoid ? List.of("after its burst it was not back inside the steady 99th percentile") : List.of(),
                435,
                isVoid ? null : sys.recovery() * (1 + number % 3 * 0.04),
                null);
    }

    /** The first steps are sustained, the next is not. */
    private static List<WindowResult> search(Sys sys, int number) {
        List<WindowResult> windows = new ArrayList<>();
        boolean isExact = sys.guarantee().equals("EXACTLY_ONCE");
        int sustained = sys.steps() + (sys.name().equals("flink-heap") ? number % 2 : 0);
        for (int i = 0; i < RATES.size(); i++) {
            boolean isBehind = i >= sustained && !(isExact && number == 5);
            Outcome outcome = isBehind ? Outcome.FELL_BEHIND : Outcome.SUSTAINED;
            if (sys.name().equals("floor") && i == RATES.size() - 1 && number == 3) {
                outcome = Outcome.NOT_SENT;
            }
            windows.add(window(
                    sys,
                    10 + 20.0 * i,
                    20,
                    isExact && number == 2 && i == 1
                            ? List.of("other processes used 4.1 % of the machine; at most 3 % are allowed")
                            : List.of(),
                    RATES.get(i),
                    null,
                    new SearchStep(RATES.get(i), outcome, isBehind ? 130.4 : 0.2)));
        }
        return windows;
    }

    private static WindowResult window(
            Sys sys, double from, double seconds, List<String> reasons, double rate, Double recovery, SearchStep step) {
        Percentiles latency = new Percentiles(
                Math.round(rate * seconds), 0, Map.of("50", sys.p50(), "99", sys.p50() * 40, "100", sys.p50() * 90));
        return new WindowResult(
                from,
                from + seconds,
                reasons,
                Math.round(rate * seconds),
                rate,
                sys.cpu(),
                Map.of("work", new RoleCost(true, sys.cpu() * rate * seconds / 1e6, sys.cpu(), 700, 1, 9.0, 8.0, 7.0)),
                latency,
                latency,
                new Percentiles(0, 0, Map.of()),
                0.01,
                0,
                step == null ? 0.0 : null,
                0.1,
                6,
                recovery,
                step);
    }
}
