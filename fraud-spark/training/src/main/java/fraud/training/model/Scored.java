package fraud.training.model;

import fraud.score.ScoredTransaction;
import fraud.training.data.Example;
import java.util.List;

/**
 * A row with its outcome and its score.
 *
 * @param example the row and its outcome
 * @param score from 0 to 1, the higher, the more suspicious
 */
public record Scored(Example example, double score) {

    public ScoredTransaction forMetrics() {
        return new ScoredTransaction(example.row().cardId(), example.row().eventTimeMillis(), score, example.fraud());
    }

    public static List<ScoredTransaction> forMetrics(List<Scored> scored) {
        return scored.stream().map(Scored::forMetrics).toList();
    }
}
