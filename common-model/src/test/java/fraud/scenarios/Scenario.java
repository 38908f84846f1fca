package fraud.scenarios;

import com.fasterxml.jackson.annotation.JsonProperty;
import fraud.config.DetectorParameters;
import fraud.model.SequenceRule;
import java.util.List;

/**
 * One story of a file, with all that a detector says of it.
 *
 * @param name the claim, as a sentence
 * @param parameters of the detector, or null for the defaults
 * @param story the records in the order of sending
 * @param alerts what the sequences find, or null for nothing
 */
record Scenario(String name, Parameters parameters, List<Located<Step>> story, List<Located<ExpectedAlert>> alerts) {

    private static final int PARTITIONS = 4;

    Scenario {
        story = story == null ? List.of() : List.copyOf(story);
        alerts = alerts == null ? List.of() : List.copyOf(alerts);
    }

    /** The detector's parameters that a story may set (SEMANTICS 12), under the names of the contract; null is the default. */
    record Parameters(
            @JsonProperty("bound.millis") Long boundMillis,
            @JsonProperty("skew.millis") Long skewMillis,
            @JsonProperty("history.limit") Integer historyLimit) {}

    /**
     * An alert.
     *
     * @param rule which sequence
     * @param card whose, or null for the default card
     * @param transactions identifiers, in the order of the match; one that is named again is the next transaction with it
     */
    record ExpectedAlert(SequenceRule rule, String card, List<String> transactions) {
        ExpectedAlert {
            card = card == null ? Step.DEFAULT_CARD : card;
        }
    }

    DetectorParameters detectorParameters() {
        DetectorParameters defaults = DetectorParameters.defaults(PARTITIONS).withFeatures(true);
        return parameters == null
                ? defaults
                : new DetectorParameters(
                        PARTITIONS,
                        orElse(parameters.boundMillis(), defaults.boundMillis()),
                        orElse(parameters.skewMillis(), defaults.skewMillis()),
                        orElse(parameters.historyLimit(), defaults.historyLimit()),
                        true);
    }

    private static <T> T orElse(T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
