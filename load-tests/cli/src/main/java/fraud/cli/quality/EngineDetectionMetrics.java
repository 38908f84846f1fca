package fraud.cli.quality;

import com.fasterxml.jackson.databind.JsonNode;
import fraud.model.Outcome;
import fraud.report.figures.QualityReport.EngineQuality;
import fraud.report.figures.QualityReport.ModelScores;
import fraud.rules.Reason;
import fraud.score.Scores;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one engine found: by all that it says, and by its rules and sequences without the model's score; and how good
 * the scores are. First its alerts, then its decisions, as on the wire. Not thread-safe.
 */
public final class EngineDetectionMetrics {

    private final FraudTruth truth;
    private final Quality.Question question;
    private final DetectionMetrics all;
    private final DetectionMetrics byRules;
    private final ScoreTally champion = new ScoreTally("champion");
    private final ScoreTally challenger = new ScoreTally("challenger");

    /**
     * DetectionMetrics of an engine.
     *
     * @param engine its name
     * @param truth with all labels and transactions taken
     * @param question what is to be counted
     */
    public EngineDetectionMetrics(String engine, FraudTruth truth, Quality.Question question) {
        this.truth = truth;
        this.question = question;
        this.all = new DetectionMetrics(engine, truth, question.scope(), question.costs());
        this.byRules = new DetectionMetrics(engine, truth, question.scope(), question.costs());
    }

    /** Takes an alert. */
    public void alert(JsonNode alert) {
        String rule = alert.path("rule").asText();
        List<String> transactionIds = texts(alert.path("transactionIds"));
        all.alert(rule, transactionIds);
        byRules.alert(rule, transactionIds);
    }

    /** Takes a decision, after all alerts. */
    public void decision(JsonNode decision) {
        String transactionId = decision.path("transactionId").asText();
        String cardId = decision.path("cardId").asText();
        long eventTimeMillis = decision.path("eventTimeMillis").asLong();
        String outcome = decision.path("outcome").asText();
        List<String> reasons = texts(decision.path("reasons"));
        all.decision(transactionId, cardId, eventTimeMillis, outcome, reasons);
        List<String> rules = reasons.stream()
                .filter(reason -> !reason.equals(Reason.MODEL_SCORE.name()))
                .toList();
        byRules.decision(transactionId, cardId, eventTimeMillis, withoutScore(outcome, reasons, rules), rules);
        if (question.scope().counts(cardId, eventTimeMillis)) {
            boolean fraud = truth.fraud(transactionId).isPresent();
            String version = decision.path("modelVersion").asText(Scores.NO_MODEL);
            if (!version.equals(Scores.NO_MODEL)) {
                champion.take(
                        version, cardId, eventTimeMillis, decision.path("score").asDouble(), fraud);
            }
            JsonNode challenging = decision.path("challengerVersion");
            if (!challenging.isMissingNode()) {
                challenger.take(
                        challenging.asText(),
                        cardId,
                        eventTimeMillis,
                        decision.path("challengerScore").asDouble(),
                        fraud);
            }
        }
    }

    /** What the decision would have been: only a score and a block decline (SEMANTICS 5.3). */
    private static String withoutScore(String outcome, List<String> reasons, List<String> rules) {
        if (rules.size() == reasons.size()) {
            return outcome;
        }
        if (rules.isEmpty()) {
            return Outcome.APPROVE.name();
        }
        return DetectionMetrics.isOrdered(rules) ? outcome : Outcome.REVIEW.name();
    }

    private static List<String> texts(JsonNode array) {
        return Stream.iterate(0, index -> index < array.size(), index -> index + 1)
                .map(index -> array.get(index).asText())
                .toList();
    }

    /** What it found by all that it says. */
    public DetectionMetrics all() {
        return all;
    }

    /** What the engine found, and how good the scores are, where decisions name a model. */
    public EngineQuality quality() {
        List<ModelScores> scores = Stream.of(champion, challenger)
                .map(ScoreTally::quality)
                .flatMap(Optional::stream)
                .toList();
        EngineQuality quality = all.quality(question.analysts());
        return scores.isEmpty() ? quality : quality.with(scores, byRules.quality(question.analysts()));
    }
}
