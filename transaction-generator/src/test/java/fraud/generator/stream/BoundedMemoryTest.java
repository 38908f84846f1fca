package fraud.generator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.generator.config.Parameter;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: cards are derived and not stored. Method: a thousand events each from six places of a stream of many cards, and
 * then a look at what is still reachable; an array of one long a card would be 80 MB for ten million.
 */
class BoundedMemoryTest {

    private static final long SEED = 5;
    private static final long MAX_BYTES = 40L << 20;

    @ParameterizedTest
    @ValueSource(longs = {10_000_000, 100_000_000})
    void millionsOfCardsNeedNoMemory(long cards) {
        long before = reachableBytes();
        TransactionStream stream =
                TransactionStream.of(Streams.days().with(Parameter.CARDS, cards).with(Parameter.COUNT, 1_000_000_000));
        Random random = new Random(SEED);
        long length = 0;
        for (int place = 0; place < 6; place++) {
            long from = random.nextLong(stream.count() - 1_000);
            for (long index = from; index < from + 1_000; index++) {
                byte[] value = stream.record(index).value();
                length += value == null ? 0 : value.length;
            }
        }

        assertThat(reachableBytes() - before).isLessThan(MAX_BYTES);
        assertThat(length).isPositive();
        assertThat(stream.count()).isEqualTo(1_000_000_000);
    }

    private static long reachableBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
