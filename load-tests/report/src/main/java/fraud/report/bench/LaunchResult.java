package fraud.report.bench;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One launch of a system on a workload: the unit of repetition.
 *
 * @param workload by name
 * @param system by name
 * @param launch its number, from 1
 * @param startedAt when, UTC
 * @param seconds how long it took, checks included
 * @param firstOutputSeconds from the start of the system until its first output was polled
 * @param inputs records of transactions that are to be answered
 * @param lossless whether each has exactly the output that it must have, as far as that was checked
 * @param findings what was lost or wrong, if anything: then it is no result
 * @param windows all of them, the void ones included
 * @param samples twice a second, fewer where they were thinned
 * @param marks all checkpoints or batches
 * @param collections all garbage collections of the system's JVMs
 * @param search what a search came to, else null
 * @param checked what the outputs were held against; null in results from before it was kept: {@link #BY_REFERENCE}
 * @param warmStart what it began with; null if with nothing
 */
public record LaunchResult(
        String workload,
        String system,
        int launch,
        String startedAt,
        double seconds,
        double firstOutputSeconds,
        long inputs,
        boolean lossless,
        List<String> findings,
        List<WindowResult> windows,
        List<Sample> samples,
        List<Mark> marks,
        List<Collection> collections,
        Search search,
        String checked,
        WarmStart warmStart) {

    /** Of {@link #checked}: each input has its outputs, byte for byte those of the reference. */
    public static final String BY_REFERENCE = "equal to the reference";

    /** Of {@link #checked}: more records than the reference can hold, held against the input alone. */
    public static final String BY_INPUT =
            "lossless only: each record has its answer, once; not held against the reference";

    public LaunchResult {
        collections = collections == null ? List.of() : collections;
    }

    /** One that began with nothing, of which it is not said what it was held against. */
    public LaunchResult(
            String workload,
            String system,
            int launch,
            String startedAt,
            double seconds,
            double firstOutputSeconds,
            long inputs,
            boolean lossless,
            List<String> findings,
            List<WindowResult> windows,
            List<Sample> samples,
            List<Mark> marks,
            List<Collection> collections,
            Search search) {
        this(
                workload,
                system,
                launch,
                startedAt,
                seconds,
                firstOutputSeconds,
                inputs,
                lossless,
                findings,
                windows,
                samples,
                marks,
                collections,
                search,
                null,
                null);
    }

    /** The same with at most so many samples, evenly spaced, the first and the last among them. */
    LaunchResult thinned(int most) {
        int kept = Math.min(most, samples.size());
        List<Sample> fewer = IntStream.range(0, kept)
                .map(i -> kept == 1 ? 0 : (int) Math.round((double) i * (samples.size() - 1) / (kept - 1)))
                .mapToObj(samples::get)
                .map(Sample::rounded)
                .toList();
        return new LaunchResult(
                workload,
                system,
                launch,
                startedAt,
                seconds,
                firstOutputSeconds,
                inputs,
                lossless,
                findings,
                windows,
                fewer,
                marks,
                collections,
                search,
                checked,
                warmStart);
    }

    /** Whether it was not held against the reference. No getter by its name, since it is no member of the file. */
    public boolean losslessOnly() {
        return BY_INPUT.equals(checked);
    }

    /** What those of several workloads share that one launch had, one after the other. */
    public String id() {
        return system + " " + launch + " " + startedAt;
    }

    /** Whether it says anything: a valid window, or a search of which no step is void. No getter by its name. */
    public boolean measured() {
        return search == null ? !validWindows().isEmpty() : lossless && search.voidSteps() == 0;
    }

    /** The windows that say something; none if anything was lost. */
    public List<WindowResult> validWindows() {
        return lossless ? windows.stream().filter(WindowResult::valid).toList() : List.of();
    }
}
