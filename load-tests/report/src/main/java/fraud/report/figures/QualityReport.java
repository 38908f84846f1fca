package fraud.report.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;
import java.util.Map;

/**
 * How well fraud was found, against the truth that the generator knows. A transaction is <em>found</em> by an engine if
 * its decision is REVIEW or DECLINE, or if it is part of an alert; a campaign (the fraud on one card, terminal or leak)
 * if at least one of its transactions is. Counted over the transactions that the engine answered with a decision, of
 * the phases that {@code scope} names.
 *
 * @param scope which part of the run is counted, in words
 * @param transactions counted, fraud included
 * @param frauds of these
 * @param scenarios what there was to find; shown in this order, those with a rule of their own first
 * @param lookAlikes honest behaviour that looks like fraud, in the order in which it is shown; empty if there is none
 * @param alertsMeaning how {@link EngineQuality#alertsPerAnalystDay} is counted, in some sentences
 * @param engines what each engine found, in the order of {@link RunReport#engines}
 * @param costs what mistakes were taken to cost, in words, or why nothing is said of it; left out in reports from
 *     before they were counted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QualityReport(
        String scope,
        long transactions,
        long frauds,
        List<Scenario> scenarios,
        List<LookAlike> lookAlikes,
        String alertsMeaning,
        List<EngineQuality> engines,
        String costs) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public QualityReport {
        scenarios = List.copyOf(scenarios);
        lookAlikes = List.copyOf(lookAlikes);
        engines = List.copyOf(engines);
    }

    /**
     * A kind of fraud.
     *
     * @param name short and unique, such as {@code card-testing}
     * @param title for people, such as {@code Card testing}
     * @param campaigns with at least one transaction counted
     * @param transactions fraudulent ones
     * @param amountMinor their sum
     */
    public record Scenario(String name, String title, long campaigns, long transactions, long amountMinor) {}

    /**
     * A kind of honest behaviour that looks like fraud.
     *
     * @param name short and unique, such as {@code traveller}
     * @param title for people, such as {@code Travellers}
     * @param transactions honest ones
     */
    public record LookAlike(String name, String title, long transactions) {}

    /**
     * What one engine found.
     *
     * @param engine its name
     * @param flagged transactions found, honest ones included: precision is found ÷ flagged. An honest one that is
     *     declined for CARD_BLOCKED alone is not counted: the issuer ordered that, no detector suspects it.
     * @param found fraudulent transactions found: recall is found ÷ {@link QualityReport#frauds}
     * @param foundAmountMinor their sum: value-weighted recall is this ÷ the sum of {@link Scenario#amountMinor}
     * @param alertsPerAnalystDay cases, under the name that older reports have; see {@link QualityReport#alertsMeaning}
     * @param scenarios by scenario, each of {@link QualityReport#scenarios} once
     * @param falseAlarms flagged transactions by {@link LookAlike#name}
     * @param scores how good the scores are of each model that decisions name; empty if they name none
     * @param byRules what it found without the reason {@code MODEL_SCORE}, by rules and sequences alone; left out if
     *     decisions name no model
     * @param cost what its mistakes and alarms cost; left out if the run does not say what mistakes cost
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EngineQuality(
            String engine,
            long flagged,
            long found,
            long foundAmountMinor,
            double alertsPerAnalystDay,
            List<Found> scenarios,
            Map<String, Long> falseAlarms,
            List<ModelScores> scores,
            EngineQuality byRules,
            Cost cost) {

        public EngineQuality {
            scenarios = List.copyOf(scenarios);
            falseAlarms = RunReport.ordered(falseAlarms);
            // Reports from before there were models have none.
            scores = scores == null ? List.of() : List.copyOf(scores);
        }

        /** The same, called so. */
        public EngineQuality named(String name) {
            return new EngineQuality(
                    name,
                    flagged,
                    found,
                    foundAmountMinor,
                    alertsPerAnalystDay,
                    scenarios,
                    falseAlarms,
                    scores,
                    byRules == null ? null : byRules.named(name),
                    cost);
        }

        /** The same of decisions that name models. */
        public EngineQuality with(List<ModelScores> ofModels, EngineQuality withoutModels) {
            return new EngineQuality(
                    engine,
                    flagged,
                    found,
                    foundAmountMinor,
                    alertsPerAnalystDay,
                    scenarios,
                    falseAlarms,
                    ofModels,
                    withoutModels,
                    cost);
        }
    }

    /**
     * What an engine's mistakes and alarms cost, minor units. A block costs nothing: it is an order of the issuer, who
     * has looked already.
     *
     * @param missedMinor frauds that were not found
     * @param reviewsMinor alarms that are looked at, whatever comes of it
     * @param declinedMinor good customers who were declined
     */
    public record Cost(long missedMinor, long reviewsMinor, long declinedMinor) {

        /** All together. */
        @JsonProperty
        public long totalMinor() {
            return missedMinor + reviewsMinor + declinedMinor;
        }
    }

    /**
     * How well the scores of a model put fraud before what is not fraud, whatever the threshold; see
     * {@code fraud.score.RankingMetrics}. A figure that the transactions do not allow is left out.
     *
     * @param role {@code champion}, whose score decides, or {@code challenger}, whose score is only recorded
     * @param versions of the model, as decisions name them
     * @param transactions with a score
     * @param frauds of these
     * @param areaUnderRoc from 0 to 1; left out unless there is fraud and what is none
     * @param averagePrecision from 0 to 1; left out if there is no fraud
     * @param cardPrecision100 card precision at {@value #CARDS_A_DAY} cards a day, from 0 to 1
     * @param cardPrecision100Ceiling what a perfect scorer would reach of it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ModelScores(
            String role,
            List<String> versions,
            long transactions,
            long frauds,
            Double areaUnderRoc,
            Double averagePrecision,
            double cardPrecision100,
            double cardPrecision100Ceiling) {

        /** The k of card precision at k. */
        public static final int CARDS_A_DAY = 100;

        public ModelScores {
            versions = List.copyOf(versions);
        }
    }

    /**
     * What one engine found of one scenario.
     *
     * @param scenario its name
     * @param campaigns found
     * @param transactions found
     * @param amountMinor their sum
     * @param precision of the rules that found it, from 0 to 1: the share of fraud, of any kind, among all alarms of
     *     any of {@code byRule}. Orders are no alarms; left out if nothing else found it.
     * @param byRule transactions found by reason of the decision or rule of the alert; one may be found by several
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Found(
            String scenario,
            long campaigns,
            long transactions,
            long amountMinor,
            Double precision,
            Map<String, Long> byRule) {

        public Found {
            byRule = RunReport.ordered(byRule);
        }
    }

    /** As JSON over several lines. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is made of strings and numbers", e);
        }
    }
}
