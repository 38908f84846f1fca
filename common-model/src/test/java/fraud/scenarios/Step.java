package fraud.scenarios;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Feature;
import fraud.features.Features;
import fraud.features.MerchantActivity;
import fraud.features.MerchantFeatures;
import fraud.model.CardControl;
import fraud.model.Channel;
import fraud.model.Flag;
import fraud.model.RejectReason;
import fraud.model.Signal;
import fraud.rules.Reason;
import fraud.score.ModelRole;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One record of an example and what becomes of it; its keys are explained in the README beside the files. Any key may
 * be null.
 */
record Step(
        Moment at,
        Moment published,
        String card,
        String id,
        BigDecimal amount,
        String currency,
        String merchant,
        String category,
        Channel channel,
        String country,
        Place place,
        String device,
        String issuerRange,

        @JsonFormat(with = Feature.ACCEPT_CASE_INSENSITIVE_VALUES)
        CardControl.Action control,

        @JsonFormat(with = Feature.ACCEPT_CASE_INSENSITIVE_VALUES)
        Signal signal,

        @JsonFormat(with = Feature.ACCEPT_CASE_INSENSITIVE_VALUES)
        Settled label,

        String scenario,
        Map<String, Object> rules,

        @JsonFormat(with = Feature.ACCEPT_CASE_INSENSITIVE_VALUES)
        ModelRole model,

        String directory,
        String sha256,
        Integer version,
        Moment effectiveFrom,
        String note,
        Integer times,

        @JsonFormat(with = Feature.ACCEPT_CASE_INSENSITIVE_VALUES)
        Topic topic,

        String value,
        String hex,
        boolean tombstone,
        Integer padTo,
        String key,
        boolean misplaced,
        Kind then,
        Integer original,
        List<Reason> reasons,
        List<Flag> flags,
        RejectReason reason,
        String detail,
        String payload,
        Scored scores,
        Map<String, Object> features) {

    static final String DEFAULT_CARD = "card";
    static final String DEFAULT_MERCHANT = "shop";

    static final List<String> FEATURES = Stream.concat(
                    Arrays.stream(Features.class.getRecordComponents())
                            .filter(component -> !component.getType().isRecord())
                            .map(RecordComponent::getName),
                    Stream.of(MerchantFeatures.class, MerchantActivity.class)
                            .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                            .map(component -> merchantFeature(component.getName())))
            .toList();

    Step {
        card = card == null ? DEFAULT_CARD : card;
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
        flags = flags == null ? List.of() : List.copyOf(flags);
    }

    /** What becomes of a record. */
    enum Kind {
        APPROVE,
        REVIEW,
        DECLINE,
        DUPLICATE,
        DEAD_LETTER,
        NOTHING;

        boolean isDecision() {
            return this == APPROVE || this == REVIEW || this == DECLINE;
        }
    }

    /** What a label says. */
    enum Settled {
        FRAUD,
        HONEST
    }

    /** What models say of a transaction, and the features that moved the champion's score most, in their order. */
    record Scored(
            double score,
            Integer model,
            Double challenger,
            Integer challengerModel,
            Map<String, Double> contributions) {}

    /** Latitude and longitude in degrees. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Place(double latitude, double longitude) {}

    /** The topic that its record is on. */
    Topic goesTo() {
        if (label != null) {
            return Topic.LABELS;
        }
        if (isPublished()) {
            return Topic.VERSIONS;
        }
        return topic == null ? Topic.TRANSACTIONS : topic;
    }

    boolean isTransaction() {
        return control == null && signal == null && label == null && !isPublished() && !isVerbatim();
    }

    private boolean isPublished() {
        return rules != null || model != null;
    }

    boolean isDecided() {
        return then != null && then.isDecision();
    }

    private boolean isVerbatim() {
        return value != null || hex != null || tombstone;
    }

    /** What is wrong with it, beginning with the key at fault. */
    Optional<String> problem() {
        if (at == null) {
            return Optional.of("at: is missing");
        }
        long kinds = Stream.of(
                        control != null,
                        signal != null,
                        label != null,
                        rules != null,
                        model != null,
                        value != null,
                        hex != null,
                        tombstone)
                .filter(is -> is)
                .count();
        if (kinds > 1) {
            return Optional.of(
                    "a record is one of control, signal, label, rules, model, value, hex, tombstone, or else a"
                            + " transaction");
        }
        if (!isTransaction() && any(amount, currency, category, channel, country, place, device, issuerRange)) {
            return Optional.of("amount, merchant and the like are a transaction's");
        }
        if (merchant != null && !isTransaction() && goesTo() != Topic.LABELS) {
            return Optional.of("merchant: is a transaction's or a label's");
        }
        return problemOfPublication().or(this::problemOfFate);
    }

    private Optional<String> problemOfPublication() {
        if (padTo != null && value == null) {
            return Optional.of("padTo: goes with value");
        }
        if (topic != null && !isVerbatim()) {
            return Optional.of("topic: goes with value, hex or tombstone");
        }
        if (scenario != null && label == null) {
            return Optional.of("scenario: is a label's");
        }
        if (isPublished() ? version == null || effectiveFrom == null : any(effectiveFrom, note)) {
            return Optional.of("rules: goes with version and effectiveFrom, perhaps note");
        }
        if (model == null && any(directory, sha256)) {
            return Optional.of("directory: is a model's");
        }
        if (!isPublished() && version != null && !isDecided()) {
            return Optional.of("version: is a rule set's or a decision's");
        }
        return times != null && (times < 1 || then != null || (label == null && rules == null))
                ? Optional.of("times: is how often a label or a rule set without dead letters is sent")
                : Optional.empty();
    }

    private Optional<String> problemOfFate() {
        boolean isSilent = control != null || signal != null;
        boolean isRead = label != null || isPublished();
        if (isSilent && then != null) {
            return Optional.of("then: controls and signals have no output");
        }
        if (isRead && then != null && then != Kind.DEAD_LETTER) {
            return Optional.of("then: labels and rule sets have no output, unless they are a DEAD_LETTER");
        }
        if (!isSilent && !isRead && then == null) {
            return Optional.of("then: is missing");
        }
        if (original != null && (then != Kind.DUPLICATE || original < 1)) {
            return Optional.of("original: is a duplicate's: 1 for the first decision with its id, and so on");
        }
        if (goesTo() != Topic.TRANSACTIONS && (isDecided() || then == Kind.DUPLICATE)) {
            return Optional.of("then: only transactions are decided");
        }
        if (!isDecided() && !(reasons.isEmpty() && flags.isEmpty() && features == null && scores == null)) {
            return Optional.of("reasons, flags, scores and features are a decision's");
        }
        if ((then == Kind.DEAD_LETTER) == (reason == null)
                || (then != Kind.DEAD_LETTER && (detail != null || payload != null))) {
            return Optional.of("reason: is a dead letter's, with detail and payload");
        }
        return features == null
                ? Optional.empty()
                : features.keySet().stream()
                        .filter(name -> !FEATURES.contains(name))
                        .findFirst()
                        .map(name -> "features: " + name + " is none of " + String.join(", ", FEATURES));
    }

    private static boolean any(Object... keys) {
        return Stream.of(keys).anyMatch(key -> key != null);
    }

    /** {@code count1Day} is {@code merchantCount1Day} on the wire. */
    private static String merchantFeature(String component) {
        return "merchant" + component.substring(0, 1).toUpperCase(Locale.ROOT) + component.substring(1);
    }
}
