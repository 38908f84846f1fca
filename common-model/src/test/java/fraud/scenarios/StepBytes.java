package fraud.scenarios;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.scenarios.Placement.Example;
import fraud.score.TestModels;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Key and value of a step's record, by hand, so that a mistake in a codec's writer cannot hide one in its reader. */
final class StepBytes {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MERCHANTS = "merchants";

    private final Example example;
    private final Step step;
    private final String transactionId;
    private final int repetition;

    /**
     * The record of a step.
     *
     * @param repetition how often the step was sent before
     */
    StepBytes(Example example, Step step, String transactionId, int repetition) {
        this.example = example;
        this.step = step;
        this.transactionId = transactionId;
        this.repetition = repetition;
    }

    /** The record's key, or null for none. */
    byte[] key() {
        if (step.key() != null) {
            return bytes(step.key());
        }
        return switch (step.goesTo()) {
            case TRANSACTIONS -> bytes(cardId());
            case LABELS -> bytes(merchantId());
            case VERSIONS -> step.version() == null ? null : bytes((step.model() == null ? "" : "model-") + version());
        };
    }

    /** The record's value, or null for none. */
    byte[] value() {
        if (step.tombstone()) {
            return null;
        }
        if (step.hex() != null) {
            return HexFormat.ofDelimiter(" ").parseHex(step.hex());
        }
        if (step.value() != null) {
            return verbatim();
        }
        if (step.control() != null) {
            return control();
        }
        if (step.label() != null) {
            return label();
        }
        if (step.model() != null) {
            return model();
        }
        return step.rules() == null ? transaction() : ruleSet();
    }

    private byte[] verbatim() {
        String text = step.value()
                .replace("<card>", cardId())
                .replace("<merchant>", merchantId())
                .replace("<id>", transactionId)
                .replace("<at>", String.valueOf(step.at().millis()));
        int missing = step.padTo() == null ? 0 : step.padTo() - bytes(text).length;
        return bytes(text + " ".repeat(missing));
    }

    private byte[] control() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("control", step.control().name().toLowerCase(Locale.ROOT));
        members.put("cardId", cardId());
        return json(members);
    }

    private byte[] transaction() {
        Map<String, Object> members = identity();
        members.put(
                "amountMinor",
                step.amount() == null ? 1_000 : step.amount().movePointRight(2).longValueExact());
        members.put("currency", step.currency() == null ? "EUR" : step.currency());
        members.put("merchantCategory", step.category());
        members.put("channel", step.channel());
        members.put("country", step.country());
        members.put("latitude", step.place() == null ? null : step.place().latitude());
        members.put("longitude", step.place() == null ? null : step.place().longitude());
        members.put("deviceId", step.device());
        members.put("issuerRange", example.issuerRange(step.issuerRange()));
        return json(members);
    }

    private byte[] label() {
        Map<String, Object> members = identity();
        members.put("fraud", step.label() == Step.Settled.FRAUD);
        members.put("scenario", step.scenario());
        return json(members);
    }

    private Map<String, Object> identity() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("transactionId", transactionId);
        members.put("cardId", cardId());
        members.put("merchantId", merchantId());
        members.put("eventTimeMillis", step.at().millis());
        return members;
    }

    private byte[] ruleSet() {
        Map<String, Object> rules = step.rules().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        rule -> withOwnMerchants(rule.getValue()),
                        (one, other) -> one,
                        LinkedHashMap::new));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("version", version());
        members.put("effectiveFromMillis", step.effectiveFrom().millis());
        members.put("note", step.note());
        members.put("rules", rules);
        return json(members);
    }

    private byte[] model() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("model", step.model().name().toLowerCase(Locale.ROOT));
        members.put("version", version());
        members.put("effectiveFromMillis", step.effectiveFrom().millis());
        members.put("note", step.note());
        members.put("directory", step.directory());
        boolean ownHash = step.sha256() == null && step.directory() != null;
        members.put("sha256", ownHash ? TestModels.sha256(step.directory()) : step.sha256());
        return json(members);
    }

    /** The merchants of a list are those of the example, as everywhere in it. */
    private Object withOwnMerchants(Object rule) {
        if (rule instanceof Map<?, ?> list && list.get(MERCHANTS) instanceof List<?> names) {
            Map<Object, Object> members = new LinkedHashMap<>(list);
            members.put(
                    MERCHANTS,
                    names.stream()
                            .map(name -> example.merchantId(String.valueOf(name)))
                            .toList());
            return members;
        }
        return rule;
    }

    private int version() {
        return step.version() + repetition;
    }

    private String cardId() {
        return example.cardId(step.card());
    }

    private String merchantId() {
        return example.merchantId(step.merchant());
    }

    private static byte[] json(Map<String, Object> members) {
        members.values().removeIf(member -> member == null);
        try {
            return JSON.writeValueAsBytes(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text and numbers can be written", e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
