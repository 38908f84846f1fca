package fraud.generator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.generator.config.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Campaigns as they stand in the stream, cut into blocks, among everyday events. */
@TestInstance(Lifecycle.PER_CLASS)
class CampaignsTest {

    /** Six weeks, so that the longest are whole. */
    private final TransactionStream stream = TransactionStream.of(Streams.days()
            .with(Parameter.FRAUD_SHARE, 0.02)
            .with(Parameter.CARDS, 1_000)
            .with(Parameter.COUNT, 80_000));

    private final Map<String, List<Truth>> campaigns = new TreeMap<>();

    CampaignsTest() {
        for (long index = 0; index < stream.count(); index++) {
            stream.truth(index)
                    .filter(truth -> truth.campaignId() != null)
                    .ifPresent(truth -> campaigns
                            .computeIfAbsent(truth.campaignId(), id -> new ArrayList<>())
                            .add(truth));
        }
    }

    @Test
    void everyScenarioComesUp() {
        Set<String> told = new HashSet<>();
        campaigns.values().forEach(campaign -> campaign.get(0).fraudScenario().ifPresent(told::add));

        assertThat(told)
                .containsAll(TransactionStream.scenarioNames().stream()
                        .filter(name -> !name.equals("impossible-travel"))
                        .toList());
        assertThat(stream.config().weights().keySet()).containsAll(TransactionStream.scenarioNames());
    }

    @Test
    void noStepIsLostOrTwice() {
        // Of a campaign in the middle of the stream every step is there, once: as many as its example has.
        long middle = stream.record(stream.count() / 2).publishedAtMillis();
        List<List<Truth>> whole = campaigns.values().stream()
                .filter(campaign -> campaign.get(0).scenario().equals("card-testing"))
                .filter(campaign -> campaign.get(0).publishedAtMillis() < middle)
                .toList();

        assertThat(whole).hasSizeGreaterThan(10).allSatisfy(campaign -> {
            assertThat(campaign).hasSizeBetween(4, 6);
            assertThat(campaign)
                    .extracting(Truth::cardId)
                    .containsOnly(campaign.get(0).cardId());
            assertThat(campaign).extracting(Truth::transactionId).doesNotHaveDuplicates();
        });
    }

    @Test
    void campaignsUnfoldInEventTimeThoughPublishedInDisorder() {
        int disordered = 0;
        for (List<Truth> campaign : campaigns.values()) {
            List<Truth> told = new ArrayList<>(campaign);
            told.sort(Comparator.comparingLong(Truth::eventTimeMillis));
            disordered += told.equals(campaign) ? 0 : 1;
            if (campaign.get(0).scenario().equals("card-testing") && campaign.size() > 3) {
                assertThat(told.subList(0, told.size() - 1)).allMatch(truth -> truth.amountMinor() <= 150);
            }
        }
        assertThat(disordered).isPositive();
    }

    @Test
    void campaignsHaveThePaceOfTheirScenariosWhateverTheRateOfThePopulation() {
        for (long cards : new long[] {500, 1_000_000}) {
            TransactionStream other = TransactionStream.of(Streams.days()
                    .with(Parameter.CARDS, cards)
                    .with(Parameter.FRAUD_SHARE, 0.1)
                    .with(Parameter.COUNT, 100_000));
            Map<String, List<Long>> times = new TreeMap<>();
            for (long index = 0; index < other.count(); index++) {
                other.truth(index)
                        .filter(truth -> "bin-enumeration".equals(truth.scenario()))
                        .ifPresent(truth -> times.computeIfAbsent(truth.campaignId(), id -> new ArrayList<>())
                                .add(truth.eventTimeMillis()));
            }
            assertThat(times).isNotEmpty();
            assertThat(times.values())
                    .allSatisfy(found -> assertThat(found.stream()
                                            .mapToLong(Long::longValue)
                                            .max()
                                            .orElseThrow()
                                    - found.stream()
                                            .mapToLong(Long::longValue)
                                            .min()
                                            .orElseThrow())
                            .isLessThanOrEqualTo(8 * 60_000L));
        }
    }
}
