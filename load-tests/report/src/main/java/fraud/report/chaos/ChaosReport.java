package fraud.report.chaos;

import java.util.List;

/**
 * What the page of a campaign of faults is made of.
 *
 * @param results all that it came to
 * @param cells what each system made of each scenario
 * @param method how the figures came about, in sentences
 * @param limits what they do not say
 */
public record ChaosReport(ChaosResults results, List<ChaosCell> cells, List<String> method, List<String> limits) {

    private static final List<String> METHOD = List.of(
            "Each run begins with a broker, topics and a cluster of its own, and with the whole history decided."
                    + " Traffic is an open loop: a transaction is sent when it is due, whatever the detector does.",
            "A supervisor starts again what has ended, within a second, as systemd or Kubernetes would. What manages a"
                    + " Flink cluster is a leader by ZooKeeper; Spark's driver runs on a worker, which starts it again.",
            "Faults strike at random moments of a seed. One in three waits until a checkpoint or the commit of a"
                    + " batch is under way, and strikes then; that it was is read from the files of the checkpoint"
                    + " directory, before and after the fault.",
            "Outage: the longest time from one decision that had not been there before to the next, as they are polled."
                    + " Known after: by the engine's own log or, where it says nothing, by the start of the process that"
                    + " takes the place of the one that was hit.",
            "The SLO is twice the 99th percentile of the latency before the first fault; in each second 98 % of the"
                    + " decisions due must keep it. In the SLO after: until that holds in every second up to the next"
                    + " fault.",
            "Repeats are told by the transaction that they decide. Lost and wrong come from a reconciliation of every"
                    + " output with its input, and from the reference detector, whose outputs must be equal, repeats"
                    + " apart.");

    private static final List<String> LIMITS = List.of(
            "All processes share one machine, the broker and the generator included: a process that starts competes"
                    + " with those that decide, and disks and networks do not fail with it.",
            "Latencies are of one machine's clock, polls included; with transactions a decision is polled when its"
                    + " checkpoint is complete.");

    /** That of some results. */
    public static ChaosReport of(ChaosResults results) {
        return new ChaosReport(results, ChaosCell.of(results.runs()), METHOD, LIMITS);
    }
}
