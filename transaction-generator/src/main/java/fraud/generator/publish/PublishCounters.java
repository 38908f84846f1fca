package fraud.generator.publish;

import fraud.generator.stream.GeneratedRecord;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a publisher does; written by its thread and the client's, read by any. */
final class PublishCounters {

    private final LongAdder history = new LongAdder();
    private final LongAdder published = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder transactions = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder controls = new LongAdder();
    private final LongAdder malformed = new LongAdder();
    private final LongAdder frauds = new LongAdder();
    private final LongAdder labels = new LongAdder();
    private final LongAdder sentLate = new LongAdder();
    private final AtomicLong maxLagMicros = new AtomicLong();
    private final AtomicLong maxEventTimeMillis = new AtomicLong();
    private final AtomicLong maxPublishedAtMillis = new AtomicLong();

    void publishedHistory(GeneratedRecord event) {
        history.increment();
        count(event);
    }

    void published(GeneratedRecord event, long lagMicros) {
        if (lagMicros > KafkaPublisher.LATE_SEND_MILLIS * 1_000) {
            sentLate.increment();
        }
        maxLagMicros.accumulateAndGet(lagMicros, Math::max);
        count(event);
    }

    private void count(GeneratedRecord event) {
        switch (event.kind()) {
            case TRANSACTION -> transactions.increment();
            case DUPLICATE -> duplicates.increment();
            case CONTROL -> controls.increment();
            case MALFORMED -> malformed.increment();
        }
        if (event.truth() != null && event.truth().fraud()) {
            frauds.increment();
        }
        moveClocks(event);
        published.increment();
    }

    /** Of an event that another publisher has sent only the clocks count. */
    void skipped(GeneratedRecord event) {
        moveClocks(event);
    }

    private void moveClocks(GeneratedRecord event) {
        if (event.transaction() != null) {
            maxEventTimeMillis.accumulateAndGet(event.transaction().eventTimeMillis(), Math::max);
        }
        maxPublishedAtMillis.accumulateAndGet(event.publishedAtMillis(), Math::max);
    }

    void signalled(long publishedAtMillis) {
        maxPublishedAtMillis.accumulateAndGet(publishedAtMillis, Math::max);
    }

    long maxPublishedAtMillis() {
        return maxPublishedAtMillis.get();
    }

    void labelled() {
        labels.increment();
    }

    void acknowledged() {
        acknowledged.increment();
    }

    PublishProgress snapshot(long planned) {
        return new PublishProgress(
                planned,
                history.sum(),
                published.sum(),
                acknowledged.sum(),
                transactions.sum(),
                duplicates.sum(),
                controls.sum(),
                malformed.sum(),
                frauds.sum(),
                labels.sum(),
                sentLate.sum(),
                maxLagMicros.get(),
                maxEventTimeMillis.get(),
                maxPublishedAtMillis.get());
    }
}
