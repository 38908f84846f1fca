package fraud.ops;

import fraud.config.ConfigException;
import fraud.config.Settings;
import fraud.generator.GeneratorConfig;
import fraud.generator.KafkaPublisher;
import fraud.generator.PublishException;
import fraud.generator.PublishProgress;
import fraud.generator.StreamFile;
import fraud.generator.TransactionStream;
import fraud.ops.topics.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
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
            "The same seed and options give the same bytes. To a file the events start at a fixed time; to Kafka they are sent from now on,"
                    + " at their rate, with a mark to every partition each second."
        })
public final class GenerateCommand implements Cli.Subcommand {

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Target target;

    @Option(names = "--count", paramLabel = "N", description = "How many events; default 18000.")
    private Long count;

    @Option(names = "--rate", paramLabel = "N", description = "Events a second; default 300.")
    private Integer rate;

    @Option(names = "--seed", paramLabel = "N", description = "What the events are made from; default 42.")
    private Long seed;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description =
                    "Partitions of the topic `transactions`; default 4. It decides where records without a key go.")
    private Integer partitions;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "A further setting of the generator, such as late.share=0.01; see transaction-generator/README.md."
                            + " May be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "With --out: where the labels go; default: beside the events, as NAME.labels.jsonl.")
    private Path labels;

    /** Where the events go. */
    static final class Target {
        @Option(
                names = "--out",
                paramLabel = "FILE",
                description = "A file: .jsonl (all events) or .csv (the valid transactions), or either with .gz.")
        private Path file;

        @Option(
                names = "--bootstrap-servers",
                paramLabel = "HOST:PORT",
                description = "A Kafka cluster with the topic.")
        private String bootstrapServers;
    }

    @Override
    public Integer call() {
        TransactionStream stream = TransactionStream.of(config());
        if (target.file != null) {
            toFile(stream);
        } else {
            toKafka(stream);
        }
        return 0;
    }

    private GeneratorConfig config() {
        Map<String, String> given = new LinkedHashMap<>(settings);
        putIfGiven(given, "count", count);
        putIfGiven(given, "rate", rate);
        putIfGiven(given, "seed", seed);
        putIfGiven(given, "partitions", partitions);
        if (target.bootstrapServers != null) {
            given.putIfAbsent("start.millis", String.valueOf(System.currentTimeMillis()));
        }
        String[] pairs = given.entrySet().stream()
                .flatMap(entry -> java.util.stream.Stream.of("--" + entry.getKey(), entry.getValue()))
                .toArray(String[]::new);
        try {
            Settings parsed = Settings.parse(pairs);
            GeneratorConfig config = GeneratorConfig.from(parsed);
            parsed.requireAllUsed();
            return config;
        } catch (ConfigException e) {
            throw wrong(e.getMessage());
        }
    }

    private static void putIfGiven(Map<String, String> settings, String key, Number value) {
        if (value != null) {
            settings.put(key, value.toString());
        }
    }

    private void toFile(TransactionStream stream) {
        Path labelFile = labels != null ? labels : besides(target.file);
        long total = stream.config().schedule().count();
        try (Progress.Task task = Progress.ofStandardError().task("generating", total)) {
            makeParent(target.file);
            makeParent(labelFile);
            StreamFile.Written written =
                    StreamFile.write(stream, target.file, labelFile, true, done -> task.reach(done, ""));
            say(written.events() + " events to " + target.file + ", " + written.labels() + " labels to " + labelFile
                    + (written.leftOut() == 0
                            ? ""
                            : "; " + written.leftOut() + " events left out that a line of this format cannot hold"));
        } catch (ConfigException e) {
            throw wrong(e.getMessage());
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot write " + target.file + " or " + labelFile + ": " + e.getMessage(), e);
        }
    }

    private static void makeParent(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
    }

    private static Path besides(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.(jsonl|csv)(\\.gz)?$", "");
        return file.resolveSibling(name + ".labels.jsonl");
    }

    private void toKafka(TransactionStream stream) {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", target.bootstrapServers);
        KafkaPublisher.Topics topics = new KafkaPublisher.Topics(Topics.TRANSACTIONS, Optional.empty());
        try (KafkaPublisher publisher = KafkaPublisher.connect(stream, topics, client)) {
            PublishProgress sent = publisher.run();
            say(sent.published() + " events sent, " + sent.sentLate() + " of them late, by up to "
                    + sent.maxLagMicros() / 1_000 + " ms");
        } catch (ConfigException e) {
            throw wrong(e.getMessage());
        } catch (PublishException e) {
            throw new OperationFailedException(e.getMessage(), e);
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
