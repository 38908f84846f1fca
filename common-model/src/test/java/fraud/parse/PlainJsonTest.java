package fraud.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
        assertSame(new Transaction(id, id, id, 0, Long.MAX_VALUE, "EUR", null, null, null, null, null, id));
        assertSame(new Transaction(
                "t".repeat(1_000), id, id, -1, Long.MIN_VALUE, "EUR", null, null, null, null, null, null));
    }

    private static Transaction located(double latitude, double longitude) {
        return new Transaction(
                "t1",
                "c1",
                "m1",
                1_767_571_200_000L,
                1_999,
                "EUR",
                "5411",
                Channel.CHIP,
                "FR",
                latitude,
                longitude,
                "d1");
    }

    private static void assertSame(Transaction transaction) {
        assertThat(new String(TransactionCodec.toJson(transaction), UTF_8))
                .isEqualTo(new String(TransactionCodec.toJsonByLibrary(transaction), UTF_8));
    }
}
