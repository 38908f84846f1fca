package fraud.lab.bench.loops;

import fraud.config.Option;
import fraud.config.Settings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What a loop does wrong on purpose, so that the lab can be held against it: it must find each. Not thread-safe.
 */
final class Fault {

    private static final Option<Kind> KIND = Option.choice("fault", Kind.NONE, "What the loop does wrong on purpose.");
    private static final Option<Integer> EVERY = Option.integer(
            "fault.every",
            10_000,
            1,
            Integer.MAX_VALUE,
            "records",
            "One record in so many is lost, altered or doubled.");
    private static final Option<Integer> DELAY =
            Option.integer("fault.delay.millis", 20, 0, 60_000, "ms", "How long each record is kept back.");
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** What is wrong. */
    enum Kind {
        NONE,
        LOSE,
        ALTER,
        DOUBLE,
        DELAY
    }

    private record Held(ProducerRecord<byte[], byte[]> record, long untilNanos) {}

    private final Kind kind;
    private final int every;
    private final long delayNanos;
    private final LongSupplier nanoTime;
    private final Deque<Held> held = new ArrayDeque<>();
    private long count;

    Fault(Kind kind, int every, int delayMillis, LongSupplier nanoTime) {
        this.kind = kind;
        this.every = every;
        this.delayNanos = delayMillis * NANOS_PER_MILLI;
        this.nanoTime = nanoTime;
    }

    /**
     * That of a loop's settings.
     *
     * @throws fraud.config.ConfigException if they make no sense
     */
    static Fault from(Settings settings) {
        return new Fault(settings.get(KIND), settings.get(EVERY), settings.get(DELAY), System::nanoTime);
    }

    /** Takes what the loop sends. */
    void take(ProducerRecord<byte[], byte[]> record, Consumer<ProducerRecord<byte[], byte[]>> sender) {
        count++;
        boolean isIt = count % every == 0;
        switch (kind) {
            case NONE -> sender.accept(record);
            case LOSE -> {
                if (!isIt) {
                    sender.accept(record);
                }
            }
            case ALTER -> sender.accept(isIt ? altered(record) : record);
            case DOUBLE -> {
                sender.accept(record);
                if (isIt) {
                    sender.accept(record);
                }
            }
            case DELAY -> held.add(new Held(record, nanoTime.getAsLong() + delayNanos));
        }
    }

    /** Sends what has been kept back long enough. */
    void release(Consumer<ProducerRecord<byte[], byte[]>> sender) {
        long now = nanoTime.getAsLong();
        while (!held.isEmpty() && now - held.peek().untilNanos() >= 0) {
            sender.accept(held.remove().record());
        }
    }

    /** Whether something is kept back. */
    boolean holds() {
        return !held.isEmpty();
    }

    /** With its last digit made another: a decision is still one, and says something else. */
    private static ProducerRecord<byte[], byte[]> altered(ProducerRecord<byte[], byte[]> record) {
        byte[] value = record.value().clone();
        for (int i = value.length - 1; i >= 0; i--) {
            if (value[i] >= '0' && value[i] <= '9') {
                value[i] = (byte) (value[i] == '9' ? '8' : value[i] + 1);
                break;
            }
        }
        return new ProducerRecord<>(
                record.topic(), record.partition(), record.timestamp(), record.key(), value, record.headers());
    }
}
