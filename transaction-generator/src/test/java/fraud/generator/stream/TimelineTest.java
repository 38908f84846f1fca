package fraud.generator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fraud.config.ConfigException;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {

    private static final long DAY_MILLIS = 86_400_000;

    @ParameterizedTest
    @ValueSource(longs = {100, 3_300, 10_000_000})
    void positionsAndTimesAgreeBothWays(long cards) {
        GeneratorConfig config = Streams.days().with(Parameter.CARDS, cards);
        Timeline timeline = new Timeline(config, config.population());
        long before = Long.MIN_VALUE;
        for (double position = 0; position < timeline.count(); position += 7.3) {
            long millis = timeline.millisAt(position);
            assertThat(millis).isGreaterThanOrEqualTo(before);
            double eventsInAMilli = timeline.eventsPerSecond((long) position) / 1_000;
            assertThat(timeline.positionAt(millis)).isCloseTo(position, within(2 * eventsInAMilli + 1e-6));
            assertThat(timeline.millisIn(timeline.blockOf((long) position), position))
                    .isEqualTo(millis);
            before = millis;
        }
    }

    @Test
    void thereAreAsManyEventsAsThePopulationMakes() {
        TransactionStream stream = TransactionStream.of(
                Streams.days().with(Parameter.HISTORY_DAYS, 28).with(Parameter.GROWTH_PER_YEAR, 0));

        // Two a card and day, less in January.
        assertThat(stream.historyCount() / 28.0 / 3_300).isBetween(1.7, 2.1);
        assertThat(stream.naturalRatePerSecond()).isCloseTo(2 * 3_300 / 86_400.0, within(0.01));
        assertThat(stream.stretch()).isCloseTo(300 / stream.naturalRatePerSecond(), within(1e-9));
    }

    @Test
    void aPopulationThatGrowsMakesMoreEvents() {
        GeneratorConfig year = Streams.days().with(Parameter.CARDS, 100).with(Parameter.HISTORY_DAYS, 730);

        assertThat((double) TransactionStream.of(year.with(Parameter.GROWTH_PER_YEAR, 1))
                                .historyCount()
                        / TransactionStream.of(year.with(Parameter.GROWTH_PER_YEAR, 0))
                                .historyCount())
                .isCloseTo(2, within(0.02));
    }

    @Test
    void moreThanTwentyYearsAreRejected() {
        GeneratorConfig config = Streams.days().with(Parameter.CARDS, 100).with(Parameter.COUNT, 10_000_000);

        assertThatThrownBy(() -> TransactionStream.of(config))
                .isInstanceOf(ConfigException.class)
                .hasMessage("count = 10000000: 100 cards take more than 20 years for that; set cards to more");
    }

    @Test
    void theLastEventOfTwentyYearsHasATimeThatADetectorTakes() {
        GeneratorConfig config = Streams.days()
                .with(Parameter.CARDS, 100)
                .with(Parameter.GROWTH_PER_YEAR, 0)
                .with(Parameter.START_MILLIS, Long.parseLong(Parameter.START_MILLIS.to()))
                .with(Parameter.COUNT, 1_450_000);
        TransactionStream stream = TransactionStream.of(config);
        long last = stream.record(stream.count() - 1).publishedAtMillis();

        assertThat(last - config.startMillis()).isGreaterThan(19 * 365 * DAY_MILLIS);
        assertThat(last).isLessThan(4_102_444_800_000L);
    }
}
