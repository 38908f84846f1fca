package fraud.report.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was done to the input on its way that its owner should know: the member {@code notes} of
 * {@code summary.json}.
 *
 * @param rowsLeftOut rows of a table that a filter left out
 * @param rowsWithoutLabel rows whose cell about fraud is empty, in a table that has one
 * @param localTimesSkipped local times that a change of clocks skips; read with the clocks of before it
 * @param localTimesDoubled local times that a change of clocks brings twice; the earlier was taken
 * @param timestampsReplaced records without a time of their own that could be used; they got that of the record before
 * @param outOfOrder records of {@code transactions} whose own time lies before that of a record above them
 * @param late transactions that lie so far before a record above them that they are late (SEMANTICS 7.1); those that
 *     were published late by their own account are not counted here
 * @param sorted whether the records were put in the order of their times on the way
 * @param labels what there is to say of the labels; left out if there are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InputNotes(
        long rowsLeftOut,
        long rowsWithoutLabel,
        long localTimesSkipped,
        long localTimesDoubled,
        long timestampsReplaced,
        long outOfOrder,
        long late,
        boolean sorted,
        LabelNotes labels) {

    /**
     * What there is to say of labels.
     *
     * @param labelled transactions that have labels
     * @param withoutTransaction of these, transactions that the input does not have
     * @param contradictory of these, transactions whose labels contradict each other; the last one stands
     */
    public record LabelNotes(long labelled, long withoutTransaction, long contradictory) {}

    /** From here on late transactions are no accident of a few. */
    private static final double MANY_LATE_SHARE = 0.01;

    private static final long MANY_LATE = 1_000;

    /**
     * What is to be said of it, each in a line; nothing if there is nothing.
     *
     * @param records of {@code transactions}
     * @param maxOutOfOrdernessMillis b of SEMANTICS 7, from which on a transaction is late
     */
    public List<String> lines(long records, long maxOutOfOrdernessMillis) {
        String bound = maxOutOfOrdernessMillis % 1_000 == 0
                ? maxOutOfOrdernessMillis / 1_000 + " s"
                : maxOutOfOrdernessMillis + " ms";
        List<String> lines = new ArrayList<>();
        note(lines, rowsLeftOut, "row is left out by the filter", "rows are left out by the filter");
        note(
                lines,
                rowsWithoutLabel,
                "row does not say whether it is fraud, and has no label",
                "rows do not say whether they are fraud, and have no label");
        note(
                lines,
                localTimesSkipped,
                "local time does not exist, since the clocks went forward: it is read with the clocks of before the change",
                "local times do not exist, since the clocks went forward: they are read with the clocks of before the change");
        note(
                lines,
                localTimesDoubled,
                "local time exists twice, since the clocks went back: the earlier is taken",
                "local times exist twice, since the clocks went back: the earlier is taken");
        note(
                lines,
                timestampsReplaced,
                "line has no usable time of its own and got the line before's",
                "lines have no usable time of their own and got the line before's");
        if (isMuchLate(records)) {
            lines.add(String.format(
                    Locale.ROOT,
                    "WARNING: %,d of %,d transactions (%.1f %%) lie more than %s before a line above them: they are late, so no"
                            + " sequence sees them, and the history of their cards takes them in the wrong order; what is found of"
                            + " fraud is worth little. --sort puts the lines in the order of their times",
                    late,
                    records,
                    100.0 * late / records,
                    bound));
        } else {
            String more = String.format(
                    Locale.ROOT, ", %,d by more than %s and so late; --sort puts the lines in order", late, bound);
            note(
                    lines,
                    outOfOrder,
                    "line lies before a line above it" + more,
                    "lines lie before a line above them" + more);
        }
        if (labels != null && labels.labelled() == 0) {
            lines.add("note: there is not one label, so nothing is judged");
        } else if (labels != null) {
            String of = String.format(Locale.ROOT, "of %,d labelled transactions ", labels.labelled());
            note(
                    lines,
                    labels.withoutTransaction(),
                    of + "is not in the input, and counts for nothing",
                    of + "are not in the input, and count for nothing");
            note(
                    lines,
                    labels.contradictory(),
                    "transaction has labels that contradict each other: the last one stands",
                    "transactions have labels that contradict each other: of each the last one stands");
        }
        return lines;
    }

    private boolean isMuchLate(long records) {
        return late > MANY_LATE || late > MANY_LATE_SHARE * records;
    }

    private static void note(List<String> lines, long count, String ofOne, String ofMany) {
        if (count > 0) {
            lines.add(String.format(Locale.ROOT, "note: %,d %s", count, count == 1 ? ofOne : ofMany));
        }
    }
}
