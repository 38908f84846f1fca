package fraud.training.data;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A time to learn from, a delay in which its outcomes become known, and a time to be judged by: the protocol of the
 * Fraud Detection Handbook (Le Borgne et al., 2022, chapter 5, {@code get_train_test_set}), point in time. All days are
 * UTC's.
 *
 * @param trainFrom first day of training
 * @param trainTo last day of training
 * @param delayDays whole days between training and judging
 * @param days days to be judged by
 * @param judgedMillis what was published by then is taken for true when judging
 */
public record Split(LocalDate trainFrom, LocalDate trainTo, int delayDays, int days, long judgedMillis) {

    /**
     * The rows of a split.
     *
     * @param train what to learn from
     * @param judged what to be judged by
     * @param unknown transactions of the training time whose outcome was not known at the end of the delay
     * @param open transactions of the time of judging without an outcome, which nothing can be judged by, but which
     *     would be scored, too
     * @param known transactions left out of judging, as their card was known for fraud; they, too, would be scored
     * @param newestOutcomeMillis when the newest outcome that is learned from was published
     */
    public record Sample(
            List<Example> train,
            List<Example> judged,
            int unknown,
            List<TableRow> open,
            List<Example> known,
            long newestOutcomeMillis) {

        /** The transactions without an outcome as examples, taken as no fraud. */
        public List<Example> openExamples() {
            return open.stream().map(row -> new Example(row, false, "")).toList();
        }

        public static long frauds(List<Example> examples) {
            return examples.stream().filter(Example::fraud).count();
        }

        /** Whether both parts have frauds and others. */
        boolean isUsable() {
            return hasBoth(train) && hasBoth(judged);
        }

        public static boolean hasBoth(List<Example> examples) {
            long frauds = frauds(examples);
            return frauds > 0 && frauds < examples.size();
        }
    }

    /** First day to be judged by. */
    public LocalDate judgedFrom() {
        return trainTo.plusDays(1L + delayDays);
    }

    /** Last day to be judged by. */
    public LocalDate judgedTo() {
        return judgedFrom().plusDays(days - 1L);
    }

    /** What was published by then can be learned from. */
    public long knownMillis() {
        return millis(judgedFrom());
    }

    public static long millis(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    /** The rows of this split. */
    public Sample of(TrainingTable table) {
        List<Example> train = new ArrayList<>();
        Set<String> knownCards = new HashSet<>();
        int unknown = 0;
        long newest = Long.MIN_VALUE;
        for (TableRow row : table.between(millis(trainFrom), millis(trainTo.plusDays(1)))) {
            TableRow.Outcome outcome = row.outcomeAt(knownMillis()).orElse(null);
            if (outcome == null) {
                unknown++;
                continue;
            }
            newest = Math.max(newest, outcome.publishedAtMillis());
            train.add(Example.of(row, outcome));
            if (outcome.fraud()) {
                knownCards.add(row.cardId());
            }
        }
        List<Example> judged = new ArrayList<>();
        List<TableRow> open = new ArrayList<>();
        List<Example> known = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            long begins = millis(judgedFrom().plusDays(day));
            addKnownCards(table, day, begins, knownCards);
            for (TableRow row : table.between(begins, begins + TimeUnit.DAYS.toMillis(1))) {
                TableRow.Outcome outcome = row.outcomeAt(judgedMillis).orElse(null);
                if (outcome == null) {
                    open.add(row);
                } else if (knownCards.contains(row.cardId())) {
                    known.add(Example.of(row, outcome));
                } else {
                    judged.add(Example.of(row, outcome));
                }
            }
        }
        return new Sample(train, judged, unknown, open, known, newest);
    }

    /** Each day one more day of frauds is known: the one that lies the delay and a day before it. */
    private void addKnownCards(TrainingTable table, int day, long knownMillis, Set<String> knownCards) {
        LocalDate settled = trainTo.plusDays(day);
        for (TableRow row : table.between(millis(settled), millis(settled.plusDays(1)))) {
            if (row.outcomeAt(knownMillis).filter(TableRow.Outcome::fraud).isPresent()) {
                knownCards.add(row.cardId());
            }
        }
    }

    /** This split, so many days earlier. */
    Split earlier(long byDays, long nowJudgedMillis) {
        return new Split(trainFrom.minusDays(byDays), trainTo.minusDays(byDays), delayDays, days, nowJudgedMillis);
    }
}
