package fraud.lab.benchmarks;

import fraud.config.DetectorParameters;
import fraud.features.MerchantFeatures;
import fraud.features.MerchantHistory;
import fraud.model.Label;
import fraud.model.Origin;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a transaction costs a merchant's state (a lookup of its windows and settled labels), and what a label does. For
 * so many labels a day over all 38 days that are kept; beyond the daily limit they are not.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MerchantHistoryBenchmark {

    private static final long NOW = 1_767_571_200_000L;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final int DAYS = 38;

    @Param({"1", "32", "1024", "4096"})
    private int labelsADay;

    private MerchantHistory history;
    private Label next;
    private Origin nextOrigin;

    @Setup
    public void fill() {
        history = MerchantHistory.EMPTY;
        for (int i = 0; i < DAYS * labelsADay; i++) {
            long at = NOW - DAYS * DAY_MILLIS + i * (DAY_MILLIS / labelsADay);
            history = history.with(label(i, at), origin(i, at), DetectorParameters.DEFAULT_MERCHANT_DAILY_LIMIT);
        }
        next = label(-1, NOW);
        nextOrigin = origin(Integer.MAX_VALUE, NOW);
    }

    @Benchmark
    public MerchantFeatures lookup() {
        return history.featuresOf(NOW + DAY_MILLIS);
    }

    @Benchmark
    public MerchantHistory label() {
        return history.with(next, nextOrigin, DetectorParameters.DEFAULT_MERCHANT_DAILY_LIMIT);
    }

    private static Label label(int number, long atMillis) {
        return new Label("t" + number, "m", "c", atMillis, number % 50 == 0, null);
    }

    private static Origin origin(long offset, long eventTimeMillis) {
        return new Origin("labels", 0, offset, eventTimeMillis + 6 * DAY_MILLIS, Origin.UNKNOWN);
    }
}
