package fraud.cli.audit;

import fraud.cli.Cli;
import fraud.cli.failure.WholeFile;
import fraud.cli.options.DurationOption;
import fraud.cli.options.KafkaOptions;
import fraud.cli.progress.Progress;
import fraud.cli.topics.KafkaConnection;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fraud audit}: {@link Audit} of the topics of running detectors. */
@Command(
        name = "audit",
        sortOptions = false,
        description = {
            "Reconciles running detectors all the time: each with its input, and with each other.",
            "",
            "Every record of transactions must get one answer, the same from all detectors, and a repeat must be equal. A record counts"
                    + " as lost if it is still unanswered a while after later ones of its partition were answered, and no longer if its"
                    + " answer comes after all. Late entries, and what alerts say of their transactions, are for `fraud reconcile`."
                    + " Memory is bounded: of a detector that is down the audit waits. Ctrl-C or SIGTERM stops it, with exit code 0."
        })
public final class AuditCommand implements Cli.Subcommand {

    private static final int LEAST_WINDOW = 1_000;
    private static final int GREATEST_WINDOW = 50_000_000;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    @ParentCommand
    private Cli parent;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"--bootstrap-servers", "--bootstrap"},
            paramLabel = "HOST:PORT",
            required = true,
            description = "A Kafka cluster.")
    private String bootstrapServers;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties for Kafka's clients, such as those of TLS and SASL.")
    private Path kafkaConfig;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            split = ",",
            required = true,
            description = "The detectors, by the names in their topics; those of several must be equal: flink,spark.")
    private List<String> engines;

    @Option(
            names = "--from-beginning",
            description = "Audit all that is in the topics; else only what comes from now on.")
    private boolean fromBeginning;

    @Option(
            names = "--grace",
            paramLabel = "T",
            defaultValue = "60s",
            converter = DurationOption.Seconds.class,
            description = "How long a record may be unanswered while later ones are answered, 1s to 1d; default"
                    + " ${DEFAULT-VALUE}.")
    private Duration grace;

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Records of a partition that are remembered, " + LEAST_WINDOW + " to " + GREATEST_WINDOW
                    + ", in some 20 bytes each for one detector and 8 more for each other; default ${DEFAULT-VALUE}.")
    private int window;

    @ArgGroup(multiplicity = "1")
    private Length length;

    /** How long it goes on. */
    static final class Length {
        @Option(names = "--follow", description = "Go on until stopped.")
        private boolean follow;

        @Option(
                names = "--for",
                paramLabel = "T",
                converter = DurationOption.Seconds.class,
                description = "End after this time, with exit code 1 if anything is lost, wrong or differs.")
        private Duration time;
    }

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description = "A .prom file for the figures, once a second (docs/METRICS.md).")
    private Path metricsFile;

    @Override
    public Integer call() {
        DurationOption.requireRange(spec, "--grace", grace, Duration.ofSeconds(1), Duration.ofDays(1));
        if (window < LEAST_WINDOW || window > GREATEST_WINDOW) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--window " + window + ": must be from " + LEAST_WINDOW + " to " + GREATEST_WINDOW);
        }
        if (engines.stream().distinct().count() < engines.size()) {
            throw new ParameterException(
                    spec.commandLine(), "--engine " + String.join(",", engines) + ": names one twice");
        }
        KafkaConnection connection = KafkaOptions.connection(bootstrapServers, kafkaConfig, spec);
        try (Admin admin = connection.admin();
                AuditedTopics topics = new AuditedTopics(connection, admin, engines, fromBeginning)) {
            Audit audit = new Audit(engines, topics.from(), window, grace.toNanos());
            if (length.follow) {
                parent.worksUntilStopped();
            }
            follow(topics, audit);
            PrintWriter out = spec.commandLine().getOut();
            out.print(AuditText.table(audit));
            out.flush();
            return audit.isClean() ? 0 : 1;
        }
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private void follow(AuditedTopics topics, Audit audit) {
        long began = System.nanoTime();
        long looked = began;
        long told = began;
        while (!Thread.currentThread().isInterrupted()
                && (length.follow || System.nanoTime() - began < length.time.toNanos())) {
            topics.poll(audit);
            long now = System.nanoTime();
            if (now - looked >= LOOK_EVERY.toNanos()) {
                looked = now;
                audit.look(now);
                tellFindings(audit);
                if (metricsFile != null) {
                    WholeFile.write(metricsFile, AuditText.metrics(audit));
                }
            }
            if (now - told >= Progress.LINE_EVERY.toNanos()) {
                told = now;
                AuditText.table(audit).lines().forEach(this::say);
            }
        }
        audit.look(System.nanoTime());
        tellFindings(audit);
    }

    private void tellFindings(Audit audit) {
        for (int engine = 0; engine < audit.engines().size(); engine++) {
            audit.figures(engine).takeFindings().forEach(this::say);
        }
    }
}
