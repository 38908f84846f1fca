package fraud.spark.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.Origin;
import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

class CountsAccumulatorTest {

    /**
     * Spark registers an accumulator while it is read, before it has its fields, and the executor's heartbeat may ask
     * it just then. If that failed, the executor would send no more heartbeats, and be given up after two minutes.
     */
    @Test
    void isZeroBeforeItHasItsFields() throws ReflectiveOperationException {
        for (String name : new String[] {"counts", "readiness"}) {
            CountsAccumulator half = new CountsAccumulator();
            Field field = CountsAccumulator.class.getDeclaredField(name);
            field.setAccessible(true);
            field.set(half, null);

            assertThat(half.isZero()).isTrue();
        }
    }

    @Test
    void isZeroUntilItsTaskCounts() {
        CountsAccumulator accumulator = new CountsAccumulator();
        assertThat(accumulator.isZero()).isTrue();

        accumulator.read(new Origin("transactions", 0, 1, 0, Origin.UNKNOWN), 5);

        assertThat(accumulator.isZero()).isFalse();
    }
}
