package fraud.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fraud.features.TestTransaction;
import fraud.model.Channel;
import fraud.model.Transaction;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever it writes, the library writes the same. */
class PlainJsonTest {

    private static final long SEED = 11;

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                1,
                -1,
                0.1,
                0.00001,
                -0.00099,
                0.001,
                51.5,
                -33.86785,
                151.20732,
                90,
                -180,
                1e-7,
                0.3333333,
                179.99999,
                1.0E10,
                999_999.99999,
                1_000_000,
                4.9e-324
            })
    void writesPositionsAsTheLibraryDoes(double degrees) {
        assertSame(located(degrees, -degrees));
    }

    @Test
    void writesAnyPositionOfFiveDecimalsAsTheLibraryDoes() {
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            double latitude = Math.round((random.nextDouble() * 180 - 90) * 1e5) / 1e5;
            double longitude = Math.round((random.nextDouble() * 360 - 180) * 1e5) / 1e5;
            assertSame(located(latitude, i % 2 == 0 ? longitude : random.nextGaussian()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t-1", "a\"b", "a\\b", "café", "a\nb", "\u007f", "\u2028", "😀", " "})
    void leavesToTheLibraryWhatIsNotPlain(String id) {
        assertSame(TestTransaction.of(Long.MAX_VALUE)
                .id(id)
                .card(id)
                .merchant(id)
                .device(id)
                .issuerRange(id)
                .build());
        assertSame(TestTransaction.of(Long.MIN_VALUE)
                .id("t".repeat(1_000))
                .card(id)
                .merchant(id)
                .at(-1)
                .build());
    }

    private static Transaction located(double latitude, double longitude) {
        return TestTransaction.of(1_999)
                .id("t1")
                .card("c1")
                .merchant("m1")
                .at(1_767_571_200_000L)
                .category("5411")
                .channel(Channel.CHIP)
                .country("FR")
                .device("d1")
                .issuerRange("b1")
                .place(latitude, longitude)
                .build();
    }

    private static void assertSame(Transaction transaction) {
        assertThat(new String(TransactionCodec.toJson(transaction), UTF_8))
                .isEqualTo(new String(TransactionCodec.toJsonByLibrary(transaction), UTF_8));
    }
}
