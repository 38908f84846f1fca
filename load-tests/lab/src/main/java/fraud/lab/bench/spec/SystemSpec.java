package fraud.lab.bench.spec;

import java.util.List;
import java.util.Map;

/**
 * A system whose cost is measured: {@code load-tests/systems/NAME.yaml}.
 *
 * @param name the file's name without its end; also ends the names of its output topics
 * @param title what reports call it
 * @param kind how it is started; null of one that others have deployed, which has no file
 * @param guarantee what a crash leaves of its output; systems of another guarantee stand in another table
 * @param main the class of a loop, else null
 * @param jar the module, a path in the checkout, whose job an engine runs instead of the detector; else null
 * @param input what it reads
 * @param completes whether its output is that of the contract, completions included; else it is an echo, or with
 *     features a decision for each record
 * @param backlogCopies how often a backlog is published to it: an echo may be through a single one before anything is
 *     warm; 1 for all others, since a transaction that comes again is a duplicate
 * @param slots task slots or cores of an engine's one worker; 0 for as many as there are processors
 * @param settings of the job, or of the loop
 * @param engine settings of the engine, as its client takes them with {@code --conf}
 * @param jvm options of each of its JVMs
 */
public record SystemSpec(
        String name,
        String title,
        Kind kind,
        Guarantee guarantee,
        String main,
        String jar,
        Input input,
        boolean completes,
        int backlogCopies,
        int slots,
        Map<String, String> settings,
        Map<String, String> engine,
        List<String> jvm) {

    /** One that reads what the contract says, with as many slots as there are processors. */
    public SystemSpec(
            String name,
            String title,
            Kind kind,
            Guarantee guarantee,
            String main,
            String jar,
            boolean completes,
            int backlogCopies,
            Map<String, String> settings,
            Map<String, String> engine,
            List<String> jvm) {
        this(
                name,
                title,
                kind,
                guarantee,
                main,
                jar,
                Input.TRANSACTIONS,
                completes,
                backlogCopies,
                0,
                settings,
                engine,
                jvm);
    }

    /** How a system is started. */
    public enum Kind {
        /** One JVM with a loop of this module. */
        LOOP,
        /** A JobManager, a TaskManager, and the job on them. */
        FLINK,
        /** A master, a worker with an executor, and the driver. */
        SPARK
    }

    /** What a system reads from the topic {@code transactions}. */
    public enum Input {
        /** What the contract says. */
        TRANSACTIONS,
        /** Transactions that carry their features: those that read them do other work, and are a pair of their own. */
        FEATURES
    }

    /** What a crash leaves of a system's output. */
    public enum Guarantee {
        NONE("state and outputs may be lost"),
        AT_LEAST_ONCE("nothing is lost, outputs may be repeated"),
        EXACTLY_ONCE("nothing is lost, nothing repeated; latency is that of the commit");

        private final String meaning;

        Guarantee(String meaning) {
            this.meaning = meaning;
        }

        /** What it is, for people. */
        public String meaning() {
            return meaning;
        }
    }
}
