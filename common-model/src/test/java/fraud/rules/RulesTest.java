package fraud.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.ConfigException;
import fraud.features.Features;
import fraud.features.MerchantFeatures;
import fraud.features.MerchantWindows;
import fraud.model.Channel;
import fraud.model.Reason;
import fraud.model.SequenceRule;
import fraud.model.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** SEMANTICS 5.2: each rule at its boundary, with its silent twin. */
class RulesTest {

    private static final RuleSet RULES = RuleSet.defaults();

    @Test
    void limitsAmountsAboveTheLimitOnly() {
        assertThat(Rules.isAboveAmountLimit(amount(100_000), RULES)).isFalse();
        assertThat(Rules.isAboveAmountLimit(amount(100_001), RULES)).isTrue();
    }

    @Test
    void countsMoreThanTheMostUsesOfAnHour() {
        assertThat(Rules.isUsedTooOften(velocity(6, 0), RULES)).isFalse();
        assertThat(Rules.isUsedTooOften(velocity(7, 0), RULES)).isTrue();
    }

    @Test
    void sumsMoreThanTheMostOfTenMinutes() {
        assertThat(Rules.isSpendingTooFast(velocity(1, 500_000), RULES)).isFalse();
        assertThat(Rules.isSpendingTooFast(velocity(1, 500_001), RULES)).isTrue();
    }

    @Test
    void findsTravelFasterThanAnAirliner() {
        long hour = Duration.ofHours(1).toMillis();

        assertThat(Rules.isImpossibleTravel(travel(900_000L, hour), RULES)).isFalse();
        assertThat(Rules.isImpossibleTravel(travel(900_001L, hour), RULES)).isTrue();
        assertThat(Rules.isImpossibleTravel(travel(900_000L, hour - 1), RULES)).isTrue();
    }

    @Test
    void sparesShortDistancesAtAnySpeed() {
        assertThat(Rules.isImpossibleTravel(travel(99_999L, 0L), RULES)).isFalse();
        assertThat(Rules.isImpossibleTravel(travel(100_000L, 0L), RULES)).isTrue();
    }

    @Test
    void staysSilentWithoutAPreviousUse() {
        assertThat(Rules.isImpossibleTravel(travel(null, null), RULES)).isFalse();
    }

    @Test
    void travelDoesNotOverflow() {
        RuleSet slow = withTravel(10_000_000, 0);

        assertThat(Rules.isImpossibleTravel(
                        travel(20_100_000L, Duration.ofDays(31).toMillis()), slow))
                .isFalse();
    }

    @Test
    void findsAmountsFarAboveTheHabit() {
        // Mean 2,000 and deviation 2,500: both 5 * 2,000 = 10,000 and 2,000 + 3 * 2,500 = 9,500 must be exceeded.
        assertThat(Rules.isUnusualAmount(amount(10_000), habit(3, 2_000, 2_500), RULES))
                .isFalse();
        assertThat(Rules.isUnusualAmount(amount(10_001), habit(3, 2_000, 2_500), RULES))
                .isTrue();
        assertThat(Rules.isUnusualAmount(amount(10_001), habit(3, 2_000, 2_667), RULES))
                .as("2,000 + 3 * 2,667 = 10,001")
                .isFalse();
    }

    @Test
    void needsAHabitToCompareWith() {
        assertThat(Rules.isUnusualAmount(amount(90_000), habit(2, 1_000, 0), RULES))
                .isFalse();
        assertThat(Rules.isUnusualAmount(amount(90_000), habit(3, 1_000, 0), RULES))
                .isTrue();
    }

    @Test
    void sparesSmallChange() {
        assertThat(Rules.isUnusualAmount(amount(4_999), habit(3, 100, 0), RULES))
                .isFalse();
        assertThat(Rules.isUnusualAmount(amount(5_000), habit(3, 100, 0), RULES))
                .isTrue();
    }

    @Test
    void findsTwoCountriesWithinTheTimeOnly() {
        assertThat(Rules.isCountryFlip(country(true, 120_000L), RULES)).isTrue();
        assertThat(Rules.isCountryFlip(country(true, 120_001L), RULES)).isFalse();
        assertThat(Rules.isCountryFlip(country(false, 0L), RULES)).isFalse();
        assertThat(Rules.isCountryFlip(country(null, null), RULES)).isFalse();
    }

    @Test
    void findsMuchSpentOnlineWithANewDeviceOnly() {
        assertThat(Rules.isNewDeviceSpending(online(30_000), device(true), RULES))
                .isTrue();
        assertThat(Rules.isNewDeviceSpending(online(29_999), device(true), RULES))
                .isFalse();
        assertThat(Rules.isNewDeviceSpending(online(30_000), device(false), RULES))
                .isFalse();
        assertThat(Rules.isNewDeviceSpending(online(30_000), device(null), RULES))
                .isFalse();
        assertThat(Rules.isNewDeviceSpending(amount(30_000), device(true), RULES))
                .as("no channel")
                .isFalse();
    }

    @Test
    void findsMuchSpentAfterLongSilenceOnly() {
        long idle = Duration.ofDays(21).toMillis();

        assertThat(Rules.isDormantCardSpending(amount(30_000), idle(idle), RULES))
                .isTrue();
        assertThat(Rules.isDormantCardSpending(amount(29_999), idle(idle), RULES))
                .isFalse();
        assertThat(Rules.isDormantCardSpending(amount(30_000), idle(idle - 1), RULES))
                .isFalse();
        assertThat(Rules.isDormantCardSpending(amount(30_000), idle(null), RULES))
                .isFalse();
    }

    @Test
    void refusesParametersOutOfRangeByName() {
        assertThatThrownBy(() -> RULES.with(RuleParameter.VELOCITY_COUNT_MAX, 0))
                .isInstanceOf(ConfigException.class)
                .hasMessage("velocityCount.maxCount = 0: must be from 1 to 100000");
        assertThatThrownBy(() -> RULES.with(RuleParameter.CARD_TESTING_LARGE_ABOVE, 199))
                .hasMessage("cardTesting.largeAboveMinor = 199: must be from 200 to 100000000000");
        assertThatThrownBy(() -> RULES.withDisabled(Set.of("velocity")))
                .hasMessage("velocity = disabled: there is no such rule");
    }

    @Test
    void aMerchantIsAtRiskByNumberAndShareOfFrauds() {
        assertThat(Rules.isMerchantAtRisk(merchant(6, 2), RULES)).isTrue();
        assertThat(Rules.isMerchantAtRisk(merchant(7, 2), RULES)).isFalse();
        assertThat(Rules.isMerchantAtRisk(merchant(1, 1), RULES)).isFalse();
        assertThat(Rules.isMerchantAtRisk(merchant(2_000_000_000, 600_000_000), RULES))
                .isTrue();
    }

    @Test
    void merchantsAreBlockedAndAllowedByName() {
        RuleSet listing = RULES.with(new MerchantLists(Set.of("m"), Set.of("n")));

        assertThat(Rules.isMerchantBlocked(amount(1), listing)).isTrue();
        assertThat(Rules.isMerchantAllowed(amount(1), listing)).isFalse();
        assertThat(Rules.isMerchantBlocked(amount(1), RULES)).isFalse();
        assertThatThrownBy(() -> new MerchantLists(Set.of("m"), Set.of("m"))).isInstanceOf(ConfigException.class);
    }

    @Test
    void aRuleOrSequenceIsDisabledByItsName() {
        RuleSet without = RULES.withDisabled(Set.of("velocityCount", "muleCashOut"));

        assertThat(without.isEnabled(Reason.VELOCITY_COUNT)).isFalse();
        assertThat(without.isEnabled(Reason.VELOCITY_SUM)).isTrue();
        assertThat(without.isEnabled(SequenceRule.MULE_CASH_OUT)).isFalse();
        assertThat(without.isEnabled(SequenceRule.CARD_TESTING)).isTrue();
    }

    @Test
    void everyRuleAndSequenceButBlocksHasParameters() {
        List<String> named = new ArrayList<>();
        Stream.of(Reason.values()).map(Reason::name).forEach(named::add);
        Stream.of(SequenceRule.values()).map(SequenceRule::name).forEach(named::add);
        named.removeAll(List.of("CARD_BLOCKED", "MERCHANT_BLOCKED"));

        assertThat(RuleParameter.byRule().keySet().stream()
                        .map(rule -> rule.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT)))
                .containsExactlyElementsOf(named);
    }

    private static RuleSet withTravel(long maxMetresPerHour, long minDistanceMetres) {
        return RULES.with(RuleParameter.TRAVEL_MAX_SPEED, maxMetresPerHour)
                .with(RuleParameter.TRAVEL_MIN_DISTANCE, minDistanceMetres);
    }

    private static Features merchant(int count7Days, int frauds7Days) {
        return idle(null).withMerchant(new MerchantWindows(0, 0, count7Days, frauds7Days, 0, 0).features());
    }

    private static Transaction amount(long amountMinor) {
        return new Transaction("t", "c", "m", 0, amountMinor, "EUR", null, null, null, null, null, null);
    }

    private static Transaction online(long amountMinor) {
        return new Transaction("t", "c", "m", 0, amountMinor, "EUR", null, Channel.ECOMMERCE, null, null, null, "d");
    }

    private static Features country(Boolean changed, Long millis) {
        return new Features(
                0,
                false,
                false,
                1,
                1,
                1,
                1,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                null,
                null,
                changed,
                millis,
                null,
                null,
                MerchantFeatures.NONE);
    }

    private static Features device(Boolean isNew) {
        return new Features(
                0,
                false,
                false,
                1,
                1,
                1,
                1,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                null,
                null,
                null,
                null,
                isNew,
                null,
                MerchantFeatures.NONE);
    }

    private static Features idle(Long millis) {
        return new Features(
                0,
                false,
                false,
                1,
                1,
                1,
                1,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                millis,
                MerchantFeatures.NONE);
    }

    private static Features velocity(int count1Hour, long sum10Minutes) {
        return new Features(
                0,
                false,
                false,
                count1Hour,
                0,
                0,
                0,
                sum10Minutes,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                MerchantFeatures.NONE);
    }

    private static Features travel(Long metres, Long millis) {
        return new Features(
                0,
                false,
                false,
                1,
                1,
                1,
                1,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                metres,
                millis,
                null,
                null,
                null,
                null,
                MerchantFeatures.NONE);
    }

    private static Features habit(int count, long mean, long deviation) {
        return new Features(
                0,
                false,
                false,
                1,
                1,
                1,
                1,
                0,
                0,
                0,
                0,
                count,
                mean,
                deviation,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                MerchantFeatures.NONE);
    }
}
