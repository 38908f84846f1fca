package fraud.score;

import java.util.List;

/**
 * What the models in force say of one transaction (SEMANTICS 15).
 *
 * @param score the champion's, from 0 to 1; 0 if there is none
 * @param modelVersion version of the champion, or {@link #NO_MODEL}
 * @param threshold score from which on the champion takes a transaction for fraud; above 1 if there is none
 * @param declineThreshold score from which on it is to be declined; above 1 if the model never says so
 * @param contributions of the features that moved the champion's score most, if they are wanted
 * @param challengerScore the challenger's, or null if there is none
 * @param challengerVersion version of the challenger, or null if there is none
 */
public record Scores(
        double score,
        String modelVersion,
        double threshold,
        double declineThreshold,
        List<Contribution> contributions,
        Double challengerScore,
        String challengerVersion) {

    /** Version of what is not there. */
    public static final String NO_MODEL = "none";

    /** No model is in force. */
    public static final Scores NONE =
            new Scores(0, NO_MODEL, ModelManifest.NEVER, ModelManifest.NEVER, List.of(), null, null);

    /** What a champion says, without a challenger. */
    public static Scores ofChampion(PublishedModel champion, double score, ModelManifest manifest) {
        return new Scores(
                score,
                String.valueOf(champion.version()),
                manifest.threshold(),
                manifest.declineThreshold(),
                List.of(),
                null,
                null);
    }

    /** The same with a challenger's score. */
    public Scores withChallenger(PublishedModel challenger, double itsScore) {
        return new Scores(
                score,
                modelVersion,
                threshold,
                declineThreshold,
                contributions,
                itsScore,
                String.valueOf(challenger.version()));
    }

    /** The same with the features that moved the champion's score most. */
    public Scores withContributions(List<Contribution> moved) {
        return new Scores(score, modelVersion, threshold, declineThreshold, moved, challengerScore, challengerVersion);
    }
}
