package fraud.cli.rules;

import fraud.parse.VersionCodec;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleSet;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A rule set as people write it: YAML with the words of SEMANTICS 13.2, but for {@code effectiveFrom}, which is a time
 * like {@code 2026-03-01T00:00:00Z}. {@code docs/rule-set.schema.json} says the same for editors.
 *
 * @param version the version, if the file says one
 * @param effectiveFromMillis from when on it is in force, UTC epoch in ms, if the file says so
 * @param note what people should know of it, if the file says something
 * @param rules what is not said has its default
 */
public record RuleFile(OptionalInt version, OptionalLong effectiveFromMillis, Optional<String> note, RuleSet rules) {

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
     * @throws RuleFileException with all that is wrong with it
     */
    public static RuleFile read(Path path) throws RuleFileException {
        RuleFileReader reader = new RuleFileReader(path.toString());
        try {
            // Not read by the parser, which would take what is not UTF-8 for what is not YAML.
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(Files.readString(path)));
            return reader.read(root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new RuleFileException(List.of(path + ":" + line + ": is not YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            throw new RuleFileException(List.of(path + ": is not YAML: " + firstLine(e.getMessage())));
        } catch (NoSuchFileException e) {
            throw new RuleFileException(List.of(path + ": there is no such file"));
        } catch (CharacterCodingException e) {
            throw new RuleFileException(List.of(path + ": is not UTF-8"));
        } catch (IOException e) {
            throw new RuleFileException(List.of(path + ": cannot be read: " + e.getMessage()));
        }
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

    private static String firstLine(String message) {
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }
}
