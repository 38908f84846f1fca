package fraud.cli.rules;

import fraud.cli.yaml.YamlFile;
import fraud.cli.yaml.YamlFileException;
import fraud.parse.VersionCodec;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleSet;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A rule set as people write it: YAML with the words of SEMANTICS 13.2, but for {@code effectiveFrom}, which is a time
 * like {@code 2026-03-01T00:00:00Z}. {@code docs/rule-set.schema.json} says the same for editors.
 *
 * @param version the version, if the file says one
 * @param effectiveFromMillis from when on it is in force, UTC epoch in ms, if the file says so
 * @param note what people should know of it, if the file says something
 * @param rules what is not said has its default
 */
public record RuleFile(
        Optional<Integer> version, Optional<Long> effectiveFromMillis, Optional<String> note, RuleSet rules) {

    /** Key of the version in a file. */
    static final String VERSION = "version";
    /** Key of the time in a file. */
    static final String EFFECTIVE_FROM = "effectiveFrom";
    /** Key of the note in a file. */
    static final String NOTE = "note";
    /** Key of the rules in a file. */
    static final String RULES = "rules";

    /**
     * Reads and checks a file.
     *
     * @throws YamlFileException with all that is wrong with it
     */
    public static RuleFile read(Path path) throws YamlFileException {
        return new RuleFileReader(YamlFile.read(path)).read();
    }

    /**
     * The file as a version that can be published.
     *
     * @throws IllegalStateException if it does not say its version and its time
     */
    public PublishedRuleSet published() {
        return published(
                version.orElseThrow(() -> new IllegalStateException("no version")),
                effectiveFromMillis.orElseThrow(() -> new IllegalStateException("no time")),
                note);
    }

    /** The file's rules as this version. */
    public PublishedRuleSet published(int asVersion, long fromMillis, Optional<String> withNote) {
        return new PublishedRuleSet(asVersion, fromMillis, withNote.orElse(null), VersionCodec.rulesJson(rules));
    }
}
