package fraud.cli.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.options.KafkaOptions;
import fraud.cli.options.VersionsTopic;
import fraud.cli.text.TimeText;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Topics;
import fraud.cli.versions.PublishedVersions;
import fraud.cli.versions.PublishedVersions.Entry;
import fraud.cli.yaml.YamlFileException;
import fraud.generator.publish.TopicCheck;
import fraud.mask.CardNumbers;
import fraud.model.DeadLetter;
import fraud.parse.VersionCodec;
import fraud.ruleset.PublishedRuleSet;
import java.io.PrintWriter;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fraud rules publish}: a file as a new version. */
@Command(
        name = "publish",
        sortOptions = false,
        description = {
            "Publishes a file of rules as a new version.",
            "",
            "It takes effect for transactions from its time on, in both detectors at the same transaction. What they would reject is not"
                    + " published. Going back is publishing an old version's rules anew (`fraud rules show --version N`)."
        })
public final class RulesPublishCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A file of rules, YAML.")
    private Path file;

    @Option(
            names = "--effective-from",
            paramLabel = "TIME",
            description =
                    "Event time from which it is in force, such as 2026-03-01T00:00:00Z or +5m; default: the file's"
                            + " effectiveFrom. At least the lead from now.")
    private String effectiveFrom;

    @Option(
            names = "--version",
            paramLabel = "N",
            description = "Its version; default: the file's version, or one more than the greatest.")
    private Integer version;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            description = "What people should know of it; default: the file's note.")
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
        RuleFile rules;
        try {
            rules = RuleFile.read(file);
        } catch (YamlFileException e) {
            RulesValidateCommand.print(e, spec);
            return RulesValidateCommand.WRONG;
        }
        requireNote();
        Instant from = effectiveFrom(rules);
        KafkaConnection connection = topic.connection();
        try (Admin admin = connection.admin();
                Producer<byte[], byte[]> producer = connection.producer()) {
            TopicCheck check = Topics.unchanged(admin, List.of(topic.name()));
            PublishedVersions versions = topic.read(connection, admin);
            KafkaOptions.requireBrokersTime(admin, createTime, topic.name());
            PublishedRuleSet ruleSet = rules.published(
                    Optional.ofNullable(version).orElseGet(() -> rules.version().orElse(versions.nextVersion())),
                    from.toEpochMilli(),
                    Optional.ofNullable(note).or(rules::note));
            requireVersion(ruleSet.version());
            Optional<DeadLetter> rejection = versions.rejection(ruleSet, topic.nextOrigin());
            if (rejection.isPresent()) {
                throw topic.rejected(rejection.get(), ruleSet, versions.nextVersion());
            }
            RecordMetadata metadata = topic.publish(producer, ruleSet);
            Topics.requireUnchanged(check.differenceNow());
            requireAccepted(topic.read(connection, admin), metadata.offset());
            print(ruleSet, metadata);
        }
        return 0;
    }

    private Instant effectiveFrom(RuleFile rules) {
        if (effectiveFrom != null) {
            return TimeText.instant(effectiveFrom, Instant.now())
                    .orElseThrow(() -> wrong("--effective-from " + effectiveFrom + ": must be " + TimeText.INSTANTS
                            + ", or from now on like +5m"));
        }
        return Instant.ofEpochMilli(rules.effectiveFromMillis()
                .orElseThrow(() -> wrong("--effective-from is missing: say from when on, as in --effective-from +5m")));
    }

    private void requireNote() {
        if (note != null && note.length() > VersionCodec.MAX_NOTE_CHARS) {
            throw wrong("--note: must have at most " + VersionCodec.MAX_NOTE_CHARS + " characters");
        }
        if (note != null && CardNumbers.isInMessage(note)) {
            throw wrong("--note: holds a card number, which would be published: leave it out");
        }
    }

    private void requireVersion(int number) {
        if (number < 1 || number > VersionCodec.MAX_VERSION) {
            throw wrong("version " + number + ": must be from 1 to " + VersionCodec.MAX_VERSION);
        }
    }

    /** Another user may have published at the same time. */
    private static void requireAccepted(PublishedVersions versions, long offset) {
        Optional<DeadLetter> rejection = versions.entries().stream()
                .filter(entry -> entry.origin().offset() == offset)
                .findFirst()
                .flatMap(Entry::rejection);
        if (rejection.isPresent()) {
            throw new OperationFailedException("it is published, but the detectors reject it, and nothing changes: "
                    + rejection.get().reason());
        }
    }

    private void print(PublishedRuleSet ruleSet, RecordMetadata metadata) {
        String from = Instant.ofEpochMilli(ruleSet.effectiveFromMillis()).toString();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper()
                    .createObjectNode()
                    .put("version", ruleSet.version())
                    .put("effectiveFrom", from)
                    .put("effectiveFromMillis", ruleSet.effectiveFromMillis())
                    .put("partition", metadata.partition())
                    .put("offset", metadata.offset()));
        } else {
            out.println("version " + ruleSet.version() + " is published, effective from " + from + " (partition "
                    + metadata.partition() + " offset " + metadata.offset() + ")");
        }
        out.flush();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
