package fraud.lab.benchmarks;

import fraud.decide.Decision;
import fraud.metrics.DetectorCounts;
import fraud.model.Origin;
import fraud.model.Outcome;
import fraud.rules.Reason;
import fraud.score.Scores;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What metrics cost a transaction that is decided: the most of all records, with a send time, two rules that hold, both
 * models and a version to note. The clock is read once for it, which is measured for itself, too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DetectorCountsBenchmark {

    private static final long NOW = 1_767_571_200_000L;

    private final DetectorCounts counts = new DetectorCounts();
    private final Decision decision = new Decision(
            "t",
            "c",
            NOW,
            Outcome.DECLINE,
            List.of(Reason.AMOUNT_LIMIT, Reason.MODEL_SCORE),
            List.of(),
            3,
            new Scores(0.9, "12", 0.8, 0.95, List.of(), 0.7, "13"),
            null,
            new Origin("transactions", 0, 1, NOW, (NOW - 40) * 1_000));

    @Benchmark
    public DetectorCounts decided() {
        counts.decided(decision, NOW);
        return counts;
    }

    @Benchmark
    public DetectorCounts decidedWithClock() {
        counts.decided(decision, System.currentTimeMillis());
        return counts;
    }

    @Benchmark
    public DetectorCounts duplicate() {
        counts.duplicate();
        return counts;
    }
}
