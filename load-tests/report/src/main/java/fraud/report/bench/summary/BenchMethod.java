package fraud.report.bench.summary;

import fraud.report.bench.stats.RatioInterval;
import java.util.List;

/** How a bench measures, and what its figures do not say, for those who read them. */
public final class BenchMethod {

    private BenchMethod() {}

    /**
     * A mistake that benchmarks were caught in, and what is done about it here.
     *
     * @param mistake in a few words
     * @param answer in a sentence or two
     */
    public record Answer(String mistake, String answer) {}

    /** What is done about each of the mistakes that benchmarks of stream processors were caught in. */
    public static List<Answer> answers() {
        return List.of(
                new Answer(
                        "A fault of the generator decides",
                        "All systems get the same stream, made from a seed by one generator. Every output of every launch"
                                + " is compared byte for byte with the reference detector's (an echo's with its source), and"
                                + " a window in which the generator handed more than 1 % of the records over more than 50 ms"
                                + " late is void."),
                new Answer(
                        "Driver and system share a machine, and nobody says so",
                        "They do here. What broker and lab (generator and measurements) use is shown beside the system's"
                                + " roles, and a window in which anything else used more than 3 % of the machine is void."),
                new Answer(
                        "Coordinated omission",
                        "The load is an open loop: events go out on a schedule, whether answers come or not, and latency"
                                + " counts from the time at which a transaction was to be sent, not from when it was."),
                new Answer(
                        "Different end points",
                        "One reader, in the lab, polls the output topics of every system, and sees what is written in"
                                + " transactions once it is committed. The append is the broker's"
                                + " own time (LogAppendTime) on the same topics."),
                new Answer(
                        "One side is tuned",
                        "Partitions, cores, number of processors, garbage collector and Kafka clients' settings are the"
                                + " same for all. What a system sets besides stands with its settings, and engines with their"
                                + " own defaults are systems too; memory is not"
                                + " the same, since a cluster has more processes than a loop."),
                new Answer(
                        "The best of one against the worst of the other",
                        "Figures are medians over launches of their valid windows, with the least and the greatest beside"
                                + " them. The order of systems moves on by one each round, and every launch is shown."),
                new Answer(
                        "Different populations, as where batches coalesce records",
                        "Each record counts by itself, by the answer to it: a decision, a dead letter or a duplicate."
                                + " Latency is that of every decision whose transaction was to be sent in the window; none"
                                + " is clipped or left out, and negative ones are counted."),
                new Answer(
                        "Different guarantees in one row",
                        "Each guarantee has a table of its own. Loops, which survive nothing, are there to be compared"
                                + " with, not to be chosen."),
                new Answer(
                        "Windows that are shorter than checkpoints",
                        "At least five checkpoints or batches must have ended in a window, or it is void."),
                new Answer(
                        "Repeats inside one JVM",
                        "The unit is the launch: a new broker and new processes of the system. Live workloads of one"
                                + " stream may share a launch, in an order that moves on with each round. The lab's own JVM stays"
                                + " for all launches. A ratio has a bootstrap interval over launches of 98 % certainty; with"
                                + " fewer than " + RatioInterval.ENOUGH_LAUNCHES + " a side it only indicates."),
                new Answer(
                        "A warm-up by rule of thumb",
                        "Steady workloads warm up for a fixed time, and are then looked at: a window over which the"
                                + " median latency of its seconds, or a backlog's rate, runs by more than 5 % of its median"
                                + " (Theil–Sen), and certainly rises or falls (Mann–Kendall, 95 %), is void. A backlog's window begins as early as that allows. With bursts"
                                + " there is no such test."),
                new Answer(
                        "Throughput without lag, toy state, sinks that throw away",
                        "A steady window tells by how much the system fell behind each second. Each launch begins with a"
                                + " history of days of some thousand cards, which is kept as state. All outputs go to Kafka"
                                + " with acks=all, are read, drained to the end and checked."));
    }

    /** What the figures do not say. */
    public static List<String> limits() {
        return List.of(
                "System, broker, generator and measurements share one machine, often a virtual one of few cores: a rate is"
                        + " that of this machine, and latency holds the wait for a core. CPU time suffers least.",
                "One broker without replication, reached over the loopback device: a cluster of brokers adds the network"
                        + " and the replicas to every latency.",
                "Checkpoints go to the local disk, not to an object store.",
                "One TaskManager or one executor: what a shuffle between machines costs is not measured, nor is recovery.",
                "CPU time of a process that ends between two samples, half a second apart, is known up to the first.",
                "Resident memory is what Linux tells of processes: it includes what the JVM keeps without need.",
                "The broker's append time has a resolution of 1 ms, whose middle counts.",
                "Transactions are generated: their fields, keys and skew are those of the generator's population.",
                "The domain's share (floor less echo) is that of one thread without fault tolerance; the rest holds what"
                        + " state that survives costs an engine, and whatever it does otherwise.");
    }
}
