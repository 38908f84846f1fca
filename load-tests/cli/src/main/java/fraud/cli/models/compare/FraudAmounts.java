package fraud.cli.models.compare;

import com.fasterxml.jackson.databind.JsonNode;
import fraud.cli.failure.OperationFailedException;
import fraud.parse.ReadableRecord;
import fraud.parse.SourceRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What the frauds among decisions amount to: what the decisions say, if they say their features, else what their
 * transactions in the input say. That is read once, when first asked for. Memory goes with the frauds. Not thread-safe.
 */
final class FraudAmounts {

    private final Consumer<Consumer<SourceRecord>> input;
    /** Minor units; null as long as it is not known. */
    private final Map<Position, Long> amounts = new HashMap<>();

    private boolean isInputRead;

    /** Where a transaction is in the input. */
    record Position(int partition, long offset) {}

    /**
     * None yet.
     *
     * @param input tells of all records of {@code transactions}
     */
    FraudAmounts(Consumer<Consumer<SourceRecord>> input) {
        this.input = input;
    }

    /** Takes the decision of a fraud, and says where its transaction is. */
    Position take(JsonNode decision) {
        Position position = new Position(
                decision.path("sourcePartition").asInt(),
                decision.path("sourceOffset").asLong());
        JsonNode amount = decision.at("/features/amountMinor");
        amounts.put(position, amount.isMissingNode() ? null : amount.asLong());
        return position;
    }

    /**
     * The amount of a fraud that was taken, minor units.
     *
     * @throws OperationFailedException if the input no longer has its transaction
     */
    long amountMinor(Position position) {
        if (amounts.get(position) == null && !isInputRead) {
            isInputRead = true;
            ReadableRecord.Reader reader = ReadableRecord.ofTransactionsOrLabels();
            input.accept(record -> take(record, reader));
        }
        Long amount = amounts.get(position);
        if (amount == null) {
            throw new OperationFailedException(
                    "a missed fraud costs a share of its amount, and the topic of transactions no longer has those of all"
                            + " frauds: say what one costs, in minor units, such as --costs 5000:500:2000");
        }
        return amount;
    }

    private void take(SourceRecord record, ReadableRecord.Reader reader) {
        Position position =
                new Position(record.origin().partition(), record.origin().offset());
        if (amounts.containsKey(position)) {
            OptionalLong amount = reader.read(record.value())
                    .map(of -> of.integer("amountMinor"))
                    .orElse(OptionalLong.empty());
            amount.ifPresent(minor -> amounts.put(position, minor));
        }
    }
}
