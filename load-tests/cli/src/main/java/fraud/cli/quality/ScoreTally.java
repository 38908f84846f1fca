package fraud.cli.quality;

import fraud.report.figures.QualityReport.ModelScores;
import fraud.score.RankingMetrics;
import fraud.score.ScoredTransaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The scores that one model, or the versions that followed each other in its role, gave to transactions whose outcome
 * is known. Memory is some 50 bytes a score. Not thread-safe.
 */
public final class ScoreTally {

    /** Versions in the order of their numbers, which may be long ones. */
    private static final Comparator<String> BY_NUMBER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private final String role;
    private final TreeSet<String> versions = new TreeSet<>(BY_NUMBER);
    private final List<ScoredTransaction> scored = new ArrayList<>();
    /** One string a card, however many transactions it has. */
    private final Map<String, String> cardIds = new HashMap<>();

    /**
     * A tally without any score.
     *
     * @param role what the model is there for, such as {@code champion}
     */
    public ScoreTally(String role) {
        this.role = role;
    }

    /** Takes a score. */
    public void take(String version, String cardId, long eventTimeMillis, double score, boolean fraud) {
        versions.add(version);
        String one = cardIds.computeIfAbsent(cardId, same -> same);
        scored.add(new ScoredTransaction(one, eventTimeMillis, score, fraud));
    }

    /** How good the scores are, if there are any; a figure that the transactions do not allow is left out. */
    public Optional<ModelScores> quality() {
        if (scored.isEmpty()) {
            return Optional.empty();
        }
        long frauds = scored.stream().filter(ScoredTransaction::fraud).count();
        boolean hasBoth = frauds > 0 && frauds < scored.size();
        return Optional.of(new ModelScores(
                role,
                List.copyOf(versions),
                scored.size(),
                frauds,
                hasBoth ? RankingMetrics.areaUnderRoc(scored) : null,
                frauds > 0 ? RankingMetrics.averagePrecision(scored) : null,
                RankingMetrics.cardPrecision(scored, ModelScores.CARDS_A_DAY),
                RankingMetrics.cardPrecisionCeiling(scored, ModelScores.CARDS_A_DAY)));
    }
}
