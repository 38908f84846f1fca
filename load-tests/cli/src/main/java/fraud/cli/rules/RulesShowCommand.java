package fraud.cli.rules;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.options.VersionsTopic;
import fraud.cli.text.TimeText;
import fraud.cli.versions.PublishedRules;
import fraud.mask.CardNumbers;
import fraud.parse.VersionCodec;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleSet;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fraud rules show}: one version as a file that can be edited and published. */
@Command(
        name = "show",
        sortOptions = false,
        description = {
            "Shows a version of the rules, as YAML to edit and publish.",
            "",
            "Without a cluster: the defaults, which detectors start with (version 0). With one: the version that is in force."
        })
public final class RulesShowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private VersionsTopic topic;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "The version in force at this event time, such as 2026-03-01T00:00:00Z, -2h or +5m; default: now.")
    private String at;

    @Option(names = "--version", paramLabel = "N", description = "This version, whenever it is in force.")
    private Integer version;

    @Option(names = "--json", description = "Print JSON as on the wire instead of YAML.")
    private boolean json;

    @Override
    public Integer call() {
        if (version != null && at != null) {
            throw wrong("--at and --version: give one of them");
        }
        if (!topic.isGiven() && (version != null || at != null)) {
            throw wrong("--bootstrap-servers is missing: only a cluster knows of versions");
        }
        Instant now = Instant.now();
        long atMillis = Optional.ofNullable(at)
                .map(text -> TimeText.instant(text, now)
                        .orElseThrow(
                                () -> wrong("--at " + text + ": must be " + TimeText.INSTANTS + ", or like +5m, -2h")))
                .orElse(now)
                .toEpochMilli();
        if (!topic.isGiven()) {
            print(RuleSet.defaults(), Optional.empty(), "the defaults: what detectors start with, version 0");
            return 0;
        }
        PublishedRules versions = topic.read(new PublishedRules(topic.leadMillis()));
        int wanted = version == null ? versions.at(atMillis).version() : version;
        Optional<PublishedRuleSet> published = versions.accepted(wanted);
        if (wanted == 0) {
            print(RuleSet.defaults(), published, "version 0: the defaults, unless a detector was started with others");
        } else {
            PublishedRuleSet ruleSet = published.orElseThrow(() -> new OperationFailedException("topic " + topic.name()
                    + " has no version " + wanted + " that was accepted: `fraud rules history` lists all"));
            print(VersionCodec.rules(ruleSet), published, comment(ruleSet, versions, atMillis));
        }
        return 0;
    }

    private String comment(PublishedRuleSet ruleSet, PublishedRules versions, long atMillis) {
        String when = at == null ? "now" : "at " + Instant.ofEpochMilli(atMillis);
        int inForce = versions.at(atMillis).version();
        return "version " + ruleSet.version()
                + (inForce == ruleSet.version()
                        ? ", in force " + when
                        : "; in force " + when + " is version " + inForce);
    }

    private void print(RuleSet rules, Optional<PublishedRuleSet> published, String comment) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(published
                    .map(ruleSet -> new String(VersionCodec.toJson(ruleSet), StandardCharsets.UTF_8))
                    .orElseGet(() -> "{\"version\":0,\"rules\":" + VersionCodec.rulesJson(rules) + "}"));
        } else {
            out.print(RuleYaml.of(
                    rules,
                    published.map(ruleSet -> Instant.ofEpochMilli(ruleSet.effectiveFromMillis())),
                    published.map(PublishedRuleSet::note).map(CardNumbers::maskInMessage),
                    List.of(comment)));
        }
        out.flush();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
