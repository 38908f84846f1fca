package fraud.lab.measuring;

import fraud.lab.measuring.DemoView.EngineView;
import fraud.report.figures.EngineReport.History.Progress;
import fraud.report.figures.EngineReport.LatencySecond;
import fraud.report.figures.RunReport.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How one engine goes, a sample a second. Not thread-safe. */
public final class EngineTimeSeries {

    /** Rates that people see change too fast to read are means over this many samples. */
    private static final int SMOOTHED_OVER = 3;

    private final OutputFollower follower;
    private final List<Progress> answered = new ArrayList<>();
    private final List<Rate> rates = new ArrayList<>();
    private final List<LatencySecond> latencies = new ArrayList<>();
    private final Lag lag = new Lag();

    public EngineTimeSeries(OutputFollower follower) {
        this.follower = follower;
    }

    public OutputFollower follower() {
        return follower;
    }

    public String name() {
        return follower.engine().wireName();
    }

    /** Looks now. */
    public void sample(double atSeconds) {
        long now = follower.status().answers();
        if (!answered.isEmpty()) {
            Progress last = answered.get(answered.size() - 1);
            rates.add(new Rate(atSeconds, (now - last.answered()) / (atSeconds - last.atSeconds())));
        }
        answered.add(new Progress(atSeconds, now));
        follower.interval(atSeconds).ifPresent(latencies::add);
    }

    /** How far it was behind in the measured part. */
    public Lag lag() {
        return lag;
    }

    /** What people see of it. */
    public EngineView view(long toAnswer) {
        OutputFollower.Status status = follower.status();
        return new EngineView(
                name(),
                status.answers(),
                recentPerSecond(),
                status.alerts(),
                Math.max(0, toAnswer - status.answers()),
                latencies.isEmpty() ? Optional.empty() : Optional.of(latencies.get(latencies.size() - 1)));
    }

    private double recentPerSecond() {
        return rates.subList(Math.max(0, rates.size() - SMOOTHED_OVER), rates.size()).stream()
                .mapToDouble(Rate::perSecond)
                .average()
                .orElse(0);
    }

    /** Records answered so far, at each sample. */
    public List<Progress> answered() {
        return answered;
    }

    /** Records answered a second. */
    public List<Rate> rates() {
        return rates;
    }

    /** Latencies of decisions, a second each. */
    public List<LatencySecond> latencies() {
        return latencies;
    }
}
