package fraud.training;

import fraud.training.evaluate.Ranking;
import fraud.training.model.Candidate;
import fraud.training.model.Scored;
import java.util.List;

/**
 * A candidate with what it came to on each fold.
 *
 * @param rankings one a fold, the latest first
 * @param scored the transactions of each fold that have an outcome
 * @param open the transactions without an outcome, taken as no fraud
 * @param known the transactions of cards that were known for fraud, which nothing is judged by
 * @param seconds how long all of it took
 */
record Validated(
        Candidate candidate,
        List<Ranking> rankings,
        List<List<Scored>> scored,
        List<Scored> open,
        List<Scored> known,
        double seconds) {

    Ranking mean() {
        return Ranking.mean(rankings);
    }
}
