package fraud.generator.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.file.RunManifest;
import fraud.generator.stream.GeneratedRecord.Kind;
import fraud.model.CardControl;
import fraud.model.Transaction;
import fraud.parse.TransactionCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(Lifecycle.PER_CLASS)
class TransactionStreamTest {

    /** Digest of {@link Streams#days()}; a new one means that seeds no longer say what they said. */
    private static final String GOLDEN = "d92f75bdca54ebd61d33a584d85e44548d35c65026d806068d2730a005edfe6f";

    /** The same without issuer ranges. */
    private static final String GOLDEN_WITHOUT_RANGES =
            "a63138658b5b82e81c5a49e79b17ac2af7422d97dcfa6706056e063afa577029";

    private final TransactionStream stream = TransactionStream.of(Streams.eventful());
    private final List<GeneratedRecord> events = stream.records().toList();

    @Test
    void theSameSeedGivesTheSameBytesEverywhere() {
        TransactionStream defaults = TransactionStream.of(Streams.days());

        assertThat(digest(defaults, defaults.records()))
                .as("a new pattern changes the defaults' shares: put the new digest here; otherwise seeds have lost"
                        + " their meaning")
                .isEqualTo(GOLDEN);
    }

    @Test
    void issuerRangesChangeNoOtherDraw() {
        TransactionStream without = TransactionStream.of(Streams.days().with(Parameter.ISSUER_RANGES, 0));
        assertThat(digest(without, without.records())).isEqualTo(GOLDEN_WITHOUT_RANGES);

        List<GeneratedRecord> with =
                TransactionStream.of(Streams.days()).records().toList();
        List<GeneratedRecord> plain = without.records().toList();
        for (int i = 0; i < with.size(); i++) {
            Truth truth = with.get(i).truth();
            if (truth == null || !"bin-enumeration".equals(truth.scenario())) {
                assertThat(text(with.get(i)).replaceAll(",\"issuerRange\":\"b[0-9]+\"", ""))
                        .isEqualTo(text(plain.get(i)));
            }
        }
    }

    private static String text(GeneratedRecord record) {
        // What is malformed may be cut by its length.
        return record.transaction() == null ? "" : new String(TransactionCodec.toJson(record.transaction()), UTF_8);
    }

    @Test
    void anotherSeedGivesOtherBytes() {
        TransactionStream other = TransactionStream.of(Streams.eventful().with(Parameter.SEED, 43));

        assertThat(digest(other, other.records())).isNotEqualTo(digest(stream, events.stream()));
    }

    @Test
    void anyEventComesAloneInAnyOrderOnAnyNumberOfThreads() {
        List<Long> indices =
                new ArrayList<>(LongStream.range(0, events.size()).boxed().toList());
        Collections.shuffle(indices, new Random(7));
        TransactionStream fresh = TransactionStream.of(Streams.eventful());

        Map<Long, GeneratedRecord> found = new HashMap<>();
        indices.parallelStream().map(fresh::record).toList().forEach(event -> found.put(event.index(), event));

        assertThat(digest(fresh, LongStream.range(0, events.size()).mapToObj(found::get)))
                .isEqualTo(digest(stream, events.stream()));
    }

    @Test
    void aLongerStreamBeginsAsTheShorterOne() {
        TransactionStream longer = TransactionStream.of(Streams.eventful().with(Parameter.COUNT, 200_000));

        assertThat(digest(longer, longer.records().limit(events.size()))).isEqualTo(digest(stream, events.stream()));
    }

    @Test
    void whereTheHistoryEndsMakesNoDifferenceToTheEvents() {
        TransactionStream withHistory = TransactionStream.of(
                Streams.eventful().with(Parameter.HISTORY_DAYS, 2).with(Parameter.COUNT, 10_000));

        assertThat(withHistory.historyCount()).isBetween(10_000L, 14_000L);
        assertThat(withHistory.count()).isEqualTo(withHistory.historyCount() + 10_000);
        assertThat(digest(withHistory, withHistory.records().limit(events.size())))
                .isEqualTo(digest(stream, events.stream()));
        long historyEndsAt = withHistory.config().startMillis() + 2 * 86_400_000L;
        // To a few events: campaigns make some time busier than the population does.
        assertThat((double) withHistory.record(withHistory.historyCount()).publishedAtMillis())
                .isCloseTo((double) historyEndsAt, within(1_800_000.0));
    }

    @ParameterizedTest
    @CsvSource({"100, 0.005", "100, 0.2", "3300, 0.2", "50000, 0.005", "1000000, 0.2"})
    void publicationNeverRunsBackWhateverThePopulation(long cards, double fraudShare) {
        TransactionStream other = TransactionStream.of(
                Streams.days().with(Parameter.CARDS, cards).with(Parameter.FRAUD_SHARE, fraudShare));
        long before = Long.MIN_VALUE;
        for (long index = 0; index < other.count(); index++) {
            long publishedAt = other.record(index).publishedAtMillis();
            assertThat(publishedAt).isGreaterThanOrEqualTo(before);
            before = publishedAt;
        }
    }

    @Test
    void eventsHappenWithinTheDisorderBeforeTheirPublicationOrLateBeyondIt() {
        long disorderMillis = stream.config().integer(Parameter.DISORDER_MILLIS);
        long lateMillis = stream.config().integer(Parameter.LATE_MILLIS);
        long late = 0;
        long disordered = 0;
        long before = 0;
        for (GeneratedRecord event : ofKind(Kind.TRANSACTION)) {
            long age = event.publishedAtMillis() - event.transaction().eventTimeMillis();
            assertThat(age).isNotNegative();
            if (age > disorderMillis) {
                assertThat(age).isBetween(lateMillis, 100 * lateMillis);
                late++;
            }
            disordered += event.transaction().eventTimeMillis() < before ? 1 : 0;
            before = event.transaction().eventTimeMillis();
        }
        assertThat((double) late / events.size()).isCloseTo(0.01, within(0.003));
        assertThat(disordered).isGreaterThan(late);
    }

    @Test
    void withoutFaultsEventsHappenWhenTheyArePublished() {
        assertThat(TransactionStream.of(Streams.uneventful()).records()).allSatisfy(event -> {
            assertThat(event.kind()).isEqualTo(Kind.TRANSACTION);
            assertThat(event.transaction().eventTimeMillis()).isEqualTo(event.publishedAtMillis());
            assertThat(event.truth().fraud()).isFalse();
        });
    }

    @Test
    void aDuplicateRepeatsAnEarlierTransactionOfTheSameCardSoonAfter() {
        Map<String, GeneratedRecord> originals = new HashMap<>();
        long same = 0;
        long changed = 0;
        for (GeneratedRecord event : events) {
            if (event.kind() == Kind.TRANSACTION) {
                assertThat(originals.put(event.transaction().transactionId(), event))
                        .isNull();
            } else if (event.kind() == Kind.DUPLICATE) {
                GeneratedRecord original = originals.get(event.transaction().transactionId());
                assertThat(original).as("original of event %d", event.index()).isNotNull();
                assertThat(event.key()).isEqualTo(original.key());
                assertThat(event.index() - original.index()).isBetween(1L, 10L);
                assertThat(event.truth()).isNull();
                if (Arrays.equals(event.value(), original.value())) {
                    same++;
                } else {
                    changed++;
                }
            }
        }
        assertThat(same).isGreaterThan(changed);
        assertThat(changed).isPositive();
    }

    @Test
    void theTruthIsFoundByIndexAndByIdentifier() {
        for (GeneratedRecord event : events) {
            assertThat(stream.truth(event.index()).isPresent()).isEqualTo(event.kind() == Kind.TRANSACTION);
            if (event.kind() == Kind.TRANSACTION) {
                Transaction transaction = event.transaction();
                Truth truth = event.truth();
                assertThat(stream.truth(event.index())).contains(truth);
                assertThat(stream.truth(transaction.transactionId())).contains(truth);
                assertThat(truth.cardId()).isEqualTo(transaction.cardId());
                assertThat(truth.amountMinor()).isEqualTo(transaction.amountMinor());
                assertThat(truth.fraudScenario().isPresent()).isEqualTo(truth.fraud());
                assertThat(truth.label().fraud()).isEqualTo(truth.fraud());
            }
        }
        assertThat(stream.truth("t000999999999")).isEmpty();
        assertThat(stream.truth("m1")).isEmpty();
    }

    @Test
    void aHomeIsACityOfTheMap() {
        String cardId = stream.record(0).transaction().cardId();

        assertThat(stream.home(cardId).country()).hasSize(2);
        assertThat(stream.home(cardId).latitude()).isBetween(-90.0, 90.0);
        assertThatThrownBy(() -> stream.home("4111")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReleaseFollowsTheBlockOfItsCard() {
        TransactionStream longer = TransactionStream.of(Streams.eventful().with(Parameter.COUNT, 100_000));
        Map<String, Integer> blocks = new HashMap<>();
        long released = 0;
        List<GeneratedRecord> controls =
                longer.records().filter(event -> event.kind() == Kind.CONTROL).toList();
        for (GeneratedRecord event : controls) {
            String card = new String(event.key(), UTF_8);
            if (isControl(event, CardControl.Action.BLOCK, card)) {
                blocks.merge(card, 1, Integer::sum);
            } else {
                assertThat(isControl(event, CardControl.Action.RELEASE, card)).isTrue();
                assertThat(blocks.merge(card, -1, Integer::sum)).isNotNegative();
                released++;
            }
        }
        assertThat(released).isPositive();
        assertThat((long) controls.size()).isGreaterThan(released * 2);
    }

    private static boolean isControl(GeneratedRecord event, CardControl.Action action, String card) {
        return Arrays.equals(event.value(), TransactionCodec.toJson(new CardControl(action, card)));
    }

    @Test
    void faultsHaveTheirSharesOfTheEventsOutsideOfCampaigns() {
        TransactionStream longer = TransactionStream.of(Streams.eventful().with(Parameter.COUNT, 100_000));
        Map<Kind, Integer> kinds = new HashMap<>();
        longer.records()
                .filter(event -> event.kind() != Kind.CONTROL)
                .filter(event -> event.truth() == null || event.truth().campaignId() == null)
                .forEach(event -> kinds.merge(event.kind(), 1, Integer::sum));
        double all = kinds.values().stream().mapToInt(Integer::intValue).sum();

        assertThat(kinds.get(Kind.DUPLICATE) / all).isCloseTo(0.03, within(0.002));
        assertThat(kinds.get(Kind.MALFORMED) / all).isCloseTo(0.05, within(0.003));
    }

    @Test
    void fraudAndLookAlikesHaveTheirSharesOfAll() {
        TransactionStream longer = TransactionStream.of(Streams.days().with(Parameter.COUNT, 300_000));
        long frauds = 0;
        long lookAlikes = 0;
        for (long index = 0; index < longer.count(); index++) {
            GeneratedRecord event = longer.record(index);
            if (event.truth() != null && event.truth().campaignId() != null) {
                frauds += event.truth().fraud() ? 1 : 0;
                lookAlikes += event.truth().fraud() ? 0 : 1;
            }
        }
        assertThat(frauds / 300_000.0).isCloseTo(0.005, within(0.0007));
        assertThat(lookAlikes / 300_000.0).isCloseTo(0.0105, within(0.001));
    }

    @Test
    void aScenarioComesAsOftenAsItWeighs() {
        TransactionStream one = TransactionStream.of(Streams.eventful()
                .withWeight("leaked-card", 0)
                .withWeight("card-testing", 8)
                .with(Parameter.COUNT, 100_000));
        Map<String, Integer> frauds = new HashMap<>();
        for (long index = 0; index < one.count(); index++) {
            one.truth(index).flatMap(Truth::fraudScenario).ifPresent(name -> frauds.merge(name, 1, Integer::sum));
        }
        int all = frauds.values().stream().mapToInt(Integer::intValue).sum();

        assertThat(frauds).doesNotContainKey("leaked-card");
        assertThat((double) frauds.get("card-testing") / all).isCloseTo(8.0 / 15, within(0.06));
    }

    @Test
    void severityRaisesWhatIsTaken() {
        assertThat(meanFraudMinor(Streams.eventful().with(Parameter.FRAUD_SEVERITY, 3)))
                .isGreaterThan(2 * meanFraudMinor(Streams.eventful()));
    }

    private static double meanFraudMinor(GeneratorConfig config) {
        return TransactionStream.of(config)
                .records()
                .filter(event -> event.truth() != null && event.truth().fraud())
                .mapToLong(event -> event.truth().amountMinor())
                .average()
                .orElseThrow();
    }

    private List<GeneratedRecord> ofKind(Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).toList();
    }

    private static String digest(TransactionStream stream, Stream<GeneratedRecord> events) {
        RunManifest manifest = new RunManifest(stream);
        events.forEachOrdered(manifest::add);
        return manifest.digest();
    }
}
