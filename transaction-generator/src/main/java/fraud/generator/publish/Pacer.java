package fraud.generator.publish;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The clock that a publisher goes by. */
public interface Pacer {

    /** The machine's clock. */
    Pacer SYSTEM = new Pacer() {
        @Override
        public long nowMicros() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        }

        @Override
        public void rest(long micros) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(micros));
        }
    };

    /** Now, UTC epoch in µs. */
    long nowMicros();

    /** Rests about that long, or less: also when the thread is interrupted. */
    void rest(long micros);
}
