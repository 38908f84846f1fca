package fraud.training.data;

import fraud.training.console.TrainingFailedException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The folds that candidates are chosen by: the split of the test, shifted back by whole test times so far that all
 * outcomes of the validation were known before the test began, and from there on back as far as there is history.
 */
public final class PrequentialValidation {

    private PrequentialValidation() {}

    /**
     * The folds there would be with enough history, the latest first.
     *
     * @param test the split of the test
     * @param folds how many
     */
    public static List<Split> folds(Split test, int folds) {
        int step = test.days();
        int first = (step + test.delayDays() + step - 1) / step * step;
        List<Split> splits = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            splits.add(test.earlier(first + (long) fold * step, test.knownMillis()));
        }
        return splits;
    }

    /**
     * Those of the folds that there is enough history for, the latest first.
     *
     * @throws TrainingFailedException if there is none
     */
    public static List<Fold> usable(TrainingTable table, Split test, int folds) {
        List<Fold> usable = new ArrayList<>();
        for (Split split : folds(test, folds)) {
            if (table.firstMillis() >= Split.millis(split.trainFrom().plusDays(1))) {
                break;
            }
            Split.Sample sample = split.of(table);
            if (!sample.isUsable()) {
                break;
            }
            usable.add(new Fold(split, sample));
        }
        if (usable.isEmpty()) {
            LocalDate needed = folds(test, 1).get(0).trainFrom();
            throw new TrainingFailedException("too little history: to choose a model, transactions with fraud and other"
                    + " outcomes are needed from " + needed
                    + " on (as many days for training and judging as you ask for,"
                    + " and the delay twice); the first of the input is "
                    + (table.firstMillis() == Long.MAX_VALUE
                            ? "missing"
                            : "of " + java.time.Instant.ofEpochMilli(table.firstMillis())));
        }
        return usable;
    }

    /**
     * A split with its rows.
     *
     * @param split its times
     * @param sample its rows
     */
    public record Fold(Split split, Split.Sample sample) {}
}
