package fraud.lab.benchmarks;

import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.stream.GeneratedRecord;
import fraud.generator.stream.LabelRecord;
import fraud.generator.stream.TransactionStream;
import java.util.Iterator;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many events, with their bytes, one thread makes in memory: one after the other, as a publisher asks for them, and
 * from anywhere in the stream; and how many settled labels. Scores are events a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Threads(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class TransactionStreamBenchmark {

    private static final long EVENTS = 50_000_000;
    /**
     * Odd, so that walking by it comes to every index of a power of two; far, so that no two neighbours are of one
     * block.
     */
    private static final long STRIDE = 7_368_787;

    /** A demo's population, a small issuer's, a large one's. */
    @Param({"3300", "100000", "10000000"})
    private long cards;

    private TransactionStream stream;
    private long next;
    private Iterator<LabelRecord> labels;

    @Setup
    public void open() {
        // As many events as 18 years of the smallest population make.
        stream = TransactionStream.of(GeneratorConfig.defaults()
                .with(Parameter.CARDS, cards)
                .with(Parameter.COUNT, Math.min(EVENTS, cards * 2 * 365 * 18)));
        labels = stream.labels().iterator();
    }

    @Benchmark
    public GeneratedRecord inOrder() {
        next = next + 1 < stream.count() ? next + 1 : 0;
        return stream.record(next);
    }

    @Benchmark
    public GeneratedRecord fromAnywhere() {
        next = (next + STRIDE) % stream.count();
        return stream.record(next);
    }

    @Benchmark
    public LabelRecord outcomes() {
        if (!labels.hasNext()) {
            labels = stream.labels().iterator();
        }
        return labels.next();
    }
}
