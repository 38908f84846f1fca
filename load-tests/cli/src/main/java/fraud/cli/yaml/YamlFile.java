package fraud.cli.yaml;

import fraud.cli.failure.FileFailure;
import fraud.mask.CardNumbers;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A file in YAML that people write, and all that is wrong with it. Who reads it goes from {@link #root()} down, goes on
 * after what is wrong, and asks {@link #requireNoProblems()} before using what was read. No card number stands in a
 * problem.
 *
 * <p>Checked by hand and not against a JSON schema: the validator that the tests use tells lines, but neither the value
 * and its range nor the name nearest to an unknown one, and takes {@code 010} for 8, a duration out of its range for a
 * text, and a key that is there twice for one.
 */
public final class YamlFile {

    private final String name;
    private final Node root;
    private final List<Problem> problems = new ArrayList<>();

    private record Problem(int line, String text) {}

    private YamlFile(String name, Node root) {
        this.name = name;
        this.root = root;
    }

    /**
     * Reads a file in UTF-8.
     *
     * @throws YamlFileException if it cannot be read, or is not one document of YAML
     */
    public static YamlFile read(Path file) throws YamlFileException {
        try {
            // Not read by the parser, which would take what is not UTF-8 for what is not YAML.
            return of(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new YamlFileException(List.of(file + ": there is no such file"));
        } catch (CharacterCodingException e) {
            throw new YamlFileException(List.of(file + ": is not UTF-8"));
        } catch (IOException e) {
            throw new YamlFileException(List.of(file + ": cannot be read: " + FileFailure.reason(file, e)));
        }
    }

    /**
     * The same of its text; an empty one is an empty mapping.
     *
     * @param name what problems call the file
     * @throws YamlFileException if it is not one document of YAML
     */
    public static YamlFile of(String name, String text) throws YamlFileException {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            return new YamlFile(name, root == null ? new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK) : root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new YamlFileException(List.of(name + ":" + line + ": is not YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new YamlFileException(List.of(name + ": is not YAML: " + reason));
        }
    }

    /** What all of the file is. */
    public YamlValue root() {
        return new YamlValue(this, "", root, root);
    }

    /** Whether nothing wrong was found so far. */
    public boolean isFlawless() {
        return problems.isEmpty();
    }

    /**
     * Ends reading.
     *
     * @throws YamlFileException with all that is wrong, if anything is
     */
    public void requireNoProblems() throws YamlFileException {
        if (!problems.isEmpty()) {
            throw new YamlFileException(problems.stream()
                    .sorted(Comparator.comparingInt(Problem::line))
                    .map(problem -> name + ":" + problem.line() + ": " + problem.text())
                    .toList());
        }
    }

    /** Notes what is wrong at a line, from 1. */
    public void problem(int line, String text) {
        problems.add(new Problem(line, CardNumbers.maskInMessage(text)));
    }
}
