package fraud.ops.rules;

import fraud.config.DetectorParameters;
import fraud.model.Origin;
import fraud.ops.KafkaOptions;
import fraud.ops.OperationFailedException;
import fraud.ops.topics.InputRecords;
import fraud.ops.topics.KafkaConnection;
import fraud.ops.topics.Topics;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The topic of rule sets that a command works on. */
final class RulesTopic {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--lead-millis",
            paramLabel = "MS",
            defaultValue = "" + DetectorParameters.DEFAULT_LEAD_MILLIS,
            description = "The detectors' rules.lead.millis; default ${DEFAULT-VALUE}.")
    private long leadMillis;

    boolean isGiven() {
        return kafka.isGiven();
    }

    /**
     * The cluster.
     *
     * @throws ParameterException if none was named, or the lead is none that a detector takes
     */
    KafkaConnection connection() {
        if (leadMillis < DetectorParameters.MIN_LEAD_MILLIS || leadMillis > DetectorParameters.MAX_LEAD_MILLIS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--lead-millis " + leadMillis + ": must be from " + DetectorParameters.MIN_LEAD_MILLIS + " to "
                            + DetectorParameters.MAX_LEAD_MILLIS);
        }
        return kafka.connection();
    }

    String name() {
        return kafka.topics().rules();
    }

    long leadMillis() {
        return leadMillis;
    }

    /** Reads all versions that are there. */
    PublishedVersions read() {
        KafkaConnection connection = connection();
        try (Admin admin = connection.admin()) {
            return read(connection, admin);
        }
    }

    /**
     * Reads all versions that are there.
     *
     * @throws OperationFailedException if the topic is not there, or has not the one partition that it must have
     */
    PublishedVersions read(KafkaConnection connection, Admin admin) {
        int partitions = Topics.partitions(admin, name()).size();
        if (partitions != 1) {
            throw new OperationFailedException("topic " + name() + " has " + partitions
                    + " partitions: it must have one, so that versions have an order");
        }
        PublishedVersions versions = new PublishedVersions(leadMillis);
        InputRecords.read(connection, admin, name(), versions::take);
        return versions;
    }

    /** Where a record published now would be, as far as admission asks. */
    Origin now(long nowMillis) {
        return new Origin(name(), 0, Long.MAX_VALUE, nowMillis, Origin.UNKNOWN);
    }
}
