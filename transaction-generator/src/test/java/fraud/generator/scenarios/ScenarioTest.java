package fraud.generator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import fraud.generator.population.Card;
import fraud.generator.population.CardUse;
import fraud.generator.population.Population;
import fraud.model.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

class ScenarioTest {

    private static final long SEED = 42;
    private static final long START_MILLIS = 1_767_571_200_000L;
    private static final long HOUR_MILLIS = 3_600_000;

    @SuppressWarnings("unused") // by name
    static final List<Scenario> ALL = Scenario.ALL;

    private final Population population =
            new Population(new Population.Settings(SEED, START_MILLIS, 10_000, 20_000, 0, 2, 10, 4, -1));

    /** A campaign's steps with their times. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Told(Campaign campaign, long[] schedule, List<Step> steps) {
        List<CardUse> uses() {
            return steps.stream().map(Step::use).toList();
        }

        long lengthMillis() {
            return schedule[schedule.length - 1];
        }
    }

    private List<Told> told(Scenario scenario) {
        return told(scenario, 1);
    }

    private List<Told> told(Scenario scenario, double severity) {
        return IntStream.range(0, 200)
                .mapToObj(i -> {
                    Campaign campaign =
                            new Campaign(SEED, scenario, i, START_MILLIS + i * HOUR_MILLIS, population, severity);
                    long[] schedule = campaign.schedule();
                    List<Step> steps = IntStream.range(0, schedule.length)
                            .mapToObj(step -> scenario.step(campaign, step))
                            .toList();
                    return new Told(campaign, schedule, steps);
                })
                .toList();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void aCampaignIsTheSameWheneverItIsAskedForAndKeepsItsLimits(Scenario scenario) {
        List<Told> campaigns = told(scenario);
        double counted = 0;
        for (Told told : campaigns) {
            Campaign campaign = told.campaign();
            assertThat(told.schedule()[0]).isZero();
            assertThat(told.schedule()).isSorted();
            assertThat(told.lengthMillis())
                    .isLessThanOrEqualTo(scenario.longest().toMillis());
            for (int step = told.steps().size() - 1; step >= 0; step--) {
                assertThat(scenario.step(campaign, step)).isEqualTo(told.steps().get(step));
            }
            counted += told.steps().stream()
                    .filter(step -> step.fraud() == scenario.isFraud())
                    .count();
            if (scenario.isAboutOneCard()) {
                assertThat(told.uses()).extracting(CardUse::card).containsOnly(campaign.card());
            } else {
                assertThat(told.uses().stream().map(CardUse::card).distinct()).hasSizeGreaterThan(1);
            }
        }
        assertThat(counted / campaigns.size()).isCloseTo(scenario.meanSteps(), within(scenario.meanSteps() / 12));
    }

    @Test
    void numbersAreDistinctAndLeaveRoom() {
        assertThat(Scenario.ALL.stream().map(Scenario::number))
                .doesNotHaveDuplicates()
                .allMatch(number -> number >= 0 && number < Campaign.MAX_SCENARIOS);
    }

    @Test
    void everyClassOfAScenarioIsInTheList() {
        Set<String> classes = new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(Scenario.class.getPackageName())
                        .stream()
                        .filter(type -> type.isAssignableTo(Scenario.class))
                        .filter(type -> !type.isInterface() && !type.isAnonymousClass())
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());

        assertThat(Scenario.ALL.stream()
                        .map(scenario -> scenario instanceof LookAlike ? LookAlike.class : scenario.getClass())
                        .map(Class::getSimpleName)
                        .distinct())
                .as("classes with a line in Scenario.FRAUD")
                .containsExactlyInAnyOrderElementsOf(classes);
    }

    @Test
    void theReadmeNamesThemAll() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(Scenario.ALL.stream()
                        .map(scenario -> "`" + scenario.label() + "`")
                        .filter(name -> !readme.contains(name)))
                .as("scenarios without a place in the README's table")
                .isEmpty();
    }

    @Test
    void namesAreDistinctAndFraudComesFirst() {
        assertThat(Scenario.ALL).extracting(Scenario::label).doesNotHaveDuplicates();
        assertThat(Scenario.FRAUD)
                .extracting(Scenario::label)
                .containsExactly(
                        "card-testing",
                        "velocity-burst",
                        "impossible-travel",
                        "account-takeover",
                        "leaked-card",
                        "compromised-terminal",
                        "bust-out",
                        "mule-cash-out",
                        "bin-enumeration");
    }

    @ParameterizedTest
    @EnumSource
    void lookAlikesAreHonest(LookAlike scenario) {
        assertThat(told(scenario).stream().flatMap(told -> told.steps().stream()))
                .filteredOn(Step::fraud)
                .isEmpty();
    }

    @Test
    void cardTestingProbesOnlineWithSmallAmountsAndEndsWithOneLarge() {
        assertThat(told(new CardTesting())).allSatisfy(told -> {
            List<CardUse> uses = told.uses();
            CardUse last = uses.get(uses.size() - 1);
            assertThat(uses).hasSizeBetween(4, 6).allMatch(use -> use.channel() == Channel.ECOMMERCE);
            assertThat(uses.stream().map(CardUse::deviceId).distinct()).hasSize(1);
            assertThat(uses).noneMatch(use -> use.deviceId().startsWith("d"));
            assertThat(uses.subList(0, uses.size() - 1)).allMatch(use -> use.amountMinor() <= 150);
            assertThat(last.amountMinor()).isBetween(55_000L, 250_000L);
        });
    }

    @Test
    void aVelocityBurstSpendsALotInManyUsesWhereTheHolderIs() {
        assertThat(told(new VelocityBurst())).allSatisfy(told -> {
            assertThat(told.uses()).hasSizeBetween(7, 10).allMatch(use -> use.amountMinor() >= 15_000);
            assertThat(told.uses().stream()
                            .map(use -> use.channel().isCardPresent())
                            .distinct())
                    .hasSize(1);
            assertThat(told.uses())
                    .filteredOn(use -> use.channel().isCardPresent())
                    .allMatch(use -> population
                            .whereabouts(use.card(), told.campaign().startMillis())
                            .equals(Optional.of(use.merchant().city())));
        });
    }

    @Test
    void impossibleTravelIsTheHolderAndThenACopyTooFarAway() {
        assertThat(told(new ImpossibleTravel())).allSatisfy(told -> {
            CardUse here = told.uses().get(0);
            assertThat(told.steps().get(0).fraud()).isFalse();
            assertThat(told.steps().subList(1, told.steps().size())).allMatch(Step::fraud);
            for (int i = 1; i < told.steps().size(); i++) {
                CardUse there = told.uses().get(i);
                double kilometres =
                        there.merchant().city().kilometresTo(here.merchant().city());
                assertThat(kilometres).isGreaterThanOrEqualTo(1_500);
                assertThat(kilometres * HOUR_MILLIS / told.schedule()[1]).isGreaterThan(1_200);
                assertThat(there.channel().isCardPresent()).isTrue();
            }
        });
    }

    @Test
    void anAccountTakeoverHasANewDeviceAndThenHighAmountsWithinADay() {
        assertThat(told(new AccountTakeover())).allSatisfy(told -> {
            assertThat(told.uses().stream().map(CardUse::deviceId).distinct()).hasSize(1);
            assertThat(told.uses()).noneMatch(use -> use.deviceId().startsWith("d"));
            assertThat(told.uses().get(0).amountMinor()).isLessThan(2_501);
            assertThat(told.uses().subList(1, told.uses().size()))
                    .hasSizeBetween(2, 4)
                    .allMatch(use -> use.amountMinor() >= 30_000 && use.channel() == Channel.ECOMMERCE);
            assertThat(told.lengthMillis()).isLessThanOrEqualTo(24 * HOUR_MILLIS);
        });
    }

    @Test
    void aLeakedCardIsUsedOnlineForUpToTwoWeeksAtFiveTimesTheUsualAmounts() {
        double ratio = told(new LeakedCard()).stream()
                .flatMap(told -> told.uses().stream())
                .mapToDouble(use -> use.amountMinor() / use.card().spendFactor())
                .average()
                .orElseThrow();

        // Half of the online uses cost 36, a third 9: about 45 on average.
        assertThat(ratio).isBetween(15_000.0, 32_000.0);
        assertThat(told(new LeakedCard())).allSatisfy(told -> {
            assertThat(told.uses())
                    .hasSizeBetween(6, 10)
                    .noneMatch(use -> use.channel().isCardPresent());
            assertThat(told.lengthMillis()).isBetween(2 * 24 * HOUR_MILLIS, 14 * 24 * HOUR_MILLIS);
        });
    }

    @Test
    void aCompromisedTerminalChargesManyCardsOfItsCityForWeeks() {
        assertThat(told(new CompromisedTerminal())).allSatisfy(told -> {
            assertThat(told.uses().stream().map(CardUse::merchant).distinct()).hasSize(1);
            assertThat(told.uses())
                    .allMatch(use -> use.card().home().equals(use.merchant().city()));
            assertThat(told.lengthMillis()).isGreaterThan(4 * 24 * HOUR_MILLIS);
        });
    }

    @Test
    void aBustOutSpendsNearlyTheWholeLimitInThreeDays() {
        assertThat(told(new BustOut())).allSatisfy(told -> {
            Card card = told.campaign().card();
            double spent = told.uses().stream().mapToLong(CardUse::amountMinor).sum();
            assertThat(spent / population.creditLimitMinor(card)).isBetween(0.899, 0.991);
            assertThat(told.lengthMillis()).isLessThanOrEqualTo(72 * HOUR_MILLIS);
            // Nothing else about it is strange.
            assertThat(told.uses())
                    .filteredOn(use -> use.deviceId() != null)
                    .allMatch(use -> use.deviceId().startsWith("d"));
        });
    }

    @Test
    void muleCashOutIsManyCardsAtOneMachineMoreThanTenAnHour() {
        assertThat(told(new MuleCashOut())).allSatisfy(told -> {
            assertThat(told.uses().stream().map(CardUse::merchant).distinct()).hasSize(1);
            assertThat(told.uses()).allMatch(use -> use.channel() == Channel.ATM && use.amountMinor() >= 20_000);
            assertThat(told.uses().size() / (told.lengthMillis() / (double) HOUR_MILLIS))
                    .isGreaterThan(10);
        });
    }

    @Test
    void binEnumerationTriesManyCardsAtManyMerchantsWithNextToNothing() {
        assertThat(told(new BinEnumeration())).allSatisfy(told -> {
            assertThat(told.uses()).hasSizeBetween(20, 40).allMatch(use -> use.amountMinor() <= 200);
            assertThat(told.uses().stream().map(CardUse::card).distinct()).hasSizeGreaterThan(18);
            assertThat(told.uses().stream().map(use -> use.card().issuerRange()).distinct())
                    .as("ranges of its cards")
                    .hasSize(1);
            assertThat(told.uses().stream().map(CardUse::merchant).distinct()).hasSizeGreaterThan(17);
            assertThat(told.lengthMillis()).isLessThan(HOUR_MILLIS / 6);
        });
    }

    @Test
    void severityGoesWithWhatFraudstersTakeAndNotWithTheirProbes() {
        double once = fraudAmount(1);

        assertThat(fraudAmount(2) / once).isCloseTo(2, within(0.01));
        assertThat(told(new CardTesting(), 10).get(0).uses().get(0).amountMinor())
                .isLessThanOrEqualTo(150);
    }

    private double fraudAmount(double severity) {
        return told(new AccountTakeover(), severity).stream()
                .mapToLong(told -> told.uses().get(1).amountMinor())
                .sum();
    }
}
