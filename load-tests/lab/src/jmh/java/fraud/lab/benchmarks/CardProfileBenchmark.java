package fraud.lab.benchmarks;

import fraud.config.DetectorParameters;
import fraud.features.CardProfile;
import fraud.features.Features;
import fraud.features.TestTransaction;
import fraud.model.Origin;
import fraud.model.Transaction;
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
 * What one transaction costs a card's state: is it a duplicate, what are its features, and the history with it. For so
 * many earlier transactions, all of them within so many days: neither the length of the window nor what came beyond the
 * limit may make it dearer.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CardProfileBenchmark {

    private static final long NOW = 1_767_571_200_000L;

    @Param({"30", "1024", "100000"})
    private int earlier;

    @Param({"1", "7", "30"})
    private int windowDays;

    private CardProfile profile;
    private Transaction transaction;
    private Origin origin;

    @Setup
    public void fill() {
        profile = CardProfile.EMPTY;
        long step = Duration.ofDays(windowDays).toMillis() / (earlier + 1);
        for (int i = 0; i < earlier; i++) {
            long at = NOW - (earlier - i) * step;
            profile = with(profile, transaction(i, at), origin(i, at));
        }
        transaction = transaction(earlier, NOW);
        origin = origin(earlier, NOW);
    }

    @Benchmark
    public Features features() {
        return profile.originalOffset(transaction, origin).isPresent() ? null : profile.featuresOf(transaction, origin);
    }

    @Benchmark
    public CardProfile history() {
        return with(profile, transaction, origin);
    }

    private static CardProfile with(CardProfile before, Transaction transaction, Origin origin) {
        return before.with(transaction, origin, 0, DetectorParameters.DEFAULT_HISTORY_LIMIT);
    }

    private static Transaction transaction(int number, long atMillis) {
        return TestTransaction.of(1_000 + number).id("t-" + number).at(atMillis).build();
    }

    private static Origin origin(long offset, long publishedAtMillis) {
        return new Origin("transactions", 0, offset, publishedAtMillis, Origin.UNKNOWN);
    }
}
