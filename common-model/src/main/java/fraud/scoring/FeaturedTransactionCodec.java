package fraud.scoring;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fraud.features.EnrichedTransaction;
import fraud.model.Origin;
import fraud.parse.SourceRecord;
import java.io.IOException;
import java.util.Objects;

/**
 * Writes and reads transactions that carry their features, by Jackson from and into the domain's records: no part of
 * the contract, whose input carries none, but one form for who makes such records and for all who score them.
 * Thread-safe.
 */
public final class FeaturedTransactionCodec {

    private static final JsonMapper JSON = JsonMapper.builder()
            // The records say more of themselves than they hold: whether a transaction is located, say.
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_NULL, Include.NON_NULL))
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final ObjectWriter WRITER = JSON.writerFor(FeaturedTransaction.class);
    private static final ObjectReader READER = JSON.readerFor(FeaturedTransaction.class);

    private FeaturedTransactionCodec() {}

    /** The value of a record; where the transaction was read is no part of it. */
    public static byte[] toJson(EnrichedTransaction enriched) {
        try {
            return WRITER.writeValueAsBytes(FeaturedTransaction.of(enriched));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of numbers and texts cannot be written", e);
        }
    }

    /**
     * Reads a record. What it says is taken as it is: it was checked before its features were made.
     *
     * @throws IllegalArgumentException if it holds no transaction with its features; the message says where it stands
     */
    public static EnrichedTransaction read(SourceRecord record) {
        Origin origin = record.origin();
        try {
            FeaturedTransaction read = READER.readValue(Objects.requireNonNull(record.value(), "value"));
            Objects.requireNonNull(read.transaction(), "transaction");
            Objects.requireNonNull(read.features(), "features");
            Objects.requireNonNull(read.features().merchant(), "merchant");
            Objects.requireNonNull(read.features().activity(), "activity");
            Objects.requireNonNull(read.flags(), "flags");
            return read.at(origin);
        } catch (IOException | NullPointerException e) {
            // Without the cause, which may quote card data.
            throw new IllegalArgumentException(origin.topic() + "-" + origin.partition() + " at offset "
                    + origin.offset() + ": no transaction with its features");
        }
    }
}
