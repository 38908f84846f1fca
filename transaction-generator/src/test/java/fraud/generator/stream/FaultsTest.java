package fraud.generator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.stream.GeneratedRecord.Kind;
import fraud.parse.Partitioner;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FaultsTest {

    @Test
    void aHotCardHasItsShareOfTheEverydayEvents() {
        assertThat(greatestShare(Streams.uneventful().with(Parameter.HOT_CARD_SHARE, 0.3), Truth::cardId))
                .isCloseTo(0.3, within(0.02));
        assertThat(greatestShare(Streams.uneventful(), Truth::cardId)).isLessThan(0.01);
    }

    @Test
    void aHotMerchantHasItsShareOfTheEverydayEvents() {
        assertThat(greatestShare(Streams.uneventful().with(Parameter.HOT_MERCHANT_SHARE, 0.4), Truth::merchantId))
                .isGreaterThan(0.39);
    }

    private static double greatestShare(GeneratorConfig config, Function<Truth, String> of) {
        TransactionStream stream = TransactionStream.of(config);
        Map<String, Integer> counts = new HashMap<>();
        stream.records().forEach(event -> counts.merge(of.apply(event.truth()), 1, Integer::sum));
        return (double) counts.values().stream()
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElseThrow()
                / stream.count();
    }

    @Test
    void nothingGoesToAQuietPartition() {
        TransactionStream stream = TransactionStream.of(Streams.eventful().with(Parameter.QUIET_PARTITION, 3));

        assertThat(stream.records().mapToInt(event -> partition(event, 4)))
                .isNotEmpty()
                .doesNotContain(3)
                .contains(0, 1, 2);
        assertThat(stream.records().map(GeneratedRecord::kind)).contains(Kind.values());
    }

    @Test
    void aQuietPartitionOfASmallPopulationIsQuietToo() {
        TransactionStream stream = TransactionStream.of(Streams.eventful()
                .with(Parameter.CARDS, 100)
                .with(Parameter.PARTITIONS, 2)
                .with(Parameter.QUIET_PARTITION, 0)
                .with(Parameter.COUNT, 5_000));

        assertThat(stream.records().mapToInt(event -> partition(event, 2))).doesNotContain(0);
    }

    private static int partition(GeneratedRecord event, int partitions) {
        return event.partition() == GeneratedRecord.BY_KEY
                ? Partitioner.partition(event.key(), partitions)
                : event.partition();
    }
}
