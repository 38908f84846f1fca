package fraud.training.evaluate;

import fraud.drift.ScoreReference;
import fraud.training.model.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a {@link ScoreReference} of what was scored in a training. */
public final class ReferenceScores {

    private ReferenceScores() {}

    private record Row(double score, Optional<Boolean> outcome) implements ScoreReference.Row {}

    /**
     * Of all rows of some days: in the stream, too, all are scored.
     *
     * @param source whose scores they are, as {@link ScoreReference} names it
     * @param known the rows whose outcome is known
     * @param open the others
     * @param days how many days that is
     * @param threshold the least score to review
     * @param rule what it was chosen by
     */
    public static ScoreReference of(
            String source, List<Scored> known, List<Scored> open, int days, double threshold, ThresholdRule rule) {
        List<Row> rows = new ArrayList<>();
        known.forEach(
                one -> rows.add(new Row(one.score(), Optional.of(one.example().fraud()))));
        open.forEach(one -> rows.add(new Row(one.score(), Optional.empty())));
        return ScoreReference.of(source, rows, days, threshold, rule.isBudget() ? rule.alertsPerDay() : null);
    }
}
