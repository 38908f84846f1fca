package fraud.reference;

import fraud.config.DetectorParameters;
import fraud.features.TestTransaction;
import fraud.model.CardControl;
import fraud.model.Channel;
import fraud.model.Label;
import fraud.model.Origin;
import fraud.model.Transaction;
import fraud.parse.Partitioner;
import fraud.parse.SourceRecord;
import fraud.ruleset.RuleSet;
import fraud.sequences.CardTesting;
import fraud.topics.InputTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A finite input for comparing a detector with the {@link ReferenceDetector}: the records of all three topics, as a
 * pure function of seed, parameters and rules. It holds the {@link Episodes}, which walk every boundary of the contract
 * from both sides, between transactions of random cards, out of order within the maximum out-of-orderness and beyond
 * it, sent twice, malformed, or blocked and released. For {@link #SPAN} the rules given here are in force; then
 * {@link RuleSetEpisodes} publish others. Most random transactions are settled by labels. Heartbeats keep every
 * partition's clock going, and ends of input (SEMANTICS 10.3) close the topics. The rules given here only say where the
 * boundaries are: run a detector with others to see the comparison fail.
 *
 * <p>Within a partition offsets ascend (with gaps, as after transactions), and timestamps run back by no more than the
 * skew.
 */
public final class SeededStream {

    /** When the stream begins; any instant would do. */
    static final long START_MILLIS = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
    /** Longer than the horizon, so that detectors forget cards on the way. */
    static final Duration SPAN = Duration.ofDays(45);
    /** When the last rule set has long been in force; nothing but ends of input is sent later. */
    static final Duration LENGTH = Duration.ofDays(56);

    static final InputTopics TOPICS = InputTopics.DEFAULT;

    private static final Duration HEARTBEAT_INTERVAL = Duration.ofHours(6);
    private static final int RANDOM_CARDS = 24;
    private static final int END_OF_INPUT_COPIES = 2;
    private static final int RANDOM_MERCHANTS = 50;
    private static final String[] COUNTRIES = {"DE", "FR", "IT"};

    private final DetectorParameters parameters;
    private final RuleSet rules;
    private final Random random;
    private final List<Publication> publications = new ArrayList<>();
    private int cards;
    private int merchants;
    private int transactions;
    private long greatestMillis = START_MILLIS;

    /**
     * What goes to a topic, before offsets are known.
     *
     * @param sentMillis decides the order in the partition
     * @param timestampMillis the record's, at most the skew below {@code sentMillis}
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way to a record, never compared
    private record Publication(
            String topic, int partition, long sentMillis, long timestampMillis, byte[] key, byte[] value) {}

    private SeededStream(long seed, DetectorParameters parameters, RuleSet rules) {
        this.parameters = parameters;
        this.rules = rules;
        this.random = new Random(seed);
    }

    /**
     * The records of all topics and partitions in the order of sending; each partition's own are in offset order.
     * Topics have their usual names.
     *
     * @param seed equal seeds give equal bytes
     * @param parameters numbers of partitions, maximum out-of-orderness, skew, lead and limits to respect; a history
     *     limit of at most {@link Episodes#MAX_TRUNCATION_LIMIT} also brings truncated histories, and so does a
     *     merchant's daily limit of at most the default
     * @param rules the rules whose boundaries are walked
     * @param randomTransactions how many transactions besides the episodes
     */
    public static List<SourceRecord> of(
            long seed, DetectorParameters parameters, RuleSet rules, int randomTransactions) {
        SeededStream stream = new SeededStream(seed, parameters, rules);
        new Episodes(stream).writeAll();
        new RuleSetEpisodes(stream).writeAll();
        new ModelEpisodes(stream).writeAll();
        stream.writeRandomCards(randomTransactions);
        stream.writeProgressSignals();
        new DeviceEpisodes(stream).writeAtTheEnd(stream.greatestMillis);
        stream.writeEndsOfInput();
        return stream.records();
    }

    /**
     * A stream of which one partition is read after everything else, as when it lags by hours in a backfill; all else
     * stays in order.
     *
     * @param topic of the partition
     */
    public static List<SourceRecord> readLast(List<SourceRecord> stream, String topic, int partition) {
        Map<Boolean, List<SourceRecord>> lags = stream.stream()
                .collect(Collectors.partitioningBy(record ->
                        record.origin().topic().equals(topic) && record.origin().partition() == partition));
        return Stream.of(lags.get(false), lags.get(true)).flatMap(List::stream).toList();
    }

    private void writeRandomCards(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < RANDOM_CARDS; i++) {
            ids.add(newCard());
        }
        RandomLabels labels = new RandomLabels(this);
        for (int i = 0; i < count; i++) {
            String card = ids.get(random.nextInt(ids.size()));
            long at = START_MILLIS + random.nextLong((chance(90) ? SPAN : LENGTH).toMillis());
            Transaction transaction = randomTransaction(card, at);
            long sent = at + randomDelayMillis();
            send(transaction, sent);
            labels.settle(transaction);
            if (chance(5)) {
                send(transaction, sent + random.nextLong(Duration.ofDays(1).toMillis()));
            }
            if (chance(2)) {
                CardControl.Action action = anyOf(CardControl.Action.values());
                control(card, action, sent + random.nextLong(1_000_000));
            }
        }
    }

    private Transaction randomTransaction(String card, long at) {
        // From 10^0 to 10^5.3 minor units: most are ordinary, some small, some above the limits.
        long amount = (long) Math.pow(10, 5.3 * random.nextDouble());
        boolean located = chance(60);
        return TestTransaction.of(amount)
                .id(newTransactionId())
                .card(card)
                .merchant("m-" + random.nextInt(RANDOM_MERCHANTS))
                .at(at)
                .category(chance(50) ? "5411" : null)
                .channel(chance(90) ? anyOf(Channel.values()) : null)
                .country(chance(50) ? anyOf(COUNTRIES) : null)
                .place(
                        located ? random.nextInt(-60, 60) + random.nextDouble() : null,
                        located ? random.nextInt(-180, 180) + random.nextDouble() : null)
                .device(chance(20) ? "d-" + random.nextInt(10) : null)
                .build();
    }

    private <T> T anyOf(T[] constants) {
        return constants[random.nextInt(constants.length)];
    }

    /** Mostly within the maximum out-of-orderness; sometimes late, sometimes with a clock that is ahead. */
    private long randomDelayMillis() {
        if (chance(6)) {
            return parameters.maxOutOfOrdernessMillis() + 1 + random.nextLong(3_600_000);
        }
        return chance(4) ? -random.nextLong(50_000) : random.nextLong(parameters.maxOutOfOrdernessMillis() + 1);
    }

    private void writeProgressSignals() {
        byte[] signal = bytes("{\"signal\":\"heartbeat\"}");
        forEachPartition((topic, partition) -> {
            long at = START_MILLIS + random.nextLong(HEARTBEAT_INTERVAL.toMillis());
            for (; at < START_MILLIS + LENGTH.toMillis(); at += HEARTBEAT_INTERVAL.toMillis()) {
                raw(topic, partition, chance(50) ? null : bytes("any"), signal, at);
            }
        });
    }

    private void writeEndsOfInput() {
        byte[] signal = bytes("{\"signal\":\"end-of-input\"}");
        long end = greatestMillis + parameters.lagMillis() + 1;
        forEachPartition((topic, partition) -> {
            for (int copy = 0; copy < END_OF_INPUT_COPIES; copy++) {
                publications.add(new Publication(topic, partition, end, end, null, signal));
            }
        });
    }

    private void forEachPartition(ObjIntConsumer<String> action) {
        for (String topic : List.of(TOPICS.transactions(), TOPICS.labels(), TOPICS.versions())) {
            for (int partition = 0; partition < partitionsOf(topic); partition++) {
                action.accept(topic, partition);
            }
        }
    }

    private List<SourceRecord> records() {
        publications.sort(Comparator.comparingLong(Publication::sentMillis));
        Map<String, Long> nextOffset = new HashMap<>();
        List<SourceRecord> records = new ArrayList<>(publications.size());
        for (Publication publication : publications) {
            String place = publication.topic() + "-" + publication.partition();
            long offset = nextOffset.getOrDefault(place, 0L) + (chance(5) ? 1 : 0);
            nextOffset.put(place, offset + 1);
            Origin origin = new Origin(
                    publication.topic(),
                    publication.partition(),
                    offset,
                    publication.timestampMillis(),
                    publication.timestampMillis() * 1_000);
            records.add(new SourceRecord(origin, publication.key(), publication.value()));
        }
        return List.copyOf(records);
    }

    DetectorParameters parameters() {
        return parameters;
    }

    RuleSet rules() {
        return rules;
    }

    Random random() {
        return random;
    }

    /** An amount that neither probes nor is worth stealing. */
    long ordinaryAmount() {
        return rules.get(CardTesting.SMALL_MAX) + 1 + random.nextInt(100);
    }

    /** A card that no other part of the stream uses. */
    String newCard() {
        cards++;
        return "card-" + cards + "-" + random.nextInt(1_000);
    }

    /** A merchant that no other part of the stream uses. */
    String newMerchant() {
        merchants++;
        return "merchant-" + merchants + "-" + random.nextInt(1_000);
    }

    /** An identifier that sorts after all earlier ones. */
    String newTransactionId() {
        transactions++;
        return String.format(Locale.ROOT, "tx-%07d", transactions);
    }

    /** Sends a transaction to its card's partition, with a timestamp that may run back by the skew. */
    void send(Transaction transaction, long sentMillis) {
        send(transaction, sentMillis, sentMillis - random.nextLong(parameters.skewMillis() + 1));
    }

    /** Sends a transaction with exactly this timestamp. */
    void sendExactly(Transaction transaction, long timestampMillis) {
        send(transaction, timestampMillis, timestampMillis);
    }

    /** Sends a transaction with exactly this timestamp, at most the skew before it is sent. */
    void sendExactly(Transaction transaction, long sentMillis, long timestampMillis) {
        send(transaction, sentMillis, timestampMillis);
    }

    private void send(Transaction transaction, long sentMillis, long timestampMillis) {
        byte[] key = bytes(transaction.cardId());
        greatestMillis = Math.max(greatestMillis, transaction.eventTimeMillis());
        publish(TOPICS.transactions(), partitionOf(key), key, json(transaction), sentMillis, timestampMillis);
    }

    /** Sends a label to its merchant's partition, with a timestamp that may run back by the skew. */
    void label(Label label, long sentMillis) {
        label(label, sentMillis, sentMillis - random.nextLong(parameters.skewMillis() + 1));
    }

    /** Sends a label with exactly this timestamp, at most the skew before it is sent. */
    void label(Label label, long sentMillis, long timestampMillis) {
        byte[] key = bytes(label.merchantId());
        int partition = Partitioner.partition(key, parameters.labelPartitions());
        greatestMillis = Math.max(greatestMillis, label.eventTimeMillis());
        publish(TOPICS.labels(), partition, key, json(label), sentMillis, timestampMillis);
    }

    /** Sends a card control. */
    void control(String card, CardControl.Action action, long sentMillis) {
        byte[] key = bytes(card);
        String name = action.name().toLowerCase(Locale.ROOT);
        byte[] value = bytes("{\"control\":\"" + name + "\",\"cardId\":\"" + card + "\"}");
        publish(TOPICS.transactions(), partitionOf(key), key, value, sentMillis, sentMillis);
    }

    /** Sends any bytes; for records whose event time does not matter. */
    void raw(int partition, byte[] key, byte[] value, long sentMillis) {
        raw(TOPICS.transactions(), partition, key, value, sentMillis);
    }

    /** Sends any bytes to any topic; for records whose event time does not matter. */
    void raw(String topic, int partition, byte[] key, byte[] value, long sentMillis) {
        publish(topic, partition, key, value, sentMillis, sentMillis);
    }

    private void publish(String topic, int partition, byte[] key, byte[] value, long sentMillis, long timestampMillis) {
        greatestMillis = Math.max(greatestMillis, sentMillis);
        publications.add(new Publication(topic, partition, sentMillis, timestampMillis, key, value));
    }

    /** How many partitions a topic has. */
    int partitionsOf(String topic) {
        if (topic.equals(TOPICS.transactions())) {
            return parameters.partitions();
        }
        return topic.equals(TOPICS.labels()) ? parameters.labelPartitions() : 1;
    }

    int partitionOf(byte[] key) {
        return Partitioner.partition(key, parameters.partitions());
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Written by hand, so that a mistake in the codec's writer cannot hide one in its reader. */
    static byte[] json(Transaction transaction) {
        StringBuilder json = new StringBuilder("{ \"note\":{\"unknown\":[1.5e3,null]}");
        text(json, "transactionId", transaction.transactionId());
        text(json, "cardId", transaction.cardId());
        text(json, "merchantId", transaction.merchantId());
        number(json, "eventTimeMillis", transaction.eventTimeMillis());
        number(json, "amountMinor", transaction.amountMinor());
        text(json, "currency", transaction.currency());
        text(json, "merchantCategory", transaction.merchantCategory());
        text(
                json,
                "channel",
                transaction.channel() == null ? null : transaction.channel().name());
        text(json, "country", transaction.country());
        number(json, "latitude", transaction.latitude());
        number(json, "longitude", transaction.longitude());
        text(json, "deviceId", transaction.deviceId());
        text(json, "issuerRange", transaction.issuerRange());
        return bytes(json.append(" }\n").toString());
    }

    /** Written by hand, as the transactions are. */
    static byte[] json(Label label) {
        StringBuilder json = new StringBuilder("{ \"control\":\"none\"");
        text(json, "merchantId", label.merchantId());
        text(json, "transactionId", label.transactionId());
        text(json, "cardId", label.cardId());
        number(json, "eventTimeMillis", label.eventTimeMillis());
        number(json, "fraud", label.fraud());
        text(json, "scenario", label.scenario());
        return bytes(json.append("}").toString());
    }

    private static void text(StringBuilder json, String name, String value) {
        number(json, name, value == null ? null : '"' + value + '"');
    }

    private static void number(StringBuilder json, String name, Object value) {
        if (value != null) {
            json.append(",\"").append(name).append("\": ").append(value);
        }
    }
}
