package fraud.wire;

import fraud.config.DetectorParameters;
import fraud.model.Origin;
import fraud.parse.Partitioner;
import fraud.parse.SourceRecord;
import fraud.score.TestModels;
import fraud.topics.InputTopics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Records of all input topics as a hostile or careless publisher would send them: valid ones with up to three things
 * changed, each change aware of the structure (a member, its name or value, the text around it, the bytes), and keys
 * and partitions that do not fit. A pure function of the seed; a third of the records are left as they are, so that
 * what is rejected stands between what is not. Ends of input close every partition.
 */
public final class WireMutations {

    private static final long START_MILLIS =
            Instant.parse("2026-02-02T00:00:00Z").toEpochMilli();
    private static final long STEP_MILLIS = 1_000;
    private static final int CARDS = 200;
    private static final int MERCHANTS = 60;

    private final DetectorParameters parameters;
    private final Random random;
    private final List<SourceRecord> records = new ArrayList<>();
    private final long[] nextTransactionOffset;
    private final long[] nextLabelOffset;
    private long nextRuleOffset;
    private int sent;
    private int version;

    private WireMutations(long seed, DetectorParameters parameters) {
        this.parameters = parameters;
        this.random = new Random(seed);
        this.nextTransactionOffset = new long[parameters.partitions()];
        this.nextLabelOffset = new long[parameters.labelPartitions()];
    }

    /** So many records, in the order of sending, and the ends of input. */
    public static List<SourceRecord> of(long seed, DetectorParameters parameters, int count) {
        WireMutations mutations = new WireMutations(seed, parameters);
        for (int i = 0; i < count; i++) {
            mutations.send();
        }
        mutations.end();
        return mutations.records;
    }

    private void send() {
        sent++;
        int kind = random.nextInt(100);
        if (kind < 60) {
            String card = "card-" + random.nextInt(CARDS);
            add(InputTopics.DEFAULT.transactions(), card, transaction(card));
        } else if (kind < 67) {
            String card = "card-" + random.nextInt(CARDS);
            String[] actions = {"block", "release", "forget"};
            WireObject control = new WireObject()
                    .with("control", quoted(actions[random.nextInt(actions.length)]))
                    .with("cardId", quoted(card));
            add(InputTopics.DEFAULT.transactions(), card, control);
        } else if (kind < 87) {
            String merchant = "m-" + random.nextInt(MERCHANTS);
            add(InputTopics.DEFAULT.labels(), merchant, label(merchant));
        } else if (kind < 95) {
            // Now and then one that was there before.
            version += version > 0 && random.nextInt(10) == 0 ? 0 : 1;
            boolean isModel = random.nextInt(4) == 0;
            add(InputTopics.DEFAULT.versions(), (isModel ? "model-" : "") + version, isModel ? model() : ruleSet());
        } else {
            String[] topics = {
                InputTopics.DEFAULT.transactions(), InputTopics.DEFAULT.labels(), InputTopics.DEFAULT.versions()
            };
            add(topics[random.nextInt(3)], "any", new WireObject().with("signal", quoted("heartbeat")));
        }
    }

    private WireObject transaction(String card) {
        WireObject transaction = new WireObject()
                .with("transactionId", quoted("t-" + random.nextInt(sent + 10)))
                .with("cardId", quoted(card))
                .with("merchantId", quoted("m-" + random.nextInt(MERCHANTS)))
                .with("eventTimeMillis", String.valueOf(now() - random.nextInt(20_000)))
                .with("amountMinor", String.valueOf((long) Math.pow(10, 5.3 * random.nextDouble())))
                .with("currency", quoted("EUR"));
        String[] channels = {"CHIP", "CONTACTLESS", "MAGSTRIPE", "ECOMMERCE", "ATM"};
        if (random.nextBoolean()) {
            transaction.with("channel", quoted(channels[random.nextInt(channels.length)]));
        }
        if (random.nextBoolean()) {
            transaction.with("merchantCategory", quoted("5411")).with("country", quoted("DE"));
        }
        if (random.nextBoolean()) {
            transaction
                    .with("latitude", String.valueOf(random.nextInt(180) - 90 + 0.25))
                    .with("longitude", String.valueOf(random.nextInt(360) - 180));
        }
        if (random.nextBoolean()) {
            transaction.with("issuerRange", quoted("b-" + random.nextInt(9)));
        }
        return random.nextBoolean() ? transaction : transaction.with("deviceId", quoted("d-" + random.nextInt(9)));
    }

    private WireObject label(String merchant) {
        WireObject label = new WireObject()
                .with("transactionId", quoted("t-" + random.nextInt(sent + 10)))
                .with("merchantId", quoted(merchant))
                .with("cardId", quoted("card-" + random.nextInt(CARDS)))
                .with("eventTimeMillis", String.valueOf(now() - random.nextInt(864_000_000)))
                .with("fraud", String.valueOf(random.nextInt(4) == 0));
        return random.nextBoolean() ? label : label.with("scenario", quoted("card-testing"));
    }

    private WireObject ruleSet() {
        long effectiveFrom = now() + parameters.leadMillis() + random.nextInt(60_000) - 10_000;
        String[] names = {"maxAmount", "4111111111111111"};
        String name = random.nextInt(8) == 0 ? names[random.nextInt(names.length)] : "maxAmountMinor";
        String rules = "{\"amountLimit\":{\"" + name + "\":"
                + random.nextInt(200_000) + "},\"velocityCount\":{\"maxCount\":"
                + (1 + random.nextInt(9)) + ",\"enabled\":" + random.nextBoolean()
                + "},\"merchantBlock\":{\"merchants\":[\"m-1\"]}}";
        return new WireObject()
                .with("version", String.valueOf(version))
                .with("effectiveFromMillis", String.valueOf(effectiveFrom))
                .with("note", quoted("n"))
                .with("rules", rules);
    }

    private WireObject model() {
        long effectiveFrom = now() + parameters.leadMillis() + random.nextInt(60_000) - 10_000;
        String[] directories = {TestModels.OAK, TestModels.CEDAR, TestModels.MAPLE, "other-mllib", "index-3.0"};
        String directory = directories[random.nextInt(directories.length)];
        WireObject model = new WireObject()
                .with("model", quoted(random.nextBoolean() ? "champion" : "challenger"))
                .with("version", String.valueOf(version))
                .with("effectiveFromMillis", String.valueOf(effectiveFrom));
        return random.nextInt(8) == 0
                ? model
                : model.with("directory", quoted(directory)).with("sha256", quoted(TestModels.sha256(directory)));
    }

    private void add(String topic, String key, WireObject object) {
        byte[] keyBytes = bytes(key);
        byte[] value;
        if (random.nextInt(3) == 0) {
            value = bytes(object.text());
        } else {
            int changes = 1 + random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                object.change(random, now());
            }
            value = WireBytes.change(bytes(object.text()), random);
            keyBytes = switch (random.nextInt(40)) {
                case 0 -> null;
                case 1 -> bytes(key + " ");
                case 2 -> new byte[0];
                default -> keyBytes;
            };
        }
        append(topic, keyBytes, value);
    }

    private void append(String topic, byte[] key, byte[] value) {
        int partitions = partitions(topic);
        int partition = key == null ? random.nextInt(partitions) : Partitioner.partition(key, partitions);
        if (random.nextInt(50) == 0) {
            partition = random.nextInt(partitions);
        }
        append(topic, partition, key, value);
    }

    private void append(String topic, int partition, byte[] key, byte[] value) {
        Origin origin = new Origin(topic, partition, nextOffset(topic, partition), now(), Origin.UNKNOWN);
        records.add(new SourceRecord(origin, key, value));
    }

    private void end() {
        sent += (int) ((parameters.lagMillis() + 61_000) / STEP_MILLIS) + 2;
        for (String topic : List.of(
                InputTopics.DEFAULT.transactions(), InputTopics.DEFAULT.labels(), InputTopics.DEFAULT.versions())) {
            for (int partition = 0; partition < partitions(topic); partition++) {
                append(topic, partition, null, bytes("{\"signal\":\"end-of-input\"}"));
                append(topic, partition, null, bytes("{\"signal\":\"end-of-input\"}"));
            }
        }
    }

    private int partitions(String topic) {
        if (topic.equals(InputTopics.DEFAULT.transactions())) {
            return parameters.partitions();
        }
        return topic.equals(InputTopics.DEFAULT.labels()) ? parameters.labelPartitions() : 1;
    }

    private long nextOffset(String topic, int partition) {
        if (topic.equals(InputTopics.DEFAULT.transactions())) {
            return nextTransactionOffset[partition]++;
        }
        return topic.equals(InputTopics.DEFAULT.labels()) ? nextLabelOffset[partition]++ : nextRuleOffset++;
    }

    private long now() {
        return START_MILLIS + sent * STEP_MILLIS;
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
