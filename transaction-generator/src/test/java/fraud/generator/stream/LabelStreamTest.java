package fraud.generator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fraud.generator.stream.GeneratedRecord.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class LabelStreamTest {

    private static final long DAY_MILLIS = 86_400_000;

    private final TransactionStream stream = TransactionStream.of(Streams.eventful());
    private final List<LabelRecord> labels = new ArrayList<>();

    LabelStreamTest() {
        stream.labels().forEach(labels::add);
    }

    @Test
    void everyTransactionHasOneOutcomeAndItIsTheTruth() {
        Map<Long, LabelRecord> last = new HashMap<>();
        labels.forEach(label -> last.put(label.index(), label));

        stream.records().forEach(event -> {
            LabelRecord outcome = last.remove(event.index());
            if (event.kind() == Kind.TRANSACTION) {
                assertThat(outcome).isNotNull();
                assertThat(outcome.label()).isEqualTo(event.truth().label());
            } else {
                assertThat(outcome).isNull();
            }
        });
        assertThat(last).isEmpty();
    }

    @Test
    void outcomesArePublishedInTheOrderOfTheirTimes() {
        assertThat(labels).isSortedAccordingTo((a, b) -> Long.compare(a.publishedAtMillis(), b.publishedAtMillis()));
    }

    @Test
    void theySettleAfterAWeekToFourAndAFewMuchLater() {
        long late = 0;
        for (LabelRecord label : labels) {
            double days = (double) (label.publishedAtMillis()
                            - stream.truth(label.index()).orElseThrow().publishedAtMillis())
                    / DAY_MILLIS;
            if (label.correction()) {
                assertThat(days).isBetween(30.0, 38.0);
            } else if (days > 28) {
                assertThat(days).isBetween(60.0, 120.0);
                late++;
            } else {
                assertThat(days).isBetween(7.0, 28.0);
            }
        }
        assertThat((double) late / labels.size()).isCloseTo(0.01, within(0.004));
    }

    @Test
    void aFewAreCorrectedAfterTheOppositeWasSaid() {
        Map<Long, LabelRecord> first = new HashMap<>();
        List<LabelRecord> corrections = new ArrayList<>();
        for (LabelRecord label : labels) {
            LabelRecord earlier = first.putIfAbsent(label.index(), label);
            assertThat(earlier != null).isEqualTo(label.correction());
            if (label.correction()) {
                assertThat(earlier.label().fraud()).isNotEqualTo(label.label().fraud());
                corrections.add(label);
            }
        }
        assertThat((double) corrections.size() / first.size()).isCloseTo(0.005, within(0.003));
    }

    @Test
    void theSameStreamHasTheSameOutcomes() {
        List<LabelRecord> again = new ArrayList<>();
        TransactionStream.of(Streams.eventful()).labels().forEach(again::add);

        assertThat(again).isEqualTo(labels);
    }
}
