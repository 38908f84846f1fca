package fraud.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fraud.generator.GeneratedRecord.Kind;
import fraud.generator.GeneratorConfig.Shares;
import fraud.model.CardControl;
import fraud.model.Label;
import fraud.model.Transaction;
import fraud.parse.LabelCodec;
import fraud.parse.TransactionCodec;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class TransactionStreamTest {

    /** SHA-256 over the first 10,000 events of {@link Streams#minute()}; a new one means that seeds no longer say what they said. */
    private static final String GOLDEN = "5e046b06abe47ee3563996c2b3ff30e634173d73d2321d0e64c5c4d0103cd147";

    private final TransactionStream stream = TransactionStream.of(Streams.minute());
    private final List<GeneratedRecord> events = stream.records().toList();

    @Test
    void theSameSeedGivesTheSameBytesEverywhere() throws NoSuchAlgorithmException {
        assertThat(digest(events.stream().limit(10_000))).isEqualTo(GOLDEN);
    }

    @Test
    void anotherSeedGivesOtherBytes() throws NoSuchAlgorithmException {
        TransactionStream other =
                TransactionStream.of(GeneratorConfig.of(43, Streams.minute().schedule()));

        assertThat(digest(other.records())).isNotEqualTo(digest(events.stream()));
    }

    @Test
    void anyEventComesAloneInAnyOrderOnAnyNumberOfThreads() throws NoSuchAlgorithmException {
        List<Long> indices =
                new ArrayList<>(LongStream.range(0, events.size()).boxed().toList());
        Collections.shuffle(indices, new Random(7));

        Map<Long, GeneratedRecord> found = new HashMap<>();
        indices.parallelStream().map(stream::record).toList().forEach(event -> found.put(event.index(), event));

        assertThat(digest(LongStream.range(0, events.size()).mapToObj(found::get)))
                .isEqualTo(digest(events.stream()));
    }

    @Test
    void aLongerStreamBeginsAsTheShorterOne() throws NoSuchAlgorithmException {
        Schedule longer = new Schedule(Streams.START_MILLIS, Streams.RATE_PER_SECOND, 1_000_000);
        TransactionStream other = TransactionStream.of(Streams.minute().withSchedule(longer));

        assertThat(digest(other.records().limit(events.size()))).isEqualTo(digest(events.stream()));
    }

    @Test
    void eventsHappenWithinTheDisorderBeforeTheirPublicationOrLateBeyondIt() {
        GeneratorConfig config = stream.config();
        long late = 0;
        boolean disordered = false;
        long before = 0;
        for (GeneratedRecord event : events) {
            if (event.kind() == Kind.TRANSACTION) {
                long age = event.publishedAtMillis() - event.transaction().eventTimeMillis();
                assertThat(age).isNotNegative();
                if (age > config.disorderMillis()) {
                    assertThat(age).isBetween(config.lateMillis(), 2 * config.lateMillis());
                    late++;
                }
                disordered |= event.transaction().eventTimeMillis() < before;
                before = event.transaction().eventTimeMillis();
            }
        }
        assertThat(disordered).isTrue();
        assertThat((double) late / events.size())
                .isCloseTo(config.shares().late(), within(config.shares().late() / 2));
    }

    @Test
    void nothingIsLateWhenLatenessIsTurnedOff() {
        TransactionStream punctual = Streams.minuteWith(Shares.none());

        assertThat(punctual.records()).allSatisfy(event -> {
            assertThat(event.kind()).isEqualTo(Kind.TRANSACTION);
            assertThat(event.publishedAtMillis() - event.transaction().eventTimeMillis())
                    .isBetween(0L, punctual.config().disorderMillis());
        });
    }

    @Test
    void withoutDisorderEventsHappenWhenTheyArePublished() {
        GeneratorConfig config = Streams.minute().withShares(Shares.none());
        TransactionStream ordered = TransactionStream.of(new GeneratorConfig(
                config.seed(),
                config.cards(),
                config.merchants(),
                config.partitions(),
                config.schedule(),
                0,
                config.lateMillis(),
                config.shares()));

        assertThat(ordered.records().limit(1_000))
                .allSatisfy(event ->
                        assertThat(event.transaction().eventTimeMillis()).isEqualTo(event.publishedAtMillis()));
    }

    @Test
    void aDuplicateRepeatsAnEarlierTransactionOfTheSameCardWithinSeconds() {
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
                assertThat(event.publishedAtMillis() - original.publishedAtMillis())
                        .isBetween(0L, 5_100L);
                assertThat(event.label()).isNull();
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
    void everyTransactionHasALabelThatSaysItsTruth() {
        assertThat(events).allSatisfy(event -> {
            Label label = event.label();
            if (event.kind() != Kind.TRANSACTION) {
                assertThat(label).isNull();
                return;
            }
            Transaction transaction = event.transaction();
            assertThat(label.transactionId()).isEqualTo(transaction.transactionId());
            assertThat(label.cardId()).isEqualTo(transaction.cardId());
            assertThat(label.merchantId()).isEqualTo(transaction.merchantId());
            assertThat(label.eventTimeMillis()).isEqualTo(transaction.eventTimeMillis());
            assertThat(label.scenario() != null).isEqualTo(label.fraud());
        });
    }

    @Test
    void aReleaseFollowsTheBlockOfItsCard() {
        Map<String, Integer> blocks = new HashMap<>();
        long controls = 0;
        long releases = 0;
        for (GeneratedRecord event : events) {
            if (event.kind() == Kind.CONTROL) {
                String text = new String(event.value(), UTF_8);
                String card = new String(event.key(), UTF_8);
                if (text.equals(
                        new String(TransactionCodec.toJson(new CardControl(CardControl.Action.BLOCK, card)), UTF_8))) {
                    blocks.merge(card, 1, Integer::sum);
                } else {
                    assertThat(text)
                            .isEqualTo(new String(
                                    TransactionCodec.toJson(new CardControl(CardControl.Action.RELEASE, card)), UTF_8));
                    assertThat(blocks.merge(card, -1, Integer::sum)).isNotNegative();
                    releases++;
                }
                controls++;
            }
        }
        assertThat(releases).isPositive();
        assertThat(controls).isGreaterThan(releases);
    }

    @Test
    void sharesAreKept() {
        Shares shares = new Shares(0.03, 0.05, 0.04, 0, 0);
        List<GeneratedRecord> found = Streams.minuteWith(shares).records().toList();

        assertThat(share(found, Kind.DUPLICATE)).isCloseTo(shares.duplicate(), within(0.006));
        assertThat(share(found, Kind.MALFORMED)).isCloseTo(shares.malformed(), within(0.006));
        assertThat(share(found, Kind.CONTROL)).isZero();
        double fraud = (double) found.stream()
                        .filter(event -> event.label() != null && event.label().fraud())
                        .count()
                / found.size();
        assertThat(fraud).isCloseTo(shares.fraud(), within(0.004));
    }

    private static double share(List<GeneratedRecord> events, Kind kind) {
        return (double) events.stream().filter(event -> event.kind() == kind).count() / events.size();
    }

    private static String digest(Stream<GeneratedRecord> events) throws NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        events.forEachOrdered(event -> {
            update(sha256, event.key());
            update(sha256, event.value());
            update(sha256, event.label() == null ? null : LabelCodec.toJson(event.label()));
            update(
                    sha256,
                    ByteBuffer.allocate(12)
                            .putLong(event.intendedSendMicros())
                            .putInt(event.partition())
                            .array());
        });
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Lengths first, so that bytes cannot wander from one field to the next. */
    private static void update(MessageDigest digest, byte[] bytes) {
        digest.update(
                ByteBuffer.allocate(4).putInt(bytes == null ? -1 : bytes.length).array());
        if (bytes != null) {
            digest.update(bytes);
        }
    }
}
