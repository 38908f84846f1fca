package fraud.cli.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.models.PublishedModels.Entry;
import fraud.cli.options.KafkaOptions;
import fraud.cli.options.VersionsTopic;
import fraud.cli.text.TimeText;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Topics;
import fraud.generator.publish.TopicCheck;
import fraud.model.DeadLetter;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fraud model publish}: a model as a new version of the champion or the challenger. */
@Command(
        name = "publish",
        sortOptions = false,
        description = {
            "Publishes a model as a new version of the champion or the challenger.",
            "",
            "It takes effect for transactions from its time on, in both detectors at the same transaction. What they would reject is not"
                    + " published: the model is checked as they do. Going back is publishing the old directory anew."
        })
public final class ModelPublishCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "One of ${COMPLETION-CANDIDATES}: whose score decides, or whose is only recorded.")
    private ModelRole role;

    @Option(
            names = "--directory",
            paramLabel = "NAME",
            description = "The model's directory, by its name below the detectors' models.dir.")
    private String directory;

    @Option(names = "--models-dir", paramLabel = "DIR", description = "The detectors' models.dir, as seen from here.")
    private Path modelsDirectory;

    @Option(names = "--none", description = "From then on there is no model in this role.")
    private boolean none;

    @Option(
            names = "--effective-from",
            paramLabel = "TIME",
            description = "Event time from which it is in force, such as 2026-03-01T00:00:00Z or +5m. At least the lead"
                    + " from now.")
    private String effectiveFrom;

    @Option(names = "--in", paramLabel = "TIME", description = "The same from now on, such as 5m.")
    private String in;

    @Option(
            names = "--version",
            paramLabel = "N",
            description = "Its version; default: one more than the greatest of the models.")
    private Integer version;

    @Option(names = "--note", paramLabel = "TEXT", description = "What people should know of it.")
    private String note;

    @Mixin
    private VersionsTopic topic;

    @Option(
            names = "--create-time",
            description = "Also where the topic takes its publishers' timestamps: all of them must go by this clock.")
    private boolean createTime;

    @Option(names = "--json", description = "Print JSON on standard output instead of a line.")
    private boolean json;

    @Override
    public Integer call() {
        Instant from = effectiveFrom();
        Optional<ModelDirectory> model = model();
        // Before a broker is asked whether it is there: what is wrong with the note alone.
        requireReadable(new PublishedModel(1, role, from.toEpochMilli(), note, null, null));
        KafkaConnection connection = topic.connection();
        try (Admin admin = connection.admin();
                Producer<byte[], byte[]> producer = connection.producer()) {
            TopicCheck check = Topics.unchanged(admin, List.of(topic.name()));
            PublishedModels models = read(connection, admin);
            KafkaOptions.requireBrokersTime(admin, createTime, topic.name());
            PublishedModel next = new PublishedModel(
                    Optional.ofNullable(version).orElseGet(models::nextVersion),
                    role,
                    from.toEpochMilli(),
                    note,
                    none ? null : directory,
                    model.map(ModelDirectory::sha256).orElse(null));
            requireReadable(next);
            Optional<DeadLetter> rejection = models.rejection(next, topic.nextOrigin());
            if (rejection.isPresent()) {
                throw topic.rejected(rejection.get(), next, models.nextVersion());
            }
            RecordMetadata metadata = topic.publish(producer, next);
            Topics.requireUnchanged(check.differenceNow());
            requireAccepted(read(connection, admin), metadata.offset());
            print(next, metadata);
        }
        return 0;
    }

    private Instant effectiveFrom() {
        if ((effectiveFrom == null) == (in == null)) {
            throw wrong("say from when on, with --effective-from or --in, as in --in 5m");
        }
        Instant now = Instant.now();
        if (in != null) {
            return now.plus(
                    TimeText.duration(in).orElseThrow(() -> wrong("--in " + in + ": must be " + TimeText.DURATIONS)));
        }
        return TimeText.instant(effectiveFrom, now)
                .orElseThrow(() -> wrong("--effective-from " + effectiveFrom + ": must be " + TimeText.INSTANTS
                        + ", or from now on like +5m"));
    }

    /** The model, checked, or none if none is to be in force. */
    private Optional<ModelDirectory> model() {
        if (none == (directory != null)) {
            throw wrong("say what to publish: --directory with the model's name, or --none");
        }
        if (none) {
            return Optional.empty();
        }
        if (modelsDirectory == null || !Files.isDirectory(modelsDirectory)) {
            throw wrong(
                    modelsDirectory == null
                            ? "--models-dir is missing: say below what " + directory + " is"
                            : "--models-dir " + modelsDirectory + ": there is no such directory");
        }
        requireReadable(new PublishedModel(1, role, Instant.now().toEpochMilli(), null, directory, "0".repeat(64)));
        return Optional.of(
                ModelDirectory.read(modelsDirectory.resolve(directory)).requireServable());
    }

    private void requireReadable(PublishedModel model) {
        Optional<String> fault = ModelRecord.fault(model);
        if (fault.isPresent()) {
            throw wrong("--" + fault.get());
        }
    }

    private PublishedModels read(KafkaConnection connection, Admin admin) {
        PublishedModels models = new PublishedModels(topic.leadMillis(), Optional.ofNullable(modelsDirectory));
        topic.read(connection, admin, models::take);
        return models;
    }

    /** Another user may have published at the same time. */
    private static void requireAccepted(PublishedModels models, long offset) {
        Optional<DeadLetter> rejection = models.entries().stream()
                .filter(entry -> entry.origin().offset() == offset)
                .findFirst()
                .flatMap(Entry::rejection);
        if (rejection.isPresent()) {
            throw new OperationFailedException("it is published, but the detectors reject it, and nothing changes: "
                    + rejection.get().reason());
        }
    }

    private void print(PublishedModel model, RecordMetadata metadata) {
        String from = Instant.ofEpochMilli(model.effectiveFromMillis()).toString();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode node = new ObjectMapper().createObjectNode();
            node.put("model", model.role().wireName()).put("version", model.version());
            node.put("effectiveFrom", from).put("effectiveFromMillis", model.effectiveFromMillis());
            node.put("directory", model.directory()).put("sha256", model.sha256());
            out.println(node.put("partition", metadata.partition()).put("offset", metadata.offset()));
        } else {
            out.println(model.role().wireName() + " version " + model.version() + " is published: "
                    + (model.isPresent() ? model.directory() : "none") + ", effective from " + from + " (partition "
                    + metadata.partition() + " offset " + metadata.offset() + ")");
        }
        out.flush();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
