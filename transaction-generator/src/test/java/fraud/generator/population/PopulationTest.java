package fraud.generator.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fraud.generator.population.Draws.Subject;
import fraud.model.Channel;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PopulationTest {

    private static final long SEED = 42;
    private static final int MERCHANTS = 20_000;
    /** 2026-01-05T00:00:00Z, a Monday. */
    private static final long START_MILLIS = 1_767_571_200_000L;

    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    private final Population population = population(1_000_000, MERCHANTS, 0);

    private static Population population(long cards, int merchants, double growthPerYear) {
        return new Population(
                new Population.Settings(SEED, START_MILLIS, cards, merchants, growthPerYear, 2, 10, 4, -1));
    }

    private static Draws draws(long index) {
        return Draws.of(SEED, Subject.EVENT, index);
    }

    @Test
    void aCardIsTheSameWheneverItIsAskedForAndFoundByItsToken() {
        Card card = population.anyCard(draws(1), START_MILLIS);

        assertThat(population(1_000_000, MERCHANTS, 0).anyCard(draws(1), START_MILLIS))
                .isEqualTo(card);
        assertThat(population.card(card.id())).contains(card);
        assertThat(population.card("c1")).isEmpty();
    }

    @Test
    void identifiersCannotBeTakenForCardNumbers() {
        Population largest = population(100_000_000, 10_000_000, 2);
        long farFuture = START_MILLIS + 20 * 365 * DAY_MILLIS;
        for (int i = 0; i < 1_000; i++) {
            Card card = largest.anyCard(draws(i), farFuture);
            assertThat(List.of(
                            card.id(), largest.merchants().anyOnline(draws(i)).id()))
                    .allSatisfy(id -> assertThat(id).matches("[a-z][0-9]{1,12}"));
            assertThat(card.deviceAt(farFuture)).matches("d[0-9]{1,12}\\.[0-9]{1,4}");
        }
    }

    @Test
    void homesAreOnARealMapInManyCountries() {
        Set<String> countries = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            City home = population.anyCard(draws(i), START_MILLIS).home();
            countries.add(home.country());
        }
        assertThat(countries).hasSizeGreaterThan(40);
        assertThat(City.ALL).hasSizeGreaterThan(400).allSatisfy(city -> {
            assertThat(city.country()).matches("[A-Z]{2}");
            assertThat(city.currency()).matches("[A-Z]{3}");
            assertThat(city.weight()).isPositive();
            // No zone is more than 3.5 hours from the sun's time.
            assertThat(city.utcOffsetMinutes() / 60.0).isCloseTo(city.longitude() / 15, within(3.5));
        });
    }

    @Test
    void distancesOfCitiesAreThoseOfAnAtlas() {
        assertThat(city("London").kilometresTo(city("New York"))).isBetween(5_540.0, 5_600.0);
        assertThat(city("London").kilometresTo(city("London"))).isZero();
    }

    private static City city(String name) {
        return City.ALL.stream()
                .filter(city -> city.name().equals(name))
                .max(Comparator.comparingInt(City::weight))
                .orElseThrow();
    }

    @Test
    void peoplePayByTheClockOfTheirOwnCity() {
        int[] byHour = new int[24];
        for (int i = 0; i < 100_000; i++) {
            long millis = START_MILLIS + i * 7L * DAY_MILLIS / 100_000;
            City home = population.payingCard(draws(i), millis).home();
            byHour[Math.floorMod(home.localMillis(millis) / HOUR_MILLIS, 24)]++;
        }
        // Noon and the way home are busy, and at night hardly any card is used.
        assertThat(byHour[12]).isGreaterThan(20 * byHour[3]);
        assertThat(byHour[18]).isGreaterThan(20 * byHour[3]);
        assertThat(IntStream.range(0, 5).map(hour -> byHour[hour]).sum()).isLessThan(100_000 * 4 / 100);
    }

    @Test
    void someCardsAreUsedSeldomAndMostEveryDay() {
        Map<Long, Integer> uses = new HashMap<>();
        Population small = population(1_000, MERCHANTS, 0);
        for (int i = 0; i < 100_000; i++) {
            long number = small.payingCard(draws(i), START_MILLIS + i * 49L * DAY_MILLIS / 100_000)
                    .number();
            uses.merge(number, 1, Integer::sum);
        }
        // Seven weeks: a card in a drawer comes up a few times, the others a hundred times.
        assertThat(1_000
                        - uses.size()
                        + uses.values().stream().filter(count -> count < 15).count())
                .isBetween(40L, 90L);
        assertThat(uses.values().stream().filter(count -> count > 50).count()).isGreaterThan(700);
        assertThat(uses.values().stream().mapToInt(Integer::intValue).max().orElseThrow())
                .isLessThan(300);
    }

    @Test
    void theWeekHasABusyFridayAndAQuietSunday() {
        double friday = demand(4);
        assertThat(friday).isGreaterThan(demand(0) * 1.15);
        assertThat(demand(6)).isLessThan(demand(0)).isLessThan(demand(5));
    }

    /** What a day of a common week, the second of February 2026, has. */
    private double demand(int day) {
        long from = START_MILLIS + (35L + day) * DAY_MILLIS;
        return IntStream.range(0, 96)
                        .mapToDouble(quarter -> population.demand(from + quarter * 900_000L))
                        .sum()
                / 96;
    }

    @Test
    void payDaysAndSalesDaysHaveMore() {
        // Tuesdays: the 3rd and the 31st of March 2026, the 17th of November and Black Friday the 27th to its Friday
        // before.
        assertThat(onDay("2026-03-31") / onDay("2026-03-10")).isCloseTo(1.15 / 0.96, within(0.01));
        assertThat(onDay("2026-11-27") / onDay("2026-11-20")).isGreaterThan(1.5);
        assertThat(onDay("2026-11-30") / onDay("2026-11-23")).isGreaterThan(1.5);
        assertThat(onDay("2025-11-28") / onDay("2025-11-21")).isGreaterThan(1.5);
    }

    private double onDay(String day) {
        return population.demand(Instant.parse(day + "T12:00:00Z").toEpochMilli());
    }

    @Test
    void growthAddsCardsAndKeepsTheOldOnes() {
        Population growing = population(10_000, MERCHANTS, 1);
        long later = START_MILLIS + 365 * DAY_MILLIS;
        Set<Card> before = new HashSet<>();
        Set<Card> after = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            before.add(growing.anyCard(draws(i), START_MILLIS));
            after.add(growing.anyCard(draws(i), later));
        }
        assertThat((double) before.size()).isCloseTo(10_000, within(20.0));
        assertThat((double) after.size()).isCloseTo(20_000, within(600.0));
        assertThat(after.stream().filter(before::contains).count()).isGreaterThan(9_900);
    }

    @Test
    void noHolderIsFasterThanAnAirliner() {
        double fastest = 0;
        int journeys = 0;
        for (int i = 0; i < 300; i++) {
            Card card = population.anyCard(draws(i), START_MILLIS);
            City at = null;
            long since = 0;
            for (long millis = START_MILLIS; millis < START_MILLIS + 200 * DAY_MILLIS; millis += HOUR_MILLIS / 2) {
                Optional<City> now = population.whereabouts(card, millis);
                if (now.isPresent()) {
                    if (at != null && !now.get().equals(at)) {
                        fastest = Math.max(fastest, at.kilometresTo(now.get()) * HOUR_MILLIS / (millis - since));
                        journeys++;
                    }
                    at = now.get();
                    since = millis;
                }
            }
        }
        assertThat(journeys).isGreaterThan(300);
        assertThat(fastest).isBetween(300.0, 850.0);
    }

    @Test
    void theCardIsUsedWhereItsHolderIs() {
        for (int i = 0; i < 20_000; i++) {
            long millis = START_MILLIS + i * 100_000L;
            Card card = population.anyCard(draws(i), millis);
            CardUse use = population.habitualUse(card, millis, draws(i));
            Optional<City> place = population.whereabouts(card, millis);
            if (use.channel().isCardPresent()) {
                assertThat(place).contains(use.merchant().city());
                assertThat(use.merchant()
                                .city()
                                .kilometresTo(
                                        use.merchant().latitude(),
                                        use.merchant().longitude()))
                        .isLessThan(Merchants.CITY_RADIUS_KILOMETRES * 1.02);
            } else {
                assertThat(use.merchant().latitude()).isNull();
                assertThat(use.deviceId()).isEqualTo(card.deviceAt(millis));
            }
        }
    }

    @Test
    void holdersHaveHabitsOfTheirOwn() {
        Card card = population.anyCard(draws(3), START_MILLIS);
        Map<String, Integer> merchants = new HashMap<>();
        int contactless = 0;
        for (int use = 0; use < 1_000; use++) {
            CardUse found = population.useIn(card.home(), card, draws(use));
            merchants.merge(found.merchant().id(), 1, Integer::sum);
            contactless += found.channel() == Channel.CONTACTLESS ? 1 : 0;
        }
        assertThat(merchants.values().stream()
                        .sorted(Comparator.reverseOrder())
                        .limit(8)
                        .mapToInt(Integer::intValue)
                        .sum())
                .isGreaterThan(700);
        assertThat(contactless).isGreaterThan(300);
    }

    @Test
    void aHolderHasANewPhoneAfterSomeYears() {
        Card card = population.anyCard(draws(4), START_MILLIS);
        long phones = IntStream.range(0, 10 * 365)
                .mapToObj(day -> card.deviceAt(START_MILLIS + day * DAY_MILLIS))
                .distinct()
                .count();

        assertThat(phones).isBetween(4L, 8L);
    }

    @Test
    void fewMerchantsHaveMostOfTheCustomers() {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            counts.merge(population.merchants().online(draws(i)).id(), 1, Integer::sum);
        }
        List<Integer> sorted =
                counts.values().stream().sorted(Comparator.reverseOrder()).toList();
        // Zipf: the first has about twice as many as the second, and ten times as many as the tenth.
        assertThat((double) sorted.get(0) / sorted.get(1)).isCloseTo(1.7, within(0.3));
        assertThat((double) sorted.get(0) / sorted.get(9)).isCloseTo(8, within(3.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, MERCHANTS, 10_000_000})
    void everyCityHasMerchantsAndEachKindIsThere(int merchants) {
        Merchants sized = population(1_000, merchants, 0).merchants();

        assertThat(City.ALL)
                .allSatisfy(city ->
                        assertThat(sized.in(city, draws(city.number())).city()).isEqualTo(city));
        for (MerchantCategory category : MerchantCategory.values()) {
            assertThat(sized.any(category, draws(0)).category()).isEqualTo(category);
        }
        assertThat(sized.merchant(merchants - 1).city()).isEqualTo(City.ALL.get(City.ALL.size() - 1));
    }

    @Test
    void amountsGoByTheCategory() {
        assertThat(medianMinor(MerchantCategory.TRANSIT)).isBetween(400L, 500L);
        assertThat(medianMinor(MerchantCategory.ELECTRONICS)).isBetween(9_500L, 12_500L);
        assertThat(MerchantCategory.CASH.amountMinor(1, draws(0)) % 1_000).isZero();
    }

    private static long medianMinor(MerchantCategory category) {
        return IntStream.range(0, 2_001)
                .mapToLong(i -> category.amountMinor(1, draws(i)))
                .sorted()
                .skip(1_000)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void cardsAreSpreadOverIssuerRangesAndFoundByThem() {
        Map<String, Integer> cards = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            Card card = population.anyCard(draws(i), START_MILLIS);
            cards.merge(card.issuerRange(), 1, Integer::sum);
            assertThat(population.card(card.id())).contains(card);
        }

        assertThat(cards)
                .hasSize(10)
                .allSatisfy((range, count) -> assertThat(count).isBetween(100, 300));
        for (String range : cards.keySet()) {
            assertThat(population
                            .cardOfRange(range, Draws.of(SEED, Subject.CARD_OF_RANGE, 1), START_MILLIS)
                            .issuerRange())
                    .isEqualTo(range);
        }
    }
}
