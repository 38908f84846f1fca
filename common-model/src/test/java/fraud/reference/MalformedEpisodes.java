package fraud.reference;

import fraud.features.TestTransaction;
import fraud.model.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Records that are dead letters for every reason there is (SEMANTICS 3.1), spread over the stream. */
final class MalformedEpisodes {

    private static final int COPIES = 3;
    private static final int TOO_MANY_BYTES = 65_537;
    private static final long FUTURE_MILLIS = 60_000;

    private final SeededStream stream;

    MalformedEpisodes(SeededStream stream) {
        this.stream = stream;
    }

    void writeAll() {
        for (int copy = 0; copy < COPIES; copy++) {
            anywhere((byte[]) null);
            anywhere(new byte[0]);
            anywhere(new byte[TOO_MANY_BYTES]);
            anywhere(new byte[] {'{', (byte) 0xc3, '}'});
            anywhere("not json 4111 1111 1111 1111");
            anywhere("{\"signal\":\"heartbeat\",\"x\":1}");
            anywhere("{\"signal\":\"stop\"}");
            anywhere("{\"control\":\"explode\",\"cardId\":\"c\"}");
            anywhere("{\"control\":\"block\",\"cardId\":\"c d\"}");
            wrongFields();
            wrongPlace();
            future();
        }
    }

    private void wrongFields() {
        Map<String, String> replacements = new LinkedHashMap<>();
        replacements.put("\"EUR\"", "null");
        replacements.put("\"m-1\"", "7");
        replacements.put(": \"EUR\"", ": \"eur\"");
        replacements.put("\"amountMinor\": 1500", "\"amountMinor\": 15e2");
        replacements.put("\"d-1\"", "\"4111111111111111\"");
        replacements.put("\"transactionId\"", "\"transactionId\":\"twice\",\"transactionId\"");
        replacements.put(",\"longitude\": 2.5", "");
        replacements.forEach((good, bad) -> {
            Transaction transaction = valid(stream.newCard());
            String json = new String(SeededStream.json(transaction), StandardCharsets.UTF_8);
            byte[] key = SeededStream.bytes(transaction.cardId());
            byte[] value = SeededStream.bytes(json.replace(good, bad));
            stream.raw(stream.partitionOf(key), key, value, transaction.eventTimeMillis());
        });
    }

    private void wrongPlace() {
        Transaction transaction = valid(stream.newCard());
        byte[] key = SeededStream.bytes(transaction.cardId());
        byte[] value = SeededStream.json(transaction);
        int partition = stream.partitionOf(key);
        stream.raw(partition, null, value, transaction.eventTimeMillis());
        stream.raw(partition, SeededStream.bytes("other"), value, transaction.eventTimeMillis());
        int partitions = stream.parameters().partitions();
        if (partitions > 1) {
            stream.raw((partition + 1) % partitions, key, value, transaction.eventTimeMillis());
        }
    }

    /** As far ahead as may be, and a millisecond further. */
    private void future() {
        for (long ahead : new long[] {FUTURE_MILLIS, FUTURE_MILLIS + 1}) {
            Transaction transaction = valid(stream.newCard());
            stream.sendExactly(transaction, transaction.eventTimeMillis() - ahead);
        }
    }

    private void anywhere(String text) {
        anywhere(SeededStream.bytes(text));
    }

    private void anywhere(byte[] value) {
        int partition = stream.random().nextInt(stream.parameters().partitions());
        stream.raw(partition, stream.chance(50) ? null : SeededStream.bytes("any"), value, anyTime());
    }

    private long anyTime() {
        return SeededStream.START_MILLIS + stream.random().nextLong(SeededStream.SPAN.toMillis());
    }

    private Transaction valid(String card) {
        return TestTransaction.of(1_500)
                .id(stream.newTransactionId())
                .card(card)
                .merchant("m-1")
                .at(anyTime())
                .device("d-1")
                .place(48.5, 2.5)
                .build();
    }
}
