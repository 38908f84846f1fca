package fraud.scenarios;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Feature;
import fraud.features.Features;
import fraud.model.CardControl;
import fraud.model.Channel;
import fraud.model.Flag;
import fraud.model.Mark;
import fraud.model.Reason;
import fraud.model.RejectReason;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One record of a story and what becomes of it; its keys are explained in the README beside the files. Any key may be null. */
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

        @JsonFormat(with = Feature.ACCEPT_CASE_INSENSITIVE_VALUES)
        CardControl.Action control,

        @JsonFormat(with = Feature.ACCEPT_CASE_INSENSITIVE_VALUES)
        Mark mark,

        String value,
        String hex,
        boolean tombstone,
        Integer padTo,
        String key,
        boolean misplaced,
        Fate then,
        List<Reason> reasons,
        List<Flag> flags,
        RejectReason reason,
        String detail,
        String payload,
        Map<String, Object> features) {

    static final String DEFAULT_CARD = "card";

    private static final List<String> FEATURES = Arrays.stream(Features.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toList();

    Step {
        card = card == null ? DEFAULT_CARD : card;
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
        flags = flags == null ? List.of() : List.copyOf(flags);
    }

    /** What becomes of a record. */
    enum Fate {
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

    /** Latitude and longitude in degrees. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Place(double latitude, double longitude) {}

    boolean isTransaction() {
        return control == null && mark == null && !isVerbatim();
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
        long kinds = Stream.of(control != null, mark != null, value != null, hex != null, tombstone)
                .filter(is -> is)
                .count();
        if (kinds > 1) {
            return Optional.of("a record is one of control, mark, value, hex, tombstone, or else a transaction");
        }
        if (!isTransaction()
                && Stream.of(amount, currency, merchant, category, channel, country, place, device)
                        .anyMatch(given -> given != null)) {
            return Optional.of("amount, merchant and the like are a transaction's");
        }
        if (padTo != null && value == null) {
            return Optional.of("padTo: goes with value");
        }
        boolean ordered = control != null || mark != null;
        if (ordered == (then != null)) {
            return Optional.of(ordered ? "then: controls and marks have no output" : "then: is missing");
        }
        if (!isDecided() && !(reasons.isEmpty() && flags.isEmpty() && features == null)) {
            return Optional.of("reasons, flags and features are a decision's");
        }
        if ((then == Fate.DEAD_LETTER) == (reason == null)
                || (then != Fate.DEAD_LETTER && (detail != null || payload != null))) {
            return Optional.of("reason: is a dead letter's, with detail and payload");
        }
        return features == null
                ? Optional.empty()
                : features.keySet().stream()
                        .filter(name -> !FEATURES.contains(name))
                        .findFirst()
                        .map(name -> "features: " + name + " is none of " + String.join(", ", FEATURES));
    }
}
