package fraud.cli.rules;

import fraud.cli.yaml.YamlFileException;
import fraud.ruleset.PublishedRuleSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a run publishes to {@code versions}: versions in files of their own, or records as they are. */
public final class RulesOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            arity = "1..*",
            description = {
                "Versions of the rules (YAML, docs/RULES.md), each with version and effectiveFrom: published before that time, so that the"
                        + " detectors accept them. Or one .jsonl or .jsonl.gz of records of the topic, rule sets and models, each line sent as"
                        + " it is. Without: the defaults from the beginning to the end."
            })
    private List<Path> files = List.of();

    /** Whether there are any. */
    public boolean isGiven() {
        return !files.isEmpty();
    }

    /**
     * The file of records, if that is what was given.
     *
     * @throws ParameterException if it is not alone, or cannot be read
     */
    public Optional<Path> raw() {
        Optional<Path> raw = files.stream().filter(RulesOptions::isRaw).findFirst();
        if (raw.isPresent() && files.size() > 1) {
            throw wrong("--rules " + raw.get() + ": a file of records holds all of the topic, and goes with no other");
        }
        raw.filter(file -> !Files.isReadable(file) || !Files.isRegularFile(file))
                .ifPresent(file -> {
                    throw wrong("--rules " + file + ": there is no such file, or it cannot be read");
                });
        return raw;
    }

    private static boolean isRaw(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".jsonl") || name.endsWith(".jsonl.gz");
    }

    /**
     * All versions that the files say.
     *
     * @throws YamlFileException with all that is wrong with any of them
     * @throws ParameterException if one has no version or time, or two have the same version
     */
    public List<PublishedRuleSet> versions() throws YamlFileException {
        List<PublishedRuleSet> ruleSets = new ArrayList<>();
        List<YamlFileException> wrong = new ArrayList<>();
        if (raw().isPresent()) {
            return ruleSets;
        }
        for (Path file : files) {
            try {
                RuleFile read = RuleFile.read(file);
                if (read.version().isEmpty() || read.effectiveFromMillis().isEmpty()) {
                    throw wrong("--rules " + file + ": must have version and effectiveFrom (docs/RULES.md); raw records"
                            + " of the topic stand in a .jsonl or .jsonl.gz");
                }
                PublishedRuleSet ruleSet = read.published();
                if (ruleSets.stream().anyMatch(other -> other.version() == ruleSet.version())) {
                    throw wrong("--rules " + file + ": version " + ruleSet.version() + " is there twice");
                }
                ruleSets.add(ruleSet);
            } catch (YamlFileException e) {
                wrong.add(e);
            }
        }
        if (!wrong.isEmpty()) {
            throw YamlFileException.of(wrong);
        }
        return ruleSets;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
