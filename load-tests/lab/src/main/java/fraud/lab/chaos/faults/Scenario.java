package fraud.lab.chaos.faults;

import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.systems.ClusterShape;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What goes wrong in a run, again and again. */
@SuppressWarnings("ImmutableEnumChecker") // a record of numbers, and what makes faults anew for each run
public enum Scenario {
    WORKER(
            "worker",
            "kill -9 of the worker at work, which is started again; no other is there",
            Needs.ONE_OF_EACH,
            () -> List.of(new Kill(Part.WORKER))),
    WORKER_SPARE(
            "worker-spare",
            "kill -9 of a worker at work, with room for its tasks on another",
            Needs.SPARE_WORKER,
            () -> List.of(new Kill(Part.WORKER))),
    MASTER(
            "master",
            "kill -9 of what tells the workers what to do: the JobManager, which ZooKeeper makes a leader again, or Spark's"
                    + " driver, which its worker starts again",
            Needs.ONE_OF_EACH,
            () -> List.of(new Kill(Part.MASTER))),
    EVERYTHING(
            "everything",
            "kill -9 of all processes of the cluster at once",
            Needs.ONE_OF_EACH,
            () -> List.of(new Kill(Part.EVERYTHING))),
    KILLS(
            "kills",
            "kill -9 of a worker, of its master, of a worker and of everything, in turns",
            Needs.ONE_OF_EACH,
            () -> List.of(
                    new Kill(Part.WORKER), new Kill(Part.MASTER), new Kill(Part.WORKER), new Kill(Part.EVERYTHING))),
    BEFORE_COMMIT(
            "before-commit",
            "kill -9 of the worker when its checkpoint is complete and its transactions are not yet committed",
            Needs.TRANSACTIONS,
            () -> List.of(new KillBeforeCommit())),
    PAUSE(
            "pause",
            "the worker at work stands still for 20 s",
            Needs.ONE_OF_EACH,
            () -> List.of(new Pause(Part.WORKER, Duration.ofSeconds(20)))),
    OUT_OF_MEMORY(
            "out-of-memory",
            "the heap of the worker at work fills up",
            Needs.ONE_OF_EACH,
            () -> List.of(new OutOfMemory())),
    BROKER(
            "broker",
            "kill -9 of one broker of three, which is back after 15 s",
            Needs.THREE_BROKERS,
            () -> List.of(new BrokerDown(Duration.ofSeconds(15)))),
    BROKER_CUT(
            "broker-cut",
            "the network to Kafka is cut for 60 s",
            Needs.PROXY,
            () -> List.of(new BrokerCut(Duration.ofSeconds(60)))),
    STORAGE_GONE(
            "storage-gone",
            "the storage of checkpoints is gone for 20 s",
            Needs.ONE_OF_EACH,
            () -> List.of(new StorageGone(Duration.ofSeconds(20))));

    private final String wireName;
    private final String title;
    private final Needs needs;
    private final Supplier<List<FaultKind>> kinds;

    Scenario(String wireName, String title, Needs needs, Supplier<List<FaultKind>> kinds) {
        this.wireName = wireName;
        this.title = title;
        this.needs = needs;
        this.kinds = kinds;
    }

    /** All by the names that the command line has. */
    public static Map<String, Scenario> byName() {
        Map<String, Scenario> byName = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(scenario -> byName.put(scenario.wireName, scenario));
        return byName;
    }

    /** As the command line has it. */
    public String wireName() {
        return wireName;
    }

    /** What happens, for people. */
    public String title() {
        return title;
    }

    /** What it happens to. */
    public Needs needs() {
        return needs;
    }

    /** The cluster that it happens to. */
    public ClusterShape shape() {
        return new ClusterShape(needs.workers(), true);
    }

    /** Whether it can happen to a system. */
    public boolean concerns(SystemSpec system) {
        return !needs.transactions() || system.guarantee() == SystemSpec.Guarantee.EXACTLY_ONCE;
    }

    /** The faults of a run, one of which strikes after the other, over and over. */
    public List<FaultKind> kinds() {
        return kinds.get();
    }

    /** How long the longest of its faults lasts. */
    public Duration lasts() {
        return kinds().stream().map(FaultKind::lasts).max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
