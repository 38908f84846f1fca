package fraud.inspect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import fraud.features.CardProfile;
import fraud.features.CountryUse;
import fraud.features.EnrichedTransaction;
import fraud.features.LocatedUse;
import fraud.sequences.SequenceEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a detector remembers of a card (SEMANTICS 9), read from its checkpoint. What the contract has is the same in
 * every detector at one place of the input; the timers, which only free memory and wake what is due, are each engine's
 * own.
 *
 * @param cardId the card
 * @param profile its past; {@link CardProfile#EMPTY} if nothing is remembered
 * @param waiting transactions that wait for side inputs
 * @param candidates events that its sequences have yet to handle
 * @param attempts matches of its sequences that may come about
 * @param timers when the engine will look at it again, by what for; UTC epoch in ms
 */
public record CardState(
        String cardId,
        CardProfile profile,
        List<EnrichedTransaction> waiting,
        List<SequenceEvent> candidates,
        List<OpenAttempt> attempts,
        Map<String, List<Long>> timers) {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    public CardState {
        waiting = waiting.stream()
                .sorted(Comparator.comparingLong(EnrichedTransaction::eventTimeMillis)
                        .thenComparing(one -> one.origin().offset()))
                .toList();
        candidates = candidates.stream().sorted(SequenceEvent.ORDER).toList();
        attempts = attempts.stream()
                .sorted(Comparator.comparing(OpenAttempt::rule))
                .toList();
        timers = new TreeMap<>(timers);
    }

    /** Whether nothing is remembered that the contract knows. */
    public boolean isEmpty() {
        return profile.isEmpty() && waiting.isEmpty() && candidates.isEmpty() && attempts.isEmpty();
    }

    /**
     * As JSON on one line; equal states are equal bytes.
     *
     * @param withTimers whether the engine's own timers are said, too
     */
    public String toJson(boolean withTimers) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("cardId", cardId);
            writeProfile(json);
            json.writeArrayFieldStart("waiting");
            for (EnrichedTransaction transaction : waiting) {
                json.writeStartObject();
                json.writeStringField("transactionId", transaction.transaction().transactionId());
                json.writeStringField("merchantId", transaction.transaction().merchantId());
                json.writeNumberField("eventTimeMillis", transaction.eventTimeMillis());
                json.writeNumberField("sourcePartition", transaction.origin().partition());
                json.writeNumberField("sourceOffset", transaction.origin().offset());
                json.writeEndObject();
            }
            json.writeEndArray();
            writeEvents(json, "candidates", candidates);
            json.writeArrayFieldStart("attempts");
            for (OpenAttempt attempt : attempts) {
                json.writeStartObject();
                json.writeStringField("rule", attempt.rule().name());
                json.writeNumberField("untilMillis", attempt.untilMillis());
                writeEvents(json, "events", attempt.events());
                json.writeEndObject();
            }
            json.writeEndArray();
            if (withTimers) {
                writeTimers(json);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("a state cannot be written", e);
        }
        return text.toString();
    }

    private void writeProfile(JsonGenerator json) throws IOException {
        json.writeBooleanField("blocked", profile.blocked());
        if (profile.hasHistory()) {
            json.writeNumberField("rememberedUntilMillis", profile.invisibleFromMillis());
        }
        if (profile.evictedThroughMillis() != Long.MIN_VALUE) {
            json.writeNumberField("evictedThroughMillis", profile.evictedThroughMillis());
        }
        json.writeArrayFieldStart("history");
        for (int i = 0; i < profile.offsets().length; i++) {
            json.writeStartObject();
            json.writeStringField("transactionId", profile.transactionIds()[i]);
            json.writeNumberField("eventTimeMillis", profile.eventTimesMillis()[i]);
            json.writeNumberField("amountMinor", profile.amountsMinor()[i]);
            if (!profile.deviceIds()[i].isEmpty()) {
                json.writeStringField("deviceId", profile.deviceIds()[i]);
            }
            json.writeNumberField("merchantMark", profile.merchantMarks()[i]);
            json.writeNumberField("sourceOffset", profile.offsets()[i]);
            json.writeEndObject();
        }
        json.writeEndArray();
        LocatedUse use = profile.previousUse();
        if (use != null) {
            json.writeObjectFieldStart("previousUse");
            json.writeStringField("transactionId", use.transactionId());
            json.writeNumberField("eventTimeMillis", use.eventTimeMillis());
            json.writeNumberField("latitude", use.latitude());
            json.writeNumberField("longitude", use.longitude());
            json.writeEndObject();
        }
        CountryUse country = profile.previousCountryUse();
        if (country != null) {
            json.writeObjectFieldStart("previousCountryUse");
            json.writeStringField("transactionId", country.transactionId());
            json.writeNumberField("eventTimeMillis", country.eventTimeMillis());
            json.writeStringField("country", country.country());
            json.writeEndObject();
        }
    }

    private static void writeEvents(JsonGenerator json, String name, List<SequenceEvent> events) throws IOException {
        json.writeArrayFieldStart(name);
        for (SequenceEvent event : events) {
            json.writeStartObject();
            json.writeStringField("transactionId", event.transactionId());
            json.writeStringField("merchantId", event.merchantId());
            json.writeNumberField("eventTimeMillis", event.eventTimeMillis());
            json.writeNumberField("amountMinor", event.amountMinor());
            if (event.deviceId() != null) {
                json.writeStringField("deviceId", event.deviceId());
            }
            json.writeNumberField("roles", event.roles());
            json.writeNumberField("ruleSetVersion", event.ruleSetVersion());
            json.writeNumberField("sourcePartition", event.partition());
            json.writeNumberField("sourceOffset", event.offset());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeTimers(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("timers");
        for (Map.Entry<String, List<Long>> timer : timers.entrySet()) {
            json.writeArrayFieldStart(timer.getKey());
            for (long millis : timer.getValue()) {
                json.writeNumber(millis);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
