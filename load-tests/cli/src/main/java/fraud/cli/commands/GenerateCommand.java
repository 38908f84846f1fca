package fraud.cli.commands;

import fraud.cli.Cli;
import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.options.DurationOption;
import fraud.cli.options.GeneratorOptions;
import fraud.cli.options.KafkaOptions;
import fraud.cli.progress.Progress;
import fraud.cli.progress.PublishWatch;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Topics;
import fraud.config.ConfigException;
import fraud.config.DetectorParameters;
import fraud.generator.config.Parameter;
import fraud.generator.file.StreamFile;
import fraud.generator.publish.KafkaPublisher;
import fraud.generator.publish.PublishException;
import fraud.generator.publish.PublishProgress;
import fraud.generator.stream.TransactionStream;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fraud generate}: the transaction generator, to a file or to Kafka. */
@Command(
        name = "generate",
        sortOptions = false,
        description = {
            "Generates labelled card transactions from a seed, to a file or to Kafka.",
            "",
            "The same seed and options give the same bytes. To Kafka go the events, the settled labels, and heartbeats on all input topics. The"
                    + " stream has a clock of its own, which begins at start.millis and goes by the"
                    + " cards' natural rate; to Kafka, which must take timestamps as they are (CreateTime), the history is sent as fast as"
                    + " it takes it and the rest at --rate, so that the stream's clock runs faster or slower than the machine's."
        })
public final class GenerateCommand implements Cli.Subcommand {

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Target target;

    @Mixin
    private GeneratorOptions generator;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "With --out: where the settled labels go; default: beside the events, as NAME.labels.jsonl.")
    private Path labels;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description =
                    "Where seed, parameters, counts and the digest of all bytes go; default with --out: beside the events, as"
                            + " NAME.manifest.json.")
    private Path manifest;

    @Option(
            names = "--topics",
            paramLabel = "T,L,V",
            defaultValue = "transactions,labels,versions",
            description =
                    "With --bootstrap-servers: the topics of events, of settled labels, and of rule sets and models (which only gets heartbeats);"
                            + " default ${DEFAULT-VALUE}.")
    private String topics;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties for Kafka's clients, such as those of TLS and SASL, with --bootstrap-servers.")
    private Path kafkaConfig;

    @Option(
            names = "--create-topics",
            description = "With --bootstrap-servers: make the topics, which must not be there yet.")
    private boolean createTopics;

    @Option(
            names = "--lead-millis",
            paramLabel = "TIME",
            converter = DurationOption.Millis.class,
            defaultValue = "" + DetectorParameters.DEFAULT_LEAD_MILLIS,
            description =
                    "With --bootstrap-servers: the detectors' versions.lead.millis, in ms or such as 2m, in which time of the stream signals"
                            + " come eight times; default ${DEFAULT-VALUE}.")
    private Duration lead;

    /** Where the events go. */
    static final class Target {
        @Option(
                names = "--out",
                paramLabel = "FILE",
                description = "A file: .jsonl (all events) or .csv (the valid transactions), or either with .gz.")
        private Path file;

        @Option(
                names = {"--bootstrap-servers", "--bootstrap"},
                paramLabel = "HOST:PORT",
                description = "A Kafka cluster with the input topics.")
        private String bootstrapServers;
    }

    @Override
    public Integer call() {
        try {
            TransactionStream stream = TransactionStream.of(generator.config());
            if (target.file != null) {
                toFile(stream);
            } else {
                toKafka(stream);
            }
            return 0;
        } catch (ConfigException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private void toFile(TransactionStream stream) {
        StreamFile.Files besides = StreamFile.Files.besides(target.file);
        StreamFile.Files files = new StreamFile.Files(
                target.file,
                labels == null ? besides.labels() : labels,
                manifest == null ? besides.manifest() : manifest);
        for (Path file : List.of(files.events(), files.labels(), files.manifest())) {
            // An empty one would be replaced.
            if (Files.isDirectory(file)) {
                throw new ParameterException(spec.commandLine(), file + ": is a directory, must be a file");
            }
        }
        try (Progress.Task task = Progress.ofStandardError().task("generating", stream.count())) {
            makeParent(files.events());
            makeParent(files.labels());
            makeParent(files.manifest());
            StreamFile.Written written = StreamFile.write(stream, files, true, done -> task.reach(done, ""));
            say(written.events() + " events to " + files.events() + ", " + written.labels() + " outcomes to "
                    + files.labels()
                    + (written.leftOut() == 0
                            ? ""
                            : "; " + written.leftOut() + " events left out that a line of this format cannot hold"));
            say(rates(stream) + "; " + files.manifest() + " has the parameters and the digest "
                    + written.manifest().digest().substring(0, 12) + "…");
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot write " + target.file + ": " + FileFailure.reason(target.file, e), e);
        }
    }

    private static void makeParent(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
    }

    private static String rates(TransactionStream stream) {
        return String.format(
                Locale.ROOT,
                "natural rate %.3f events/s, offered %.0f: the stream's clock runs at %.2f times the machine's",
                stream.naturalRatePerSecond(),
                stream.offeredRatePerSecond(),
                stream.stretch());
    }

    private void toKafka(TransactionStream stream) {
        KafkaConnection connection = KafkaOptions.connection(target.bootstrapServers, kafkaConfig, spec);
        InputTopics inputs = KafkaOptions.topics(topics, spec);
        DurationOption.requireRange(
                spec,
                "--lead-millis",
                lead,
                Duration.ofMillis(DetectorParameters.MIN_LEAD_MILLIS),
                Duration.ofMillis(DetectorParameters.MAX_LEAD_MILLIS));
        // Also where there is nothing to create: it says why a cluster cannot be worked with.
        try (Admin admin = connection.admin()) {
            if (createTopics) {
                DetectorParameters parameters =
                        DetectorParameters.defaults((int) stream.config().integer(Parameter.PARTITIONS));
                Topics.createInputs(admin, inputs, parameters, Topics.Timestamps.PUBLISHER);
            } else {
                Topics.inputPartitions(admin, inputs);
            }
        }
        Properties client = new Properties();
        client.putAll(connection.clientProperties());
        client.setProperty("bootstrap.servers", connection.bootstrapServers());
        try (Admin admin = connection.admin();
                KafkaPublisher publisher =
                        KafkaPublisher.connect(stream, inputs, lead, client, Topics.unchanged(admin, inputs.names()))) {
            say(rates(stream));
            PublishProgress sent = publish(publisher, stream);
            say(sent.published() + " events sent, " + sent.history() + " of them history; of the others "
                    + sent.sentLate() + " late, by up to " + sent.maxLagMicros() / 1_000 + " ms; " + sent.labels()
                    + " outcomes");
            if (manifest != null) {
                makeParent(manifest);
                Files.writeString(manifest, publisher.manifest().toJson());
            }
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + manifest + ": " + FileFailure.reason(manifest, e), e);
        }
    }

    private static PublishProgress publish(KafkaPublisher publisher, TransactionStream stream) {
        try (PublishWatch watch = new PublishWatch(publisher::progress, stream.count(), Progress.ofStandardError())) {
            watch.start();
            return publisher.run();
        } catch (PublishException e) {
            throw new OperationFailedException(
                    e.getMessage() + "; by then " + PublishWatch.acknowledged(publisher.progress()) + " of "
                            + stream.count() + " events planned",
                    e);
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
