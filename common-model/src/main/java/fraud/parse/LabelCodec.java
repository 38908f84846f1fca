package fraud.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import fraud.model.Label;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes the records of {@code labels}. */
public final class LabelCodec {

    private static final JsonFactory JSON = new JsonFactory();

    private LabelCodec() {}

    /** The value of a label's record. */
    public static byte[] toJson(Label label) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(200);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("transactionId", label.transactionId());
            json.writeStringField("merchantId", label.merchantId());
            json.writeStringField("cardId", label.cardId());
            json.writeNumberField("eventTimeMillis", label.eventTimeMillis());
            json.writeBooleanField("fraud", label.fraud());
            if (label.scenario() != null) {
                json.writeStringField("scenario", label.scenario());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
