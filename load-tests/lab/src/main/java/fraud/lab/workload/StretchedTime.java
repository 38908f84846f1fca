package fraud.lab.workload;

import fraud.config.DetectorParameters;

/** Streams whose time passes faster than ours: an hour of a population's in a second or so. */
public final class StretchedTime {

    private StretchedTime() {}

    /**
     * The contract's parameters for them. The lead is the greatest there is: the least one is over in some thirty
     * milliseconds of ours, and heartbeats would have to come every few of them.
     *
     * @param partitions of {@code transactions}
     */
    public static DetectorParameters parameters(int partitions) {
        DetectorParameters defaults = DetectorParameters.defaults(partitions);
        return new DetectorParameters(
                defaults.partitions(),
                defaults.labelPartitions(),
                defaults.maxOutOfOrdernessMillis(),
                defaults.skewMillis(),
                DetectorParameters.MAX_LEAD_MILLIS,
                defaults.historyLimit(),
                defaults.merchantDailyLimit(),
                defaults.withFeatures());
    }
}
