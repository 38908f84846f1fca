package fraud.cli.models;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.text.TimeText;
import fraud.score.BadModelException;
import fraud.score.ModelFiles;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Versions of the models to publish in a replay: YAML, a list of objects with {@code model} (champion or challenger),
 * {@code version}, {@code effectiveFrom} (a time), and, if they are to bring a model, {@code directory}; {@code note}
 * and {@code sha256} may be there. Without {@code sha256} it is that of the model as it is now.
 */
final class ModelVersionFile {

    private static final Set<String> MEMBERS =
            Set.of("model", "version", "effectiveFrom", "note", "directory", "sha256");

    private final Path file;
    private final Optional<Path> modelsDirectory;

    private ModelVersionFile(Path file, Optional<Path> modelsDirectory) {
        this.file = file;
        this.modelsDirectory = modelsDirectory;
    }

    /**
     * Reads a file.
     *
     * @param modelsDirectory what its directories are below of
     * @throws OperationFailedException with file, line and member of what cannot be used
     */
    static List<PublishedModel> read(Path file, Optional<Path> modelsDirectory) {
        return new ModelVersionFile(file, modelsDirectory).read();
    }

    private List<PublishedModel> read() {
        Node root;
        try {
            root = new Yaml(new LoaderOptions()).compose(new StringReader(Files.readString(file)));
        } catch (YAMLException e) {
            throw new OperationFailedException(file + ": is not YAML", e);
        } catch (IOException e) {
            throw new OperationFailedException(file + ": cannot be read", e);
        }
        if (!(root instanceof SequenceNode list)) {
            throw new OperationFailedException(
                    file + ": must be a list of versions, each with model, version and" + " effectiveFrom");
        }
        List<PublishedModel> models = new ArrayList<>();
        Set<Integer> versions = new HashSet<>();
        for (Node each : list.getValue()) {
            PublishedModel model = model(each);
            if (!versions.add(model.version())) {
                throw wrong(each, "version " + model.version() + ": is there twice");
            }
            models.add(model);
        }
        return models;
    }

    private PublishedModel model(Node node) {
        Map<String, ScalarNode> members = members(node);
        String role = text(members, "model", node);
        String version = text(members, "version", node);
        String from = text(members, "effectiveFrom", node);
        Optional<String> directory = find(members, "directory");
        PublishedModel model = new PublishedModel(
                version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : 0,
                ModelRole.ofWireName(role)
                        .orElseThrow(() -> wrong(node, "model: " + role + ": must be champion or challenger")),
                TimeText.instant(from)
                        .orElseThrow(() -> wrong(node, "effectiveFrom: " + from + ": must be " + TimeText.INSTANTS))
                        .toEpochMilli(),
                find(members, "note").orElse(null),
                directory.orElse(null),
                directory
                        .map(name -> find(members, "sha256").orElseGet(() -> sha256(name, node)))
                        .orElse(null));
        Optional<String> fault = ModelRecord.fault(model);
        if (fault.isPresent()) {
            throw wrong(node, fault.get());
        }
        return model;
    }

    private String sha256(String directory, Node node) {
        Path models = modelsDirectory.orElseThrow(
                () -> wrong(node, "directory: " + directory + ": say below what, with --models-dir"));
        try {
            return ModelFiles.sha256(ModelFiles.read(models.resolve(directory)));
        } catch (BadModelException e) {
            throw wrong(node, "directory: " + directory + ": " + e.getMessage());
        }
    }

    private Map<String, ScalarNode> members(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(node, "must have model, version and effectiveFrom");
        }
        Map<String, ScalarNode> members = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            boolean isPlain = tuple.getKeyNode() instanceof ScalarNode && tuple.getValueNode() instanceof ScalarNode;
            String key = isPlain ? ((ScalarNode) tuple.getKeyNode()).getValue() : "";
            if (!MEMBERS.contains(key)) {
                throw wrong(
                        tuple.getKeyNode(),
                        key + ": there is no such member: it is one of "
                                + MEMBERS.stream().sorted().toList());
            }
            if (members.put(key, (ScalarNode) tuple.getValueNode()) != null) {
                throw wrong(tuple.getKeyNode(), key + ": is there twice");
            }
        }
        return members;
    }

    private String text(Map<String, ScalarNode> members, String name, Node node) {
        return find(members, name).orElseThrow(() -> wrong(node, name + ": is missing"));
    }

    private static Optional<String> find(Map<String, ScalarNode> members, String name) {
        return Optional.ofNullable(members.get(name)).map(ScalarNode::getValue);
    }

    private OperationFailedException wrong(Node node, String message) {
        return new OperationFailedException(file + ":" + (node.getStartMark().getLine() + 1) + ": " + message);
    }
}
