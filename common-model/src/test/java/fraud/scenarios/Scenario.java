package fraud.scenarios;

import com.fasterxml.jackson.annotation.JsonProperty;
import fraud.config.DetectorParameters;
import fraud.sequences.SequenceRule;
import fraud.sequences.SequenceSubject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One example of a file, with all that a detector says of it.
 *
 * @param name what it shows, as a sentence
 * @param parameters of the detector, or null for the defaults
 * @param steps the records in the order of sending
 * @param alerts what the sequences find, or null for nothing
 */
record Scenario(String name, Parameters parameters, List<Located<Step>> steps, List<Located<ExpectedAlert>> alerts) {

    private static final int PARTITIONS = 4;

    Scenario {
        steps = steps == null ? List.of() : List.copyOf(steps);
        alerts = alerts == null ? List.of() : List.copyOf(alerts);
    }

    /**
     * The detector's parameters that an example may set (SEMANTICS 12), under the names of the contract; null is the
     * default.
     */
    record Parameters(
            @JsonProperty("max.out.of.orderness.millis") Long maxOutOfOrdernessMillis,
            @JsonProperty("skew.millis") Long skewMillis,
            @JsonProperty("history.limit") Integer historyLimit,
            @JsonProperty("merchant.daily.limit") Integer merchantDailyLimit,
            @JsonProperty("versions.lead.millis") Long leadMillis) {}

    /**
     * An alert.
     *
     * @param rule which sequence
     * @param card whose, or null for the default card
     * @param merchant where, if the sequence is a merchant's; null for the default merchant
     * @param issuerRange of which range, if the sequence is one's
     * @param transactions identifiers, in the order of the match; one that is named again is the next transaction with
     *     it
     * @param version of the rule set, or null for the one that the detector starts with
     */
    record ExpectedAlert(
            SequenceRule rule,
            String card,
            String merchant,
            String issuerRange,
            List<String> transactions,
            Integer version) {

        /** What it names of its subject, or null for the default. */
        String named() {
            return switch (rule.subject()) {
                case CARD -> card;
                case MERCHANT -> merchant;
                case ISSUER_RANGE -> issuerRange;
            };
        }

        /** What is wrong with it. */
        Optional<String> problem() {
            if (rule == null || transactions == null) {
                return Optional.of("an alert has rule and transactions");
            }
            boolean namesAnother =
                    Stream.of(card, merchant, issuerRange).anyMatch(name -> name != null && !name.equals(named()));
            boolean hasNoDefault = rule.subject() == SequenceSubject.ISSUER_RANGE && issuerRange == null;
            return namesAnother || hasNoDefault
                    ? Optional.of(rule + " is of " + rule.subject().member())
                    : Optional.empty();
        }
    }

    DetectorParameters detectorParameters() {
        DetectorParameters defaults = DetectorParameters.defaults(PARTITIONS).withFeatures(true);
        return parameters == null
                ? defaults
                : new DetectorParameters(
                        PARTITIONS,
                        defaults.labelPartitions(),
                        orElse(parameters.maxOutOfOrdernessMillis(), defaults.maxOutOfOrdernessMillis()),
                        orElse(parameters.skewMillis(), defaults.skewMillis()),
                        orElse(parameters.leadMillis(), defaults.leadMillis()),
                        orElse(parameters.historyLimit(), defaults.historyLimit()),
                        orElse(parameters.merchantDailyLimit(), defaults.merchantDailyLimit()),
                        true);
    }

    /** Whether it changes the rules, for itself and for what shares its topics. */
    boolean publishesRules() {
        return steps.stream()
                .anyMatch(step -> step.value().rules() != null || step.value().model() != null);
    }

    private static <T> T orElse(T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
