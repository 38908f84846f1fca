package fraud.generator;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.generator.Draws.Subject;
import fraud.model.Channel;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PopulationTest {

    private static final int MERCHANTS = 5_000;
    private static final long MILLIS_PER_HOUR = 3_600_000;

    private final Population population = new Population(Streams.SEED, 1_000_000, MERCHANTS);

    @Test
    void aCardIsTheSameWheneverItIsAskedFor() {
        assertThat(population.card(999_999)).isEqualTo(population.card(999_999));
        assertThat(population.card(999_999).id()).isEqualTo("c000999999");
    }

    @Test
    void identifiersCannotBeTakenForCardNumbers() {
        Population largest = new Population(Streams.SEED, GeneratorConfig.MAX_CARDS, GeneratorConfig.MAX_MERCHANTS);
        Card last = largest.card(GeneratorConfig.MAX_CARDS - 1);
        GeneratorConfig longest = GeneratorConfig.of(
                Streams.SEED, new Schedule(Streams.START_MILLIS, Schedule.MAX_RATE_PER_SECOND, Schedule.MAX_COUNT));
        GeneratedRecord lastEvent = TransactionStream.of(longest.withShares(GeneratorConfig.Shares.none()))
                .record(Schedule.MAX_COUNT - 1);

        assertThat(List.of(
                        last.id(),
                        last.deviceId(),
                        largest.merchant(GeneratorConfig.MAX_MERCHANTS - 1).id(),
                        lastEvent.transaction().transactionId()))
                .allSatisfy(id -> assertThat(id).matches("[a-z][0-9]{1,12}"));
    }

    @Test
    void twoUsesOfTheGenuineCardAreNeverFarApart() {
        for (int i = 0; i < 500; i++) {
            Card card = population.card(i);
            for (int use = 0; use < 20; use++) {
                Draws draws = Draws.of(Streams.SEED, Subject.EVENT, 20L * i + use);
                CardUse found = population.habitualUse(card, draws);
                if (found.channel().isCardPresent()) {
                    assertThat(found.merchant().city()).isEqualTo(card.home());
                    assertThat(kilometresFromCentre(found.merchant()))
                            .isLessThan(Population.CITY_RADIUS_KILOMETRES * 1.02);
                } else {
                    assertThat(found.merchant().latitude()).isNull();
                    assertThat(found.merchant().longitude()).isNull();
                }
            }
        }
    }

    private static double kilometresFromCentre(Merchant merchant) {
        City city = merchant.city();
        return city.kilometresTo(
                new City("terminal", city.country(), city.currency(), merchant.latitude(), merchant.longitude(), 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {GeneratorConfig.MIN_MERCHANTS, MERCHANTS, GeneratorConfig.MAX_MERCHANTS})
    void everyCityHasMerchantsAndSomeSellOnline(int merchants) {
        Population sized = new Population(Streams.SEED, 1_000, merchants);
        Draws draws = Draws.of(Streams.SEED, Subject.EVENT, 0);

        assertThat(City.ALL)
                .allSatisfy(city ->
                        assertThat(sized.anyMerchantIn(city, draws).city()).isEqualTo(city));
        assertThat(sized.anyOnlineMerchant(draws).category().isOnline()).isTrue();
        assertThat(sized.merchant(merchants - 1).city()).isEqualTo(City.ALL.get(City.ALL.size() - 1));
    }

    @Test
    void holdersHaveHabitsOfTheirOwn() {
        Card card = population.card(1);
        Set<String> merchants = new HashSet<>();
        long contactless = 0;
        for (int use = 0; use < 1_000; use++) {
            CardUse found = population.habitualUse(card, Draws.of(Streams.SEED, Subject.EVENT, use));
            merchants.add(found.merchant().id());
            contactless += found.channel() == Channel.CONTACTLESS ? 1 : 0;
        }

        assertThat(merchants).hasSizeLessThanOrEqualTo(12).hasSizeGreaterThan(4);
        assertThat(contactless).isPositive();
    }

    @Test
    void aHolderSleepsAtNightByTheSunAtHome() {
        for (int i = 0; i < 200; i++) {
            Card card = population.card(i);
            long midnightAtHome =
                    Streams.START_MILLIS - Math.round((12 + card.home().longitude() / 15) * MILLIS_PER_HOUR);
            assertThat(card.isActiveAt(midnightAtHome + 3 * MILLIS_PER_HOUR))
                    .as("%s at 3 in the morning", card.home().name())
                    .isFalse();
            assertThat(card.isActiveAt(midnightAtHome + 14 * MILLIS_PER_HOUR)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 1_024, 1_025, 30_011})
    void inARoundEachCardComesUpOnce(int cards) {
        CardRotation rotation = new CardRotation(Streams.SEED, new Population(Streams.SEED, cards, MERCHANTS));
        BitSet seen = new BitSet(cards);
        IntStream.range(0, cards).forEach(turn -> seen.set(rotation.permuted(turn, 3)));

        assertThat(seen.cardinality()).isEqualTo(cards);
        assertThat(IntStream.range(0, 20).mapToObj(turn -> rotation.permuted(turn, 3)))
                .isNotEqualTo(IntStream.range(0, 20)
                        .mapToObj(turn -> rotation.permuted(turn, 4))
                        .toList());
    }

    @Test
    void mostUsesComeFromHoldersWhoAreAwake() {
        CardRotation rotation = new CardRotation(Streams.SEED, population);
        long awake = LongStream.range(0, 2_000)
                .filter(i -> rotation.cardAt(i, Streams.START_MILLIS).isActiveAt(Streams.START_MILLIS))
                .count();

        assertThat(awake).isGreaterThan(1_800);
    }

    @Test
    void distancesOfCitiesAreThoseOfAnAtlas() {
        City london = City.ALL.get(0);
        City newYork = City.ALL.stream()
                .filter(city -> city.name().equals("New York"))
                .findFirst()
                .orElseThrow();

        assertThat(london.kilometresTo(newYork)).isBetween(5_550.0, 5_590.0);
        assertThat(london.kilometresTo(london)).isZero();
    }
}
