package fraud.cli.models.decisions;

import com.fasterxml.jackson.databind.JsonNode;
import fraud.cli.detectors.Engine;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.options.VersionsTopic;
import fraud.cli.outputs.OutputRecorder;
import fraud.cli.quality.LabelAudit;
import fraud.cli.quality.LabelFile;
import fraud.cli.recording.RecordedModels;
import fraud.cli.recording.RecordedTopics;
import fraud.cli.topics.KafkaConnection;
import fraud.parse.LabelCodec;
import fraud.parse.ParseResult;
import fraud.sink.OutputKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the decisions are that a command judges models by, whose they are, and what became of them. */
public final class DecisionSourceOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private VersionsTopic topic;

    @Option(
            names = "--recording",
            paramLabel = "DIR",
            description = "A directory that `fraud replay` wrote, instead of a cluster.")
    private Path recording;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description =
                    "Whose decisions to read: the detector's name; default: flink, or of a recording without it one"
                            + " that is there. All have the same.")
    private String engine;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "Outcomes, as for `fraud replay`; default: those on the topic of labels.")
    private Path labels;

    private final LabelAudit audit = new LabelAudit();

    /**
     * Works on what there is.
     *
     * @param work given a source that is open until it returns
     * @throws ParameterException if not exactly one of a cluster and a recording was named, or the labels are no file
     *     of labels
     */
    public <T> T read(Function<DecisionSource, T> work) {
        if ((recording == null) != topic.isGiven()) {
            throw wrong("say where the decisions are: a cluster (--bootstrap-servers), or --recording");
        }
        if (labels != null && !(Files.isReadable(labels) && LabelFile.isNamedLikeOne(labels))) {
            throw wrong(
                    "--labels " + labels + ": must be a file that can be read, and its name end with .csv or .jsonl, or"
                            + " either with .gz");
        }
        if (recording != null) {
            engine = recordedEngine();
            return work.apply(DecisionSource.of(recording));
        }
        engine = engine == null ? Engine.FLINK.wireName() : engine;
        KafkaConnection connection = topic.connection();
        try (Admin admin = connection.admin()) {
            return work.apply(DecisionSource.of(connection, admin, topic));
        }
    }

    private String recordedEngine() {
        List<String> recorded = Engine.all().stream()
                .map(Engine::wireName)
                .filter(name -> Files.exists(OutputRecorder.file(recording.resolve(name), OutputKind.DECISION)))
                .toList();
        if (recorded.isEmpty()) {
            throw new OperationFailedException(
                    recording + ": has no decisions of any detector: is it the directory of a run?");
        }
        if (engine == null) {
            return recorded.get(0);
        }
        if (!recorded.contains(engine)) {
            throw new OperationFailedException(recording + ": has no decisions of " + engine + ", only of "
                    + String.join(" and ", recorded) + " (--engine)");
        }
        return engine;
    }

    /** The name of the detector whose decisions are read; once they are. */
    public String engine() {
        return engine;
    }

    /** The models of the recording's detectors; nothing of a cluster's, whose topics do not say. */
    public Optional<RecordedModels> recordedModels() {
        return Optional.ofNullable(recording).map(run -> RecordedTopics.in(run).models());
    }

    /** Whether a transaction was fraud, by id, where that is known; of several labels the last stands. */
    public Map<String, Boolean> frauds(DecisionSource source) {
        Map<String, Boolean> frauds = new HashMap<>();
        if (labels != null) {
            LabelFile.read(labels, (label, campaign) -> {
                audit.label(label.transactionId(), label.fraud());
                frauds.put(label.transactionId(), label.fraud());
            });
            return frauds;
        }
        LabelCodec codec = new LabelCodec(source.labelPartitions());
        source.labels(record -> {
            ParseResult result = codec.parse(record);
            if (result.kind() == ParseResult.Kind.LABEL) {
                frauds.put(result.label().transactionId(), result.label().fraud());
            }
        });
        return frauds;
    }

    /**
     * Tells of all decisions, repeats included; after the labels.
     *
     * @throws OperationFailedException if there is a file of labels, and none is of them
     */
    public void decisions(DecisionSource source, Consumer<JsonNode> sink) {
        source.decisions(engine, decision -> {
            audit.transaction(decision.path("transactionId").asText());
            sink.accept(decision);
        });
        audit.requireMatch();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
