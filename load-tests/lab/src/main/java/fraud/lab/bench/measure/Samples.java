package fraud.lab.bench.measure;

import fraud.report.bench.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** The samples of a run, in the order of time, and what lies between them. */
public final class Samples {

    private final List<Sample> samples = new ArrayList<>();

    /** Takes the next. */
    public void add(Sample sample) {
        samples.add(sample);
    }

    /** All of them. */
    public List<Sample> all() {
        return List.copyOf(samples);
    }

    /** Those from one moment on up to another. */
    public List<Sample> between(double fromSeconds, double toSeconds) {
        return samples.stream()
                .filter(sample -> sample.atSeconds() >= fromSeconds && sample.atSeconds() <= toSeconds)
                .toList();
    }

    /** All roles that were seen. */
    public Set<String> roles() {
        Set<String> roles = new TreeSet<>();
        samples.forEach(sample -> roles.addAll(sample.cpuSeconds().keySet()));
        return roles;
    }

    /** A total at a moment, between two samples on the straight line from one to the other. */
    public double at(double seconds, ToDoubleFunction<Sample> total) {
        Sample before = samples.get(0);
        for (Sample sample : samples) {
            if (sample.atSeconds() >= seconds) {
                double span = sample.atSeconds() - before.atSeconds();
                double part = span == 0 ? 0 : (seconds - before.atSeconds()) / span;
                double from = total.applyAsDouble(before);
                return from + part * (total.applyAsDouble(sample) - from);
            }
            before = sample;
        }
        return total.applyAsDouble(before);
    }

    /** What a total gained between two moments. */
    public double gain(double fromSeconds, double toSeconds, ToDoubleFunction<Sample> total) {
        return at(toSeconds, total) - at(fromSeconds, total);
    }

    /** CPU seconds of a role between two moments. */
    public double cpuSeconds(String role, double fromSeconds, double toSeconds) {
        return gain(fromSeconds, toSeconds, sample -> sample.cpuSeconds().getOrDefault(role, 0.0));
    }

    /** The most memory that a role had between two moments, MiB. */
    public double peakMib(String role, double fromSeconds, double toSeconds) {
        return samples.stream()
                .filter(sample -> sample.atSeconds() >= fromSeconds && sample.atSeconds() <= toSeconds)
                .mapToDouble(sample -> sample.residentMib().getOrDefault(role, 0.0))
                .max()
                .orElse(0);
    }

    /** The share of the machine that nothing of this run used between two moments; not a number if unknown. */
    public double othersShare(double fromSeconds, double toSeconds, int cores) {
        double others = gain(fromSeconds, toSeconds, Sample::othersSeconds);
        return Math.max(0, others) / ((toSeconds - fromSeconds) * cores);
    }
}
