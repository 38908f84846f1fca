package fraud.cli.models.monitor;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * How a model does in the stream, beside how it did at training.
 *
 * @param sha256 identity of the model
 * @param versions under which it has decided, as decisions name them
 * @param versionZeroNote how it is known that version 0 is this model; null where it is certain or does not matter
 * @param window when the decisions were
 * @param decisions by this model, each once
 * @param otherDecisions by other models, or by none ({@code none}), of the same days, by version
 * @param labelled decisions whose outcome is known
 * @param frauds of these
 * @param trainingSource whose scores those at training are, {@code test} or {@code validation}
 * @param stability of the scores
 * @param calibration of the scores
 * @param modelAlarms decisions that {@code MODEL_SCORE} holds for
 * @param allAlarms decisions that are an alarm for any reason, alerts included
 * @param budget alarms a day by the model that there may be; null if there is none
 * @param trainingAlarms alarms a day by the model at training
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MonitorReport(
        String sha256,
        List<String> versions,
        String versionZeroNote,
        Window window,
        long decisions,
        Map<String, Long> otherDecisions,
        long labelled,
        long frauds,
        String trainingSource,
        Stability stability,
        Calibration calibration,
        Alarms modelAlarms,
        Alarms allAlarms,
        Integer budget,
        double trainingAlarms) {

    private static final int SHOWN_DIGITS = 12;

    /** As much of the identity as tells models apart. */
    @JsonProperty
    String model() {
        return sha256.substring(0, SHOWN_DIGITS);
    }
}
