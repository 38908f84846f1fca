package fraud.cli.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.cli.options.VersionsTopic;
import fraud.cli.versions.PublishedRules;
import fraud.cli.versions.PublishedVersions.Entry;
import fraud.mask.CardNumbers;
import fraud.model.DeadLetter;
import fraud.report.table.Table;
import fraud.ruleset.PublishedRuleSet;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fraud rules history}: all that was ever published, and what became of it. */
@Command(
        name = "history",
        sortOptions = false,
        description = {
            "Lists all versions of the rules, those that were rejected included.",
            "",
            "In the order in which they were published. A rejected one changed nothing; its reason is that of its dead letter."
        })
public final class RulesHistoryCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private VersionsTopic topic;

    @Option(names = "--json", description = "Print JSON on standard output instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        PublishedRules versions = topic.read(new PublishedRules(topic.leadMillis()));
        int inForce = versions.at(System.currentTimeMillis()).version();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ArrayNode array = new ObjectMapper().createArrayNode();
            versions.entries().forEach(entry -> describe(entry, inForce, array.addObject()));
            out.println(array.toPrettyString());
        } else if (versions.entries().isEmpty()) {
            out.println("nothing was published: version 0 is in force, what the detectors were started with");
        } else {
            out.print(table(versions.entries(), inForce));
        }
        out.flush();
        return 0;
    }

    private static Table table(List<Entry<PublishedRuleSet>> entries, int inForce) {
        Table table = new Table(List.of("version", "effective from", "published", "offset", "state", "note"));
        for (Entry<PublishedRuleSet> entry : entries) {
            table.row(List.of(
                    entry.version().map(String::valueOf).orElse("-"),
                    entry.published()
                            .map(ruleSet -> Instant.ofEpochMilli(ruleSet.effectiveFromMillis())
                                    .toString())
                            .orElse("-"),
                    Instant.ofEpochMilli(entry.origin().publishedAtMillis()).toString(),
                    String.valueOf(entry.origin().offset()),
                    state(entry, inForce),
                    note(entry).orElse("")));
        }
        return table;
    }

    /** Others than this program publish, too. */
    private static Optional<String> note(Entry<PublishedRuleSet> entry) {
        return entry.published().map(PublishedRuleSet::note).map(CardNumbers::maskInMessage);
    }

    private static String state(Entry<PublishedRuleSet> entry, int inForce) {
        Optional<DeadLetter> rejection = entry.rejection();
        if (rejection.isPresent()) {
            String detail = rejection.get().detail();
            return "rejected: " + rejection.get().reason() + (detail == null ? "" : " (" + detail + ")");
        }
        return entry.version().equals(Optional.of(inForce)) ? "in force" : "accepted";
    }

    private static void describe(Entry<PublishedRuleSet> entry, int inForce, ObjectNode node) {
        entry.version().ifPresent(version -> node.put("version", version));
        entry.published().ifPresent(ruleSet -> node.put("effectiveFromMillis", ruleSet.effectiveFromMillis()));
        node.put("publishedAtMillis", entry.origin().publishedAtMillis());
        node.put("offset", entry.origin().offset());
        node.put("accepted", entry.rejection().isEmpty());
        node.put("inForce", entry.rejection().isEmpty() && entry.version().equals(Optional.of(inForce)));
        entry.rejection()
                .ifPresent(rejection -> node.put("reason", rejection.reason().name()));
        entry.rejection().map(DeadLetter::detail).ifPresent(detail -> node.put("detail", detail));
        note(entry).ifPresent(note -> node.put("note", note));
    }
}
