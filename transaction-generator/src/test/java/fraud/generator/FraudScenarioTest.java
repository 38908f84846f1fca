package fraud.generator;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.generator.Draws.Subject;
import fraud.generator.FraudScenario.Step;
import fraud.model.Channel;
import fraud.model.Label;
import fraud.model.Transaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FraudScenarioTest {

    private final Population population = new Population(Streams.SEED, 10_000, 5_000);

    @Test
    void cardTestingProbesOnlineWithSmallAmountsAndEndsWithOneLarge() {
        assertThat(campaigns(new CardTesting())).allSatisfy(campaign -> {
            List<CardUse> uses = campaign.stream().map(Step::use).toList();
            CardUse last = uses.get(uses.size() - 1);
            assertThat(campaign).hasSizeBetween(4, 6).allMatch(Step::fraud);
            assertThat(uses).allMatch(use -> use.channel() == Channel.ECOMMERCE);
            assertThat(uses.stream().map(CardUse::deviceId).distinct()).hasSize(1);
            assertThat(uses).noneMatch(use -> use.deviceId().equals(use.card().deviceId()));
            assertThat(uses.subList(0, uses.size() - 1)).allMatch(use -> use.amountMinor() <= 150);
            assertThat(last.amountMinor()).isBetween(55_000L, 250_000L);
        });
    }

    @Test
    void aVelocityBurstSpendsALotInManyUsesOfOneKind() {
        assertThat(campaigns(new VelocityBurst())).allSatisfy(campaign -> {
            List<CardUse> uses = campaign.stream().map(Step::use).toList();
            assertThat(campaign).hasSizeBetween(7, 10).allMatch(Step::fraud);
            assertThat(uses).allMatch(use -> use.amountMinor() >= 15_000 && use.amountMinor() <= 95_000);
            assertThat(uses.stream().map(use -> use.channel().isCardPresent()).distinct())
                    .hasSize(1);
            // The thief is where the holder is: no other scenario's mark.
            assertThat(uses)
                    .filteredOn(use -> use.channel().isCardPresent())
                    .allMatch(use -> use.merchant().city().equals(use.card().home()));
        });
    }

    @Test
    void impossibleTravelIsTheHolderAtHomeAndThenACopyFarAway() {
        assertThat(campaigns(new ImpossibleTravel())).allSatisfy(campaign -> {
            assertThat(campaign).hasSizeBetween(2, 3);
            CardUse home = campaign.get(0).use();
            assertThat(campaign.get(0).fraud()).isFalse();
            assertThat(home.merchant().city()).isEqualTo(home.card().home());
            assertThat(campaign.subList(1, campaign.size()))
                    .allMatch(Step::fraud)
                    .allSatisfy(step -> assertThat(step.use()
                                    .merchant()
                                    .city()
                                    .kilometresTo(home.card().home()))
                            .isGreaterThanOrEqualTo(1_500));
            assertThat(campaign).allMatch(step -> step.use().channel().isCardPresent());
        });
    }

    @Test
    void aCampaignIsOneCardsAndTheSameWheneverItIsAskedFor() {
        for (FraudScenario scenario : FraudScenario.ALL) {
            assertThat(campaigns(scenario))
                    .isEqualTo(campaigns(scenario))
                    .allSatisfy(campaign -> assertThat(campaign.stream()
                                    .map(step -> step.use().card())
                                    .distinct())
                            .hasSize(1));
        }
    }

    @Test
    void aMinuteHasADozenOrMoreWholeCampaignsOfEveryScenario() {
        TransactionStream stream = TransactionStream.of(Streams.minute());
        CampaignPlan plan = new CampaignPlan(stream.config());
        long count = stream.config().schedule().count();

        for (int s = 0; s < FraudScenario.ALL.size(); s++) {
            int scenario = s;
            int lastStep = CampaignPlan.blockPlace(s) - 1;
            long whole = IntStream.range(0, 1_000)
                    .filter(campaign -> plan.indexOf(new CampaignPlan.Place(scenario, campaign, lastStep)) < count)
                    .count();
            assertThat(whole).as(FraudScenario.ALL.get(s).name()).isGreaterThanOrEqualTo(12);
        }
    }

    @Test
    void theStoryIsToldInEventTimeThoughPublishedInDisorder() {
        List<Transaction> published = new ArrayList<>();
        Map<String, Label> labels = new HashMap<>();
        TransactionStream.of(Streams.minute())
                .records()
                .filter(event -> event.label() != null)
                .forEach(event -> {
                    if ("card-testing".equals(event.label().scenario())) {
                        published.add(event.transaction());
                        labels.put(event.transaction().transactionId(), event.label());
                    }
                });

        // A campaign has one card and one device; after its large use nothing follows.
        Map<String, List<Transaction>> campaigns = new TreeMap<>();
        published.forEach(transaction -> campaigns
                .computeIfAbsent(transaction.cardId() + transaction.deviceId(), key -> new ArrayList<>())
                .add(transaction));
        int disordered = 0;
        for (List<Transaction> campaign : campaigns.values()) {
            List<Transaction> told = new ArrayList<>(campaign);
            told.sort(Comparator.comparingLong(Transaction::eventTimeMillis).thenComparing(Transaction::transactionId));
            disordered += told.equals(campaign) ? 0 : 1;
            assertThat(told.subList(0, told.size() - 1)).allMatch(transaction -> transaction.amountMinor() <= 150);
        }
        assertThat(disordered).isPositive();
        assertThat(labels.values()).allMatch(Label::fraud);
    }

    private List<List<Step>> campaigns(FraudScenario scenario) {
        return IntStream.range(0, 200)
                .mapToObj(i -> {
                    Draws draws = Draws.of(Streams.SEED, Subject.CAMPAIGN, i);
                    int steps = draws.nextInt(scenario.minSteps(), scenario.maxSteps());
                    return scenario.campaign(population, steps, draws);
                })
                .toList();
    }

    @Test
    void labelsNameTheScenarios() {
        assertThat(TransactionStream.scenarioNames())
                .containsExactly("card-testing", "velocity-burst", "impossible-travel");
        assertThat(TransactionStream.of(Streams.minute())
                        .records()
                        .flatMap(event -> Stream.ofNullable(event.label()))
                        .filter(Label::fraud)
                        .map(Label::scenario))
                .containsOnly(TransactionStream.scenarioNames().toArray(String[]::new));
    }
}
