package fraud.cli.options;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.text.TimeText;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Topics;
import fraud.cli.versions.PublishedVersions;
import fraud.generator.publish.TopicCheck;
import fraud.model.DeadLetter;
import fraud.model.PublishedVersion;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a command publishes a version, of the rules or of a model. */
public final class Publication {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--create-time",
            description = "Also where the topic takes its publishers' timestamps: all of them must go by this clock.")
    private boolean createTime;

    @Option(names = "--json", description = "Print JSON on standard output instead of a line.")
    private boolean json;

    /**
     * A version that is published.
     *
     * @param version what was published
     * @param from from when on it is in force, in words
     * @param metadata where it is
     */
    public record Published<V extends PublishedVersion>(V version, String from, RecordMetadata metadata) {}

    /**
     * Publishes a version unless the detectors would reject it.
     *
     * @param none no versions of its kind, to read those that there are into
     * @param next the version, made with a number that is new
     * @throws ParameterException if they would reject its number or its time
     * @throws OperationFailedException if it cannot be published, or if they reject it now that it is
     */
    public <V extends PublishedVersion> Published<V> publish(
            VersionsTopic topic, Supplier<? extends PublishedVersions<V>> none, IntFunction<V> next) {
        KafkaConnection connection = topic.connection();
        try (Admin admin = connection.admin();
                Producer<byte[], byte[]> producer = connection.producer()) {
            TopicCheck check = Topics.unchanged(admin, List.of(topic.name()));
            PublishedVersions<V> versions = topic.read(connection, admin, none.get());
            KafkaOptions.requireBrokersTime(admin, createTime, topic.name());
            V version = next.apply(versions.nextVersion());
            Optional<DeadLetter> rejection = versions.rejection(version, topic.nextOrigin());
            if (rejection.isPresent()) {
                throw topic.rejected(rejection.get(), version, versions.nextVersion());
            }
            RecordMetadata metadata = topic.publish(producer, version);
            Topics.requireUnchanged(check.differenceNow());
            requireAccepted(topic.read(connection, admin, none.get()), metadata.offset());
            String from = Instant.ofEpochMilli(version.effectiveFromMillis()).toString();
            return new Published<>(version, from, metadata);
        }
    }

    /** Another user may have published at the same time. */
    private static void requireAccepted(PublishedVersions<?> versions, long offset) {
        versions.entries().stream()
                .filter(entry -> entry.origin().offset() == offset)
                .flatMap(entry -> entry.rejection().stream())
                .findFirst()
                .ifPresent(rejection -> {
                    throw new OperationFailedException(
                            "it is published, but the detectors reject it, and nothing changes: " + rejection.reason());
                });
    }

    /** Says that it is published, and where, in a line or as JSON. */
    public void print(RecordMetadata metadata, String line, ObjectNode node) {
        node.put("partition", metadata.partition()).put("offset", metadata.offset());
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? node : line + " (partition " + metadata.partition() + " offset " + metadata.offset() + ")");
        out.flush();
    }

    /** The time that {@code --effective-from} says. */
    public Instant effectiveFrom(String text) {
        return TimeText.instant(text, Instant.now())
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--effective-from " + text + ": must be " + TimeText.INSTANTS + ", or from now on like +5m"));
    }
}
