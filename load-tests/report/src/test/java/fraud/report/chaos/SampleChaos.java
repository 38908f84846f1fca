package fraud.report.chaos;

import fraud.report.bench.Mark;
import fraud.report.bench.Percentiles;
import fraud.report.chaos.FaultResult.Step;
import fraud.report.figures.RunReport.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Results of a campaign that were made up: two systems under two scenarios, with three faults each. */
public final class SampleChaos {

    private static final int FAULTS = 3;
    private static final int TURN = 45;
    private static final int FIRST = 100;

    private SampleChaos() {}

    /** One in which nothing was lost. */
    public static ChaosResults clean() {
        return results(List.of(
                run("worker", "flink-heap", 4, List.of()),
                run("worker", "spark-microbatch", 9, List.of()),
                run("master", "flink-heap", 12, List.of()),
                run("master", "spark-microbatch", 20, List.of())));
    }

    /** One whose second run lost three decisions. */
    public static ChaosResults lossy() {
        return results(List.of(
                run("worker", "flink-heap", 4, List.of()),
                run("worker", "spark-microbatch", 9, List.of("transactions-1 offset 17 has no output"))));
    }

    /** One of some runs. */
    public static ChaosResults results(List<ChaosRun> runs) {
        return new ChaosResults(
                ChaosResults.SCHEMA_VERSION,
                "./fraud chaos --kills 3",
                new Environment("0123456", false, "A processor", 2, 8_192, Map.of("Java", "17")),
                "none",
                Map.of("rate", "500", "turnSeconds", String.valueOf(TURN)),
                Map.of("flink-heap", Map.of("title", "Flink"), "spark-microbatch", Map.of("title", "Spark")),
                Map.of("worker", "kill -9 of the worker", "master", "kill -9 of the master"),
                runs);
    }

    /** A run with outages of some length, after which it takes as long again until decisions are quick. */
    public static ChaosRun run(String scenario, String system, double outage, List<String> findings) {
        List<FaultResult> faults = IntStream.range(0, FAULTS)
                .mapToObj(i -> fault(FIRST + 30.0 + TURN * i, outage + i, i))
                .toList();
        List<LineSecond> line = new ArrayList<>();
        for (int second = FIRST; second < FIRST + 30 + FAULTS * TURN; second++) {
            double at = second;
            boolean isOut = faults.stream()
                    .anyMatch(fault -> at >= fault.atSeconds() && at < fault.atSeconds() + fault.outageSeconds());
            line.add(
                    isOut
                            ? new LineSecond(at, 0, 0, 2_000.0, 4_000.0, 4_500.0)
                            : new LineSecond(at, 500, 0, 12.0, 60.0, 80.0));
        }
        return new ChaosRun(
                scenario,
                system,
                1,
                1,
                "2026-11-30T01:00:00Z",
                300,
                500,
                200_000,
                Percentiles.of(LongStream.range(0, 2_000).map(i -> i * 30).toArray()),
                0.1,
                120,
                findings.isEmpty() ? 0 : 3,
                0,
                1_500,
                findings,
                faults,
                line,
                List.of(new Mark(
                        system.startsWith("spark") ? "batch" : "checkpoint", FIRST + 5.0, 300, 1, 1, Map.of())));
    }

    private static FaultResult fault(double at, double outage, int index) {
        return new FaultResult(
                "kill -9",
                "worker",
                at,
                null,
                index == 0 ? "checkpoint 17" : null,
                1.2,
                outage,
                outage,
                index == 2 ? null : 2 * outage,
                index == 2 ? null : 1_000.0,
                Percentiles.of(LongStream.range(0, 20_000).map(i -> i * 200).toArray()),
                500,
                List.of(new Step(1.2, "the job restarts"), new Step(2.5, "tasks are deployed")));
    }
}
