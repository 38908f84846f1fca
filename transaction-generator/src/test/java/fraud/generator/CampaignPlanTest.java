package fraud.generator;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.generator.CampaignPlan.Place;
import fraud.generator.GeneratorConfig.Shares;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignPlanTest {

    @ParameterizedTest
    @CsvSource({"300, 0.02", "1, 0.001", "50000, 0.01", "300, 0.2", "7, 0.0173"})
    void placesAndIndicesAgreeBothWays(int ratePerSecond, double fraudShare) {
        CampaignPlan plan = plan(ratePerSecond, fraudShare);
        Set<Place> places = new HashSet<>();
        for (long index = 0; index < 50_000; index++) {
            Optional<Place> place = plan.at(index);
            if (place.isPresent()) {
                assertThat(plan.indexOf(place.get())).isEqualTo(index);
                assertThat(places.add(place.get())).isTrue();
            }
        }
        assertThat(places).isNotEmpty();
    }

    @Test
    void theArithmeticHoldsAtTheEndOfTheLongestStream() {
        CampaignPlan plan = plan(Schedule.MAX_RATE_PER_SECOND, 0.02);
        long found = 0;
        for (long index = Schedule.MAX_COUNT - 1_000; index < Schedule.MAX_COUNT; index++) {
            Optional<Place> place = plan.at(index);
            if (place.isPresent()) {
                assertThat(plan.indexOf(place.get())).isEqualTo(index);
                found++;
            }
        }
        assertThat(found).isBetween(25L, 45L);
    }

    @ParameterizedTest
    @CsvSource({"300, 0.02", "3000, 0.005", "50000, 0.01"})
    void stepsFollowEachOtherAtTheScenariosSpacing(int ratePerSecond, double fraudShare) {
        CampaignPlan plan = plan(ratePerSecond, fraudShare);
        for (int s = 0; s < FraudScenario.ALL.size(); s++) {
            for (long campaign = 0; campaign < 100; campaign++) {
                for (int step = 1; step < CampaignPlan.blockPlace(s); step++) {
                    long before = plan.indexOf(new Place(s, campaign, step - 1));
                    long millis = (plan.indexOf(new Place(s, campaign, step)) - before) * 1_000 / ratePerSecond;
                    long spacing = FraudScenario.ALL.get(s).spacing().toMillis();
                    assertThat(millis).isBetween(spacing / 2, spacing * 3 / 2);
                }
            }
        }
    }

    @Test
    void withLittleFraudASecondCampaignsTakeLongerOneAfterTheOther() {
        CampaignPlan plan = plan(1, 0.001);

        assertThat(plan.before(0, 0)).isEmpty();
        assertThat(plan.before(0, 5)).contains(4L);
        assertThat(plan.indexOf(new Place(0, 1, 0))).isGreaterThan(plan.indexOf(new Place(0, 0, 5)));
    }

    @Test
    void withoutFraudThereAreNoCampaigns() {
        CampaignPlan plan = plan(300, 0);

        assertThat(plan.at(0)).isEmpty();
        assertThat(plan.at(12_345)).isEmpty();
    }

    private static CampaignPlan plan(int ratePerSecond, double fraudShare) {
        Schedule schedule = new Schedule(Streams.START_MILLIS, ratePerSecond, 1_000);
        return new CampaignPlan(
                GeneratorConfig.of(Streams.SEED, schedule).withShares(new Shares(fraudShare, 0, 0, 0, 0)));
    }
}
