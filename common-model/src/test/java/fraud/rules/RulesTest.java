package fraud.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.ConfigException;
import fraud.features.MerchantWindows;
import fraud.features.TestFeatures;
import fraud.features.TestTransaction;
import fraud.model.Channel;
import fraud.ruleset.MerchantLists;
import fraud.ruleset.RuleSet;
import fraud.score.Scores;
import fraud.sequences.CardTesting;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** SEMANTICS 5.2: each rule at its boundary, with the negative example beside it. */
class RulesTest {

    private static final RuleSet RULES = RuleSet.defaults();

    @Test
    void aBlockedCardCountsEvenWhereTheMerchantIsAllowed() {
        RuleSet listing = RULES.with(new MerchantLists(Set.of("m"), Set.of("n")));

        assertThat(reasons(TestTransaction.some().blocked(), RULES)).containsExactly(Reason.CARD_BLOCKED);
        assertThat(reasons(TestTransaction.of(100_001).merchant("n").blocked(), listing))
                .containsExactly(Reason.CARD_BLOCKED);
        assertThat(reasons(TestTransaction.of(100_001).merchant("n"), listing)).isEmpty();
        assertThat(reasons(TestTransaction.of(100_001).merchant("m"), listing))
                .containsExactly(Reason.MERCHANT_BLOCKED, Reason.AMOUNT_LIMIT);
        assertThat(reasons(TestTransaction.of(100_001).merchant("o"), listing)).containsExactly(Reason.AMOUNT_LIMIT);
        assertThatThrownBy(() -> new MerchantLists(Set.of("m"), Set.of("m"))).isInstanceOf(ConfigException.class);
    }

    @Test
    void limitsAmountsAboveTheLimitOnly() {
        assertThat(holds(Reason.AMOUNT_LIMIT, TestTransaction.of(100_000))).isFalse();
        assertThat(holds(Reason.AMOUNT_LIMIT, TestTransaction.of(100_001))).isTrue();
    }

    @Test
    void countsMoreThanTheMostUsesOfAnHour() {
        assertThat(holds(Reason.VELOCITY_COUNT, TestFeatures.some().count1Hour(6)))
                .isFalse();
        assertThat(holds(Reason.VELOCITY_COUNT, TestFeatures.some().count1Hour(7)))
                .isTrue();
    }

    @Test
    void sumsMoreThanTheMostOfTenMinutes() {
        assertThat(holds(Reason.VELOCITY_SUM, TestFeatures.some().sumMinor10Minutes(500_000)))
                .isFalse();
        assertThat(holds(Reason.VELOCITY_SUM, TestFeatures.some().sumMinor10Minutes(500_001)))
                .isTrue();
    }

    @Test
    void findsTravelFasterThanAnAirliner() {
        long hour = Duration.ofHours(1).toMillis();

        assertThat(holds(Reason.IMPOSSIBLE_TRAVEL, TestFeatures.some().travel(900_000L, hour)))
                .isFalse();
        assertThat(holds(Reason.IMPOSSIBLE_TRAVEL, TestFeatures.some().travel(900_001L, hour)))
                .isTrue();
        assertThat(holds(Reason.IMPOSSIBLE_TRAVEL, TestFeatures.some().travel(900_000L, hour - 1)))
                .isTrue();
    }

    @Test
    void sparesShortDistancesAtAnySpeedAndCardsWithoutAPreviousUse() {
        assertThat(holds(Reason.IMPOSSIBLE_TRAVEL, TestFeatures.some().travel(99_999L, 0L)))
                .isFalse();
        assertThat(holds(Reason.IMPOSSIBLE_TRAVEL, TestFeatures.some().travel(100_000L, 0L)))
                .isTrue();
        assertThat(holds(Reason.IMPOSSIBLE_TRAVEL, TestFeatures.some().travel(null, null)))
                .isFalse();
    }

    @Test
    void travelDoesNotOverflow() {
        RuleSet slow = RULES.with(ImpossibleTravel.MAX_SPEED, 10_000_000).with(ImpossibleTravel.MIN_DISTANCE, 0);
        TestFeatures far =
                TestFeatures.some().travel(20_100_000L, Duration.ofDays(31).toMillis());

        assertThat(reasons(TestTransaction.some().with(far), slow)).isEmpty();
    }

    @Test
    void findsAmountsFarAboveTheHabit() {
        // Mean 2,000 and deviation 3,300: both 6 * 2,000 = 12,000 and 2,000 + 3 * 3,300 = 11,900 must be exceeded.
        assertThat(isUnusual(12_000, 3, 2_000, 3_300)).isFalse();
        assertThat(isUnusual(12_001, 3, 2_000, 3_300)).isTrue();
        assertThat(isUnusual(12_001, 3, 2_000, 3_334))
                .as("2,000 + 3 * 3,334 = 12,002")
                .isFalse();
    }

    @Test
    void needsAHabitToCompareWithAndSparesSmallChange() {
        assertThat(isUnusual(90_000, 2, 1_000, 0)).isFalse();
        assertThat(isUnusual(90_000, 3, 1_000, 0)).isTrue();
        assertThat(isUnusual(4_999, 3, 100, 0)).isFalse();
        assertThat(isUnusual(5_000, 3, 100, 0)).isTrue();
    }

    @Test
    void findsTwoCountriesWithinTheTimeOnly() {
        assertThat(holds(Reason.COUNTRY_FLIP, TestFeatures.some().country(true, 120_000L)))
                .isTrue();
        assertThat(holds(Reason.COUNTRY_FLIP, TestFeatures.some().country(true, 120_001L)))
                .isFalse();
        assertThat(holds(Reason.COUNTRY_FLIP, TestFeatures.some().country(false, 0L)))
                .isFalse();
        assertThat(holds(Reason.COUNTRY_FLIP, TestFeatures.some().country(null, null)))
                .isFalse();
    }

    @Test
    void findsMuchSpentOnlineWithANewDeviceOnly() {
        TestFeatures isNew = TestFeatures.some().newDevice(true);

        assertThat(holds(
                        Reason.NEW_DEVICE,
                        TestTransaction.of(30_000).online("d").with(isNew)))
                .isTrue();
        assertThat(holds(
                        Reason.NEW_DEVICE,
                        TestTransaction.of(29_999).online("d").with(isNew)))
                .isFalse();
        assertThat(holds(
                        Reason.NEW_DEVICE,
                        TestTransaction.of(30_000)
                                .online("d")
                                .with(TestFeatures.some().newDevice(false))))
                .isFalse();
        assertThat(holds(Reason.NEW_DEVICE, TestTransaction.of(30_000).online("d")))
                .as("not known")
                .isFalse();
        assertThat(holds(
                        Reason.NEW_DEVICE,
                        TestTransaction.of(30_000).channel(Channel.CHIP).with(isNew)))
                .isFalse();
    }

    @Test
    void findsMuchSpentAfterLongSilenceOnly() {
        TestFeatures idle = TestFeatures.some().idleMillis(Duration.ofDays(21).toMillis());
        TestFeatures used = TestFeatures.some().idleMillis(Duration.ofDays(21).toMillis() - 1);

        assertThat(holds(Reason.DORMANT_CARD, TestTransaction.of(30_000).with(idle)))
                .isTrue();
        assertThat(holds(Reason.DORMANT_CARD, TestTransaction.of(29_999).with(idle)))
                .isFalse();
        assertThat(holds(Reason.DORMANT_CARD, TestTransaction.of(30_000).with(used)))
                .isFalse();
        assertThat(holds(Reason.DORMANT_CARD, TestTransaction.of(30_000))).isFalse();
    }

    @Test
    void aMerchantIsAtRiskByNumberAndShareOfFrauds() {
        assertThat(holds(Reason.MERCHANT_RISK, merchant(6, 2))).isTrue();
        assertThat(holds(Reason.MERCHANT_RISK, merchant(7, 2))).isFalse();
        assertThat(holds(Reason.MERCHANT_RISK, merchant(1, 1))).isFalse();
        assertThat(holds(Reason.MERCHANT_RISK, merchant(2_000_000_000, 600_000_000)))
                .isTrue();
    }

    @Test
    void aScoreIsHighByTheModelsOwnThresholdUnlessTheRuleSetHasOne() {
        Scores scores = new Scores(0.5, "1", 0.5, 0.95, List.of(), null, null);

        assertThat(Reason.holding(TestTransaction.some().enriched(0), scores, RULES))
                .containsExactly(Reason.MODEL_SCORE);
        assertThat(Reason.holding(
                        TestTransaction.some().enriched(0), scores, RULES.with(ModelScore.MIN_MILLIONTHS, 500_001)))
                .isEmpty();
        assertThat(Reason.holding(TestTransaction.some().enriched(0), Scores.NONE, RULES))
                .isEmpty();
    }

    @Test
    void rejectsParametersOutOfRangeByName() {
        assertThatThrownBy(() -> RULES.with(VelocityCount.MAX_COUNT, 0))
                .isInstanceOf(ConfigException.class)
                .hasMessage("velocityCount.maxCount = 0: must be from 1 to 100000");
        assertThatThrownBy(() -> RULES.with(CardTesting.LARGE_ABOVE, 199))
                .hasMessage("cardTesting.largeAboveMinor = 199: must be from 200 to 100000000000");
    }

    @Test
    void aRuleIsDisabledByItsName() {
        RuleSet without = RULES.withDisabled(Set.of("amountLimit"));

        assertThat(reasons(TestTransaction.of(100_001), RULES)).containsExactly(Reason.AMOUNT_LIMIT);
        assertThat(reasons(TestTransaction.of(100_001), without)).isEmpty();
    }

    private static boolean isUnusual(long amount, int habitCount, long mean, long deviation) {
        return holds(
                Reason.UNUSUAL_AMOUNT,
                TestTransaction.of(amount).with(TestFeatures.some().habit(habitCount, mean, deviation)));
    }

    private static TestFeatures merchant(int count7Days, int frauds7Days) {
        return TestFeatures.some().merchant(new MerchantWindows(0, 0, count7Days, frauds7Days, 0, 0).features());
    }

    private static boolean holds(Reason reason, TestFeatures features) {
        return holds(reason, TestTransaction.some().with(features));
    }

    private static boolean holds(Reason reason, TestTransaction transaction) {
        return reason.rule().holds(transaction.enriched(0), Scores.NONE, RULES);
    }

    private static List<Reason> reasons(TestTransaction transaction, RuleSet rules) {
        return Reason.holding(transaction.enriched(0), Scores.NONE, rules);
    }
}
