package fraud.lab.bench.windows;

import fraud.lab.bench.measure.RunData;
import fraud.report.bench.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why a window of a launch says nothing. */
final class VoidReasons {

    /** Least number of checkpoints or batches in a window. */
    static final int LEAST_MARKS = 5;
    /** Greatest run of the rate, or of the median latency, over a window, if it is certain that it runs at all. */
    static final double MAX_DRIFT = 0.05;
    /** Greatest share of the machine that others may use. */
    static final double MAX_OTHERS = 0.03;
    /** Greatest share of the records that may be handed over late. */
    static final double MAX_SENT_LATE = 0.01;

    private final RunData data;

    VoidReasons(RunData data) {
        this.data = data;
    }

    /** Those of a window in which nothing is to change. */
    List<String> of(double from, double to, Drift drift) {
        List<String> reasons = ofStep(from, to);
        if (drift.isUnknown()) {
            reasons.add("too few outputs to tell whether it was warm");
        } else if (drift.share() > MAX_DRIFT && drift.isCertain()) {
            reasons.add(percent(
                    "not warm: drifted by %.1f %% of the median; at most %.0f %% are allowed",
                    drift.share(), MAX_DRIFT));
        }
        int marks = marks(from, to);
        if (data.expectsMarks() && marks < LEAST_MARKS) {
            reasons.add(marks + " checkpoints or batches ended in it; at least " + LEAST_MARKS + " are needed");
        }
        return reasons;
    }

    /** Those of a step of a search, in which a system may fall behind. */
    List<String> ofStep(double from, double to) {
        List<String> reasons = new ArrayList<>();
        double others = data.samples().othersShare(from, to, data.cores());
        if (others > MAX_OTHERS) {
            reasons.add(percent(
                    "other processes used %.1f %% of the machine; at most %.0f %% are allowed", others, MAX_OTHERS));
        }
        double late = sentLateShare(from, to);
        if (late > MAX_SENT_LATE) {
            reasons.add(percent(
                    "the generator handed %.1f %% of the records over late; at most %.0f %% are allowed",
                    late, MAX_SENT_LATE));
        }
        return reasons;
    }

    /** Whether the generator kept its schedule. */
    boolean hasSent(double from, double to) {
        return sentLateShare(from, to) <= MAX_SENT_LATE;
    }

    private double sentLateShare(double from, double to) {
        return data.samples().gain(from, to, Sample::sentLate)
                / Math.max(1, data.samples().gain(from, to, Sample::sent));
    }

    /** How many checkpoints or batches ended between two moments. */
    int marks(double from, double to) {
        return (int) data.marks().stream()
                .map(mark -> mark.atSeconds() + mark.durationMillis() / 1e3)
                .filter(end -> end >= from && end <= to)
                .count();
    }

    private static String percent(String format, double value, double allowed) {
        return String.format(Locale.ROOT, format, value * 100, allowed * 100);
    }
}
