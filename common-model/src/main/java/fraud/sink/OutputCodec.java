package fraud.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import fraud.decide.Decision;
import fraud.features.Features;
import fraud.features.MerchantFeatures;
import fraud.model.DeadLetter;
import fraud.model.Duplicate;
import fraud.model.LateTransaction;
import fraud.model.Origin;
import fraud.score.Contribution;
import fraud.score.Scores;
import fraud.sequences.Alert;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Writes outputs as the contract has them (SEMANTICS 11): by hand, member by member, since equal output means equal
 * bytes, in every engine and after every crash. Thread-safe.
 */
public final class OutputCodec {

    /** Not the JDK's text of a double, which is not the shortest before Java 19; escapes as SEMANTICS 2.4 has them. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .disable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .build();

    private OutputCodec() {}

    /** The record of a decision. */
    public static OutputRecord encode(Decision decision) {
        byte[] value = write(json -> {
            json.writeStringField("transactionId", decision.transactionId());
            json.writeStringField("cardId", decision.cardId());
            json.writeNumberField("eventTimeMillis", decision.eventTimeMillis());
            json.writeStringField("outcome", decision.outcome().name());
            Scores scores = decision.scores();
            json.writeNumberField("score", scores.score());
            writeNames(json, "reasons", decision.reasons());
            writeNames(json, "flags", decision.flags());
            json.writeNumberField("ruleSetVersion", decision.ruleSetVersion());
            json.writeStringField("modelVersion", scores.modelVersion());
            if (scores.challengerScore() != null) {
                json.writeNumberField("challengerScore", scores.challengerScore());
                json.writeStringField("challengerVersion", scores.challengerVersion());
            }
            writeOrigin(json, decision.origin());
            if (!scores.contributions().isEmpty()) {
                writeContributions(json, scores.contributions());
            }
            if (decision.features() != null) {
                writeFeatures(json, decision.features());
            }
        });
        return new OutputRecord(
                OutputKind.DECISION, decision.cardId(), value, decision.origin().intendedSendMicros());
    }

    /** The record of an alert. */
    public static OutputRecord encode(Alert alert) {
        byte[] value = write(json -> {
            json.writeStringField("alertId", alert.alertId());
            json.writeStringField("rule", alert.rule().name());
            json.writeStringField(alert.rule().subject().member(), alert.subjectId());
            json.writeArrayFieldStart("transactionIds");
            for (String transactionId : alert.transactionIds()) {
                json.writeString(transactionId);
            }
            json.writeEndArray();
            json.writeNumberField("firstEventTimeMillis", alert.firstEventTimeMillis());
            json.writeNumberField("lastEventTimeMillis", alert.lastEventTimeMillis());
            json.writeNumberField("ruleSetVersion", alert.ruleSetVersion());
        });
        return new OutputRecord(OutputKind.ALERT, alert.subjectId(), value, alert.intendedSendMicros());
    }

    /** The record of a dead letter. */
    public static OutputRecord encode(DeadLetter deadLetter) {
        Origin origin = deadLetter.origin();
        byte[] value = write(json -> {
            json.writeStringField("reason", deadLetter.reason().name());
            if (deadLetter.detail() != null) {
                json.writeStringField("detail", deadLetter.detail());
            }
            writeOrigin(json, origin);
            if (deadLetter.payload() != null) {
                json.writeStringField("payload", deadLetter.payload());
            }
        });
        String key = origin.topic() + "-" + origin.partition() + "-" + origin.offset();
        return new OutputRecord(OutputKind.DEAD_LETTER, key, value, origin.intendedSendMicros());
    }

    /** The record of a duplicate. */
    public static OutputRecord encode(Duplicate duplicate) {
        byte[] value = write(json -> {
            json.writeStringField("transactionId", duplicate.transactionId());
            json.writeStringField("cardId", duplicate.cardId());
            json.writeNumberField("eventTimeMillis", duplicate.eventTimeMillis());
            json.writeNumberField("originalOffset", duplicate.originalOffset());
            writeOrigin(json, duplicate.origin());
        });
        return new OutputRecord(
                OutputKind.DUPLICATE,
                duplicate.cardId(),
                value,
                duplicate.origin().intendedSendMicros());
    }

    /** The record of a late transaction. */
    public static OutputRecord encode(LateTransaction late) {
        byte[] value = write(json -> {
            json.writeStringField("transactionId", late.transactionId());
            json.writeStringField("cardId", late.cardId());
            json.writeNumberField("eventTimeMillis", late.eventTimeMillis());
            json.writeNumberField("publishedAtMillis", late.origin().publishedAtMillis());
            writeOrigin(json, late.origin());
        });
        return new OutputRecord(
                OutputKind.LATE, late.cardId(), value, late.origin().intendedSendMicros());
    }

    /** The completion of a partition's end of input (SEMANTICS 10.4). */
    public static OutputRecord completion(int partition) {
        byte[] value = write(json -> {
            json.writeStringField("signal", "completion");
            json.writeNumberField("sourcePartition", partition);
        });
        return new OutputRecord(OutputKind.COMPLETION, String.valueOf(partition), value, Origin.UNKNOWN);
    }

    private static void writeOrigin(JsonGenerator json, Origin origin) throws IOException {
        json.writeStringField("sourceTopic", origin.topic());
        json.writeNumberField("sourcePartition", origin.partition());
        json.writeNumberField("sourceOffset", origin.offset());
    }

    private static void writeFeatures(JsonGenerator json, Features features) throws IOException {
        json.writeObjectFieldStart("features");
        json.writeNumberField("amountMinor", features.amountMinor());
        json.writeBooleanField("weekend", features.weekend());
        json.writeBooleanField("night", features.night());
        json.writeNumberField("count1Hour", features.count1Hour());
        json.writeNumberField("count1Day", features.count1Day());
        json.writeNumberField("count7Days", features.count7Days());
        json.writeNumberField("count30Days", features.count30Days());
        json.writeNumberField("sumMinor10Minutes", features.sumMinor10Minutes());
        json.writeNumberField("sumMinor1Day", features.sumMinor1Day());
        json.writeNumberField("sumMinor7Days", features.sumMinor7Days());
        json.writeNumberField("sumMinor30Days", features.sumMinor30Days());
        json.writeNumberField("habitCount", features.habitCount());
        json.writeNumberField("habitMeanMinor", features.habitMeanMinor());
        json.writeNumberField("habitDeviationMinor", features.habitDeviationMinor());
        json.writeNumberField("largeCount14Days", features.largeCount14Days());
        json.writeNumberField("veryLargeCount14Days", features.veryLargeCount14Days());
        if (features.travelDistanceMetres() != null) {
            json.writeNumberField("travelDistanceMetres", features.travelDistanceMetres());
            json.writeNumberField("travelElapsedMillis", features.travelElapsedMillis());
        }
        if (features.countryChanged() != null) {
            json.writeBooleanField("countryChanged", features.countryChanged());
            json.writeNumberField("countryElapsedMillis", features.countryElapsedMillis());
        }
        if (features.newDevice() != null) {
            json.writeBooleanField("newDevice", features.newDevice());
        }
        if (features.newMerchant() != null) {
            json.writeBooleanField("newMerchant", features.newMerchant());
        }
        if (features.idleMillis() != null) {
            json.writeNumberField("idleMillis", features.idleMillis());
        }
        writeMerchant(json, features.merchant());
        json.writeNumberField("merchantUses1Day", features.activity().uses1Day());
        json.writeNumberField("merchantUses7Days", features.activity().uses7Days());
        json.writeNumberField("merchantUses28Days", features.activity().uses28Days());
        json.writeNumberField("merchantFirstUses7Days", features.activity().firstUses7Days());
        json.writeEndObject();
    }

    private static void writeMerchant(JsonGenerator json, MerchantFeatures merchant) throws IOException {
        json.writeNumberField("merchantCount1Day", merchant.count1Day());
        json.writeNumberField("merchantFrauds1Day", merchant.frauds1Day());
        json.writeNumberField("merchantCount7Days", merchant.count7Days());
        json.writeNumberField("merchantFrauds7Days", merchant.frauds7Days());
        json.writeNumberField("merchantCount30Days", merchant.count30Days());
        json.writeNumberField("merchantFrauds30Days", merchant.frauds30Days());
        json.writeNumberField("merchantCount28Days", merchant.count28Days());
        json.writeNumberField("merchantFrauds28Days", merchant.frauds28Days());
        json.writeNumberField("merchantLastFrauds1", merchant.lastFrauds1());
        json.writeNumberField("merchantLastFrauds3", merchant.lastFrauds3());
        json.writeNumberField("merchantLastFrauds5", merchant.lastFrauds5());
        json.writeNumberField("merchantStreak", merchant.streak());
        if (merchant.streakMillis() != null) {
            json.writeNumberField("merchantStreakMillis", merchant.streakMillis());
        }
        if (merchant.firstFraudMillis() != null) {
            json.writeNumberField("merchantFirstFraudMillis", merchant.firstFraudMillis());
            json.writeNumberField("merchantLastFraudMillis", merchant.lastFraudMillis());
        }
        json.writeNumberField("merchantCountSinceFirstFraud", merchant.countSinceFirstFraud());
    }

    private static void writeContributions(JsonGenerator json, List<Contribution> contributions) throws IOException {
        json.writeArrayFieldStart("contributions");
        for (Contribution each : contributions) {
            json.writeStartObject();
            json.writeStringField("feature", each.feature());
            json.writeNumberField("contribution", each.contribution());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeNames(JsonGenerator json, String member, List<? extends Enum<?>> constants)
            throws IOException {
        json.writeArrayFieldStart(member);
        for (Enum<?> constant : constants) {
            json.writeString(constant.name());
        }
        json.writeEndArray();
    }

    private static byte[] write(JsonBody body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(320);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            body.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("an output cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private interface JsonBody {
        void writeTo(JsonGenerator json) throws IOException;
    }
}
