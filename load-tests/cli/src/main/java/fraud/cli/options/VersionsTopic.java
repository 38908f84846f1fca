package fraud.cli.options;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.topics.InputRecords;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Topics;
import fraud.cli.versions.PublishedVersions;
import fraud.cli.versions.TimedVersion;
import fraud.config.DetectorParameters;
import fraud.kafka.KafkaFailure;
import fraud.model.DeadLetter;
import fraud.model.Origin;
import fraud.model.PublishedVersion;
import fraud.parse.SourceRecord;
import fraud.topics.InputTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The topic of rule sets and models that a command works on. */
public final class VersionsTopic {

    /** What clocks may differ by, and a publication take: without it a version just in time is rejected. */
    public static final Duration MARGIN = Duration.ofSeconds(2);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--lead-millis",
            paramLabel = "TIME",
            converter = DurationOption.Millis.class,
            defaultValue = "" + DetectorParameters.DEFAULT_LEAD_MILLIS,
            description = "The detectors' versions.lead.millis, in ms or such as 2m; default ${DEFAULT-VALUE}.")
    private Duration lead;

    /** Whether a cluster was named. */
    public boolean isGiven() {
        return kafka.isGiven();
    }

    /**
     * The cluster.
     *
     * @throws ParameterException if none was named, or the lead is none that a detector takes
     */
    public KafkaConnection connection() {
        DurationOption.requireRange(
                spec,
                "--lead-millis",
                lead,
                Duration.ofMillis(DetectorParameters.MIN_LEAD_MILLIS),
                Duration.ofMillis(DetectorParameters.MAX_LEAD_MILLIS));
        return kafka.connection();
    }

    /** Its name. */
    public String name() {
        return topics().versions();
    }

    /** The names of all input topics. */
    public InputTopics topics() {
        return kafka.topics();
    }

    /** How long before it takes effect a version is published at the latest. */
    public long leadMillis() {
        return lead.toMillis();
    }

    /** Reads all versions of a kind that are there. */
    public <L extends PublishedVersions<?>> L read(L versions) {
        KafkaConnection connection = connection();
        try (Admin admin = connection.admin()) {
            return read(connection, admin, versions);
        }
    }

    /** The same with a connection that is there. */
    <L extends PublishedVersions<?>> L read(KafkaConnection connection, Admin admin, L versions) {
        readRecords(connection, admin, versions::take);
        return versions;
    }

    /**
     * Reads all records that are there, in the order of offsets.
     *
     * @throws OperationFailedException if the topic is not there, or has not the one partition that it must have
     */
    public void readRecords(KafkaConnection connection, Admin admin, Consumer<SourceRecord> sink) {
        int partitions = Topics.partitions(admin, name()).size();
        if (partitions != 1) {
            throw new OperationFailedException("topic " + name() + " has " + partitions
                    + " partitions: it must have one, so that versions have an order");
        }
        InputRecords.read(connection, admin, name(), sink);
    }

    /** Where a record published in a moment would be, as far as acceptance asks. */
    public Origin nextOrigin() {
        long soon = System.currentTimeMillis() + MARGIN.toMillis();
        return new Origin(name(), 0, Long.MAX_VALUE, soon, Origin.UNKNOWN);
    }

    /**
     * What to tell of a version that the detectors would reject.
     *
     * @param nextVersion a number that would do
     */
    public RuntimeException rejected(DeadLetter rejection, PublishedVersion version, int nextVersion) {
        return switch (rejection.reason()) {
            case VERSION_NOT_NEW ->
                wrong("version " + version.version() + ": must be greater than all before it, such as " + nextVersion);
            case TOO_SOON ->
                wrong("effective from " + Instant.ofEpochMilli(version.effectiveFromMillis()) + ": must be at least "
                        + lead.toSeconds() + " s (and " + MARGIN.toSeconds()
                        + " s to publish it) from now, as in --effective-from +" + (lead.toMinutes() + 1) + "m");
            default -> new OperationFailedException("the detectors would reject it: " + rejection.reason());
        };
    }

    /** Sends a version, with the time of now, and waits until it is there. */
    public RecordMetadata publish(Producer<byte[], byte[]> producer, PublishedVersion version) {
        long nowMillis = System.currentTimeMillis();
        TimedVersion timed = new TimedVersion(version, nowMillis);
        try {
            return producer.send(new ProducerRecord<>(name(), 0, nowMillis, timed.key(), timed.value()))
                    .get();
        } catch (ExecutionException e) {
            throw new OperationFailedException("Kafka does not take it: " + KafkaFailure.describe(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("stopped", e);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
