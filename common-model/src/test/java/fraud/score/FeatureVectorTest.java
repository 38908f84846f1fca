package fraud.score;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.features.CardProfile;
import fraud.features.Features;
import fraud.features.MerchantActivity;
import fraud.features.MerchantFeatures;
import fraud.features.TestFeatures;
import fraud.features.TestTransaction;
import fraud.model.Channel;
import fraud.model.Origin;
import fraud.model.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SEMANTICS 15.1. */
class FeatureVectorTest {

    private static final MerchantFeatures OUTCOMES =
            new MerchantFeatures(4, 1, 10, 3, 30, 7, 28, 6, 1, 2, 3, 5, 1_001L, 1_002L, 1_003L, 14);

    /** 7 earlier transactions of 30 days, 3,000 together, and this one. */
    private static final Features FULL = TestFeatures.some()
            .amountMinor(1_000)
            .weekend(true)
            .count1Hour(2)
            .count1Day(3)
            .count7Days(6)
            .count30Days(8)
            .sumMinor10Minutes(1_500)
            .sumMinor1Day(2_000)
            .sumMinor7Days(3_500)
            .sumMinor30Days(4_000)
            .habit(7, 428, 19)
            .large(2, 1)
            .travel(11L, 12L)
            .country(true, 13L)
            .newDevice(false)
            .newMerchant(true)
            .idleMillis(14L)
            .merchant(OUTCOMES)
            .activity(new MerchantActivity(2, 5, 8, 3))
            .build();

    /** At noon UTC, 15 degrees west: an hour less. */
    private static final Transaction ONLINE = TestTransaction.of(1_000)
            .at(1_767_614_400_000L)
            .channel(Channel.ECOMMERCE)
            .category("5732")
            .place(48.0, -15.0)
            .build();

    @Test
    void hasEveryFeatureInTheOrderOfTheContract() {
        assertThat(FeatureVector.of(ONLINE, FULL))
                .containsExactly(
                        1_000,
                        1,
                        0,
                        3,
                        2_000 / 3.0,
                        6,
                        3_500 / 6.0,
                        8,
                        500,
                        4,
                        0.25,
                        10,
                        3 / 10.0,
                        30,
                        7 / 30.0,
                        7_000 / 3_000.0,
                        28.6,
                        19,
                        2,
                        1,
                        6,
                        6 / 28.0,
                        1,
                        2,
                        3,
                        5,
                        1_001,
                        1_002,
                        1_003,
                        0.5,
                        2,
                        1_500,
                        11,
                        12,
                        1,
                        13,
                        0,
                        14,
                        3,
                        5_732,
                        11 * 3_600_000,
                        0.5,
                        0.875,
                        0.375,
                        1,
                        2,
                        5,
                        8,
                        3,
                        0.625,
                        0.6);
    }

    @Test
    void isMinusOneWhereSomethingIsMissingAndZeroWhereThereIsNothingToDivideBy() {
        Transaction first = TestTransaction.of(250).build();
        Features features = CardProfile.EMPTY.featuresOf(first, new Origin("transactions", 0, 0, 0, Origin.UNKNOWN));

        assertThat(FeatureVector.of(first, features))
                .containsExactly(
                        250, 0, 1, 1, 250, 1, 250, 1, 250, 0, 0, 0, 0, 0, 0, 0, 250, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1,
                        -1, 0, 1, 250, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1, 1, 1, -1, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void multipliesExactlyBeforeItDivides() {
        // The product is above 2^53 and fits a long.
        long amount = 99_999_999_999L;
        Features features = first(amount)
                .count30Days(100_000)
                .sumMinor30Days(amount + 3)
                .habit(99_999, 0, 0)
                .build();

        assertThat(value(features, "amountToHabit")).isEqualTo((double) (amount * 99_999L) / 3);
        assertThat(value(features, "habitDeviations")).isEqualTo(99_999_999_999.0);
    }

    @ParameterizedTest
    @CsvSource({
        // longitude, milliseconds of the day at 00:00:00.000 UTC
        "0, 0",
        "180, 43200000",
        "-180, 43200000",
        "0.0000041, 0",
        "0.0000042, 1",
        "-0.0000001, 86399999",
    })
    void goesByTheSunRoundedDown(double longitude, double millis) {
        Transaction midnight = TestTransaction.of(1).place(0.0, longitude).build();

        assertThat(FeatureVector.of(midnight, FULL)[FeatureVector.names().indexOf("localTimeMillis")])
                .isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({"CHIP, 0", "CONTACTLESS, 1", "MAGSTRIPE, 2", "ECOMMERCE, 3", "ATM, 4"})
    void hasANumberForEachChannel(Channel channel, double number) {
        Transaction transaction = TestTransaction.of(1).channel(channel).build();

        assertThat(FeatureVector.of(transaction, FULL)[FeatureVector.names().indexOf("channel")])
                .isEqualTo(number);
    }

    @Test
    void isNegativeBelowTheHabit() {
        assertThat(value(habit(100, 400, 49), "habitDeviations")).isEqualTo(-6);
    }

    @Test
    void namesEachFeatureOnceAsTheContractDoes() throws IOException {
        assertThat(FeatureVector.names()).doesNotHaveDuplicates().hasSize(FeatureVector.size());
        assertThat(FeatureVector.size()).isEqualTo(51);
        assertThat(FeatureVector.VERSION).isEqualTo(2);
        assertThat(FeatureVector.names()).isEqualTo(namesInTheContract());
    }

    private static List<String> namesInTheContract() throws IOException {
        try (InputStream contract = FeatureVectorTest.class.getResourceAsStream("/scenarios/SEMANTICS.md")) {
            String text = new String(contract.readAllBytes(), StandardCharsets.UTF_8);
            String section = text.substring(text.indexOf("15.1 *The vector.*"));
            return Pattern.compile("^\\| \\d+ \\| `(\\w+)` \\|", Pattern.MULTILINE)
                    .matcher(section)
                    .results()
                    .map(row -> row.group(1))
                    .toList();
        }
    }

    private static double value(Features features, String name) {
        return FeatureVector.of(ONLINE, features)[FeatureVector.names().indexOf(name)];
    }

    private static Features habit(long amount, long mean, long deviation) {
        return first(amount)
                .count30Days(5)
                .sumMinor30Days(4 * mean + amount)
                .habit(4, mean, deviation)
                .build();
    }

    /** The first transaction of its hour, day and week. */
    private static TestFeatures first(long amount) {
        return TestFeatures.some()
                .amountMinor(amount)
                .count1Hour(1)
                .count1Day(1)
                .count7Days(1)
                .sumMinor10Minutes(amount)
                .sumMinor1Day(amount)
                .sumMinor7Days(amount)
                .idleMillis(0L);
    }
}
