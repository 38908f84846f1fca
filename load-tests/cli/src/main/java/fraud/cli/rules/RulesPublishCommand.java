package fraud.cli.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.cli.options.Publication;
import fraud.cli.options.Publication.Published;
import fraud.cli.options.VersionsTopic;
import fraud.cli.versions.PublishedRules;
import fraud.cli.yaml.YamlFileException;
import fraud.mask.CardNumbers;
import fraud.parse.VersionCodec;
import fraud.ruleset.PublishedRuleSet;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
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

    @Mixin
    private Publication publication;

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
        print(publication.publish(
                topic,
                () -> new PublishedRules(topic.leadMillis()),
                next -> rules.published(
                        requireVersion(Optional.ofNullable(version)
                                .orElseGet(() -> rules.version().orElse(next))),
                        from.toEpochMilli(),
                        Optional.ofNullable(note).or(rules::note))));
        return 0;
    }

    private Instant effectiveFrom(RuleFile rules) {
        if (effectiveFrom != null) {
            return publication.effectiveFrom(effectiveFrom);
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

    private int requireVersion(int number) {
        if (number < 1 || number > VersionCodec.MAX_VERSION) {
            throw wrong("version " + number + ": must be from 1 to " + VersionCodec.MAX_VERSION);
        }
        return number;
    }

    private void print(Published<PublishedRuleSet> published) {
        PublishedRuleSet ruleSet = published.version();
        publication.print(
                published.metadata(),
                "version " + ruleSet.version() + " is published, effective from " + published.from(),
                new ObjectMapper()
                        .createObjectNode()
                        .put("version", ruleSet.version())
                        .put("effectiveFrom", published.from())
                        .put("effectiveFromMillis", ruleSet.effectiveFromMillis()));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
