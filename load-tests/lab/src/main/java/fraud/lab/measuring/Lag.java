package fraud.lab.measuring;

import fraud.report.figures.EngineReport.KeepUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether an engine kept up with live traffic, by how many records it was behind once a second. Not thread-safe. */
public final class Lag {

    /** A growth of one twentieth of what is offered, or more, is falling behind. */
    private static final double MAX_GROWTH = 0.05;

    /**
     * More traffic than this, in seconds, and an engine is behind though it falls no further: a batch's time is part of
     * it.
     */
    private static final double MAX_SECONDS = 10;

    /** Fewer samples say nothing about a growth. */
    private static final int MIN_SAMPLES = 10;

    private static final int END_SHARE = 4;

    private final List<Sample> samples = new ArrayList<>();

    private record Sample(double atSeconds, double behindSeconds) {}

    /**
     * Takes a sample of the measured part.
     *
     * @param behind records sent and not answered
     * @param ratePerSecond events a second that are offered
     */
    public void add(double atSeconds, long behind, int ratePerSecond) {
        samples.add(new Sample(atSeconds, (double) behind / ratePerSecond));
    }

    /** What it comes to; nothing if there are too few samples. */
    public Optional<KeepUp> keepUp() {
        if (samples.size() < MIN_SAMPLES) {
            return Optional.empty();
        }
        List<Sample> last = samples.subList(samples.size() - samples.size() / END_SHARE, samples.size());
        double behind =
                last.stream().mapToDouble(Sample::behindSeconds).average().orElseThrow();
        double growth = slope();
        return Optional.of(new KeepUp(behind <= MAX_SECONDS && growth <= MAX_GROWTH, behind, growth));
    }

    /** Of the straight line that lies closest (least squares). */
    private double slope() {
        double meanAt =
                samples.stream().mapToDouble(Sample::atSeconds).average().orElseThrow();
        double meanBehind =
                samples.stream().mapToDouble(Sample::behindSeconds).average().orElseThrow();
        double product = 0;
        double square = 0;
        for (Sample sample : samples) {
            double at = sample.atSeconds() - meanAt;
            product += at * (sample.behindSeconds() - meanBehind);
            square += at * at;
        }
        return square == 0 ? 0 : product / square;
    }
}
