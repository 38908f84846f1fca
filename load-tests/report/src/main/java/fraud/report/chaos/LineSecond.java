package fraud.report.chaos;

/**
 * A second of a run's live part. What there is none of, such as the latency of decisions where none was due, is null.
 *
 * @param atSeconds its beginning, since the run's start
 * @param decided first decisions that were polled in it
 * @param repeated decisions that were polled in it and had been before
 * @param p50Millis median latency of the decisions due in it
 * @param p99Millis their 99th percentile
 * @param maxMillis the longest
 */
public record LineSecond(
        double atSeconds, long decided, long repeated, Double p50Millis, Double p99Millis, Double maxMillis) {}
