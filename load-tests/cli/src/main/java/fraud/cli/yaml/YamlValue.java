package fraud.cli.yaml;

import fraud.cli.text.Token;
import fraud.config.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value in a {@link YamlFile} with its place: the keys on the way to it, and the line. What it is not, it is read as
 * nothing; what is wrong becomes a problem of the file: {@code file:line: path = value: what is allowed}.
 */
public final class YamlValue {

    private static final String WHOLE_NUMBER = "0|[1-9][0-9]{0,17}";
    private static final String NUMBER = "[-+]?(" + WHOLE_NUMBER + ")?([.][0-9]*)?([eE][-+]?[0-9]{1,3})?";

    private final YamlFile file;
    private final String path;
    private final Node key;
    private final Node node;
    private Map<String, YamlValue> members;

    /**
     * A value.
     *
     * @param path the keys on the way to it, empty for all of the file
     * @param key its key, or itself if it has none
     */
    YamlValue(YamlFile file, String path, Node key, Node node) {
        this.file = file;
        this.path = path;
        this.key = key;
        this.node = node;
    }

    /**
     * A mapping's values by their keys, in the order of the file. It is a problem if this is no mapping, or if a key is
     * there twice.
     */
    public Map<String, YamlValue> members() {
        if (members == null) {
            members = Collections.unmodifiableMap(read());
        }
        return members;
    }

    /** Those of them that are known; it is a problem if there are others. */
    public Map<String, YamlValue> members(Collection<String> known) {
        Map<String, YamlValue> those = new LinkedHashMap<>(members());
        those.keySet().retainAll(known);
        members().forEach((name, member) -> {
            if (!those.containsKey(name)) {
                member.unknown("key", known);
            }
        });
        return those;
    }

    /**
     * A mapping's value of one key; it is a problem if there is none.
     *
     * @param allowed what it must be
     */
    public Optional<YamlValue> required(String name, String allowed) {
        if (node instanceof MappingNode && !members().containsKey(name)) {
            file.problem(line(), below(name) + ": is missing, " + allowed);
        }
        return optional(name);
    }

    /** A mapping's value of one key, if there is one. */
    public Optional<YamlValue> optional(String name) {
        return Optional.ofNullable(members().get(name));
    }

    private Map<String, YamlValue> read() {
        Map<String, YamlValue> byName = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            wrong("must be a mapping, key: value on a line each");
            return byName;
        }
        Set<String> names = new HashSet<>();
        mapping.getValue().stream()
                .filter(tuple -> !names.add(name(tuple)))
                .forEach(tuple -> member(tuple).problem("is there twice"));
        if (mapping.isMerged()) {
            merge(mapping);
        }
        mapping.getValue().forEach(tuple -> byName.putIfAbsent(name(tuple), member(tuple)));
        return byName;
    }

    /** {@code <<: *anchor}, as the library resolves it. */
    private void merge(MappingNode mapping) {
        try {
            new SafeConstructor(new LoaderOptions()) {
                void resolve() {
                    flattenMapping(mapping);
                }
            }.resolve();
        } catch (MarkedYAMLException e) {
            problem("cannot be merged: " + e.getProblem());
        }
    }

    private YamlValue member(NodeTuple tuple) {
        return new YamlValue(file, below(Token.masked(name(tuple))), tuple.getKeyNode(), tuple.getValueNode());
    }

    private String below(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String name(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
    }

    /** The items of a list; it is a problem if this is none. */
    public List<YamlValue> items(String what) {
        List<YamlValue> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            sequence.getValue()
                    .forEach(item -> items.add(new YamlValue(file, path + "[" + items.size() + "]", item, item)));
        } else {
            wrong("must be a list of " + what);
        }
        return items;
    }

    /** The same of a list that must have so many; it is a problem if it has not. */
    public List<YamlValue> items(int least, int greatest, String what) {
        String allowed = least + " to " + greatest + " " + what;
        List<YamlValue> items = items(allowed);
        if (node instanceof SequenceNode && (items.size() < least || items.size() > greatest)) {
            problem("has " + items.size() + ": must be a list of " + allowed);
        }
        return items;
    }

    /** What stands there as one word or text, whatever it could be taken for. */
    public Optional<String> scalar() {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    /** A text: in quotes, or nothing that YAML takes for a number, a truth value, a time, or nothing. */
    public Optional<String> text() {
        return scalar().filter(text -> node.getTag().equals(Tag.STR));
    }

    /** A whole number of up to 18 digits, without a sign; YAML's groups of digits ({@code 1_000}) are one. */
    public Optional<Long> wholeNumber() {
        return digits(WHOLE_NUMBER).map(Long::valueOf);
    }

    /** The same within a range; it is a problem if it is none. */
    public Optional<Long> wholeNumber(long least, long greatest) {
        return orWrong(
                wholeNumber().filter(number -> number >= least && number <= greatest),
                "must be a whole number from " + least + " to " + greatest);
    }

    /** A decimal number. */
    public Optional<Double> number() {
        return digits(NUMBER).map(Double::valueOf);
    }

    /** Digits whose like is octal, in sixties or not finite in YAML are none: who writes them means another number. */
    private Optional<String> digits(String pattern) {
        boolean isNumber = node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
        return scalar().filter(text -> isNumber)
                .map(text -> text.replace("_", ""))
                .filter(text -> text.matches(pattern));
    }

    /** A value that was read of this; if it is none, that is a problem. */
    public <T> Optional<T> orWrong(Optional<T> value, String allowed) {
        if (value.isEmpty()) {
            wrong(allowed);
        }
        return value;
    }

    /** Notes that this is not what is allowed. */
    public void wrong(String allowed) {
        String value = scalar().map(text -> " = " + Token.masked(text)).orElse("");
        file.problem(line(node), (path.isEmpty() ? "the file" : path) + value + ": " + allowed);
    }

    /** Notes that its key is none of those that there are, and which may be meant. */
    public void unknown(String what, Collection<String> known) {
        String name = key instanceof ScalarNode scalar ? scalar.getValue() : "?";
        problem("there is no such " + what + ": " + NearestName.hint(name, known));
    }

    /** Notes something else that is wrong, without its value. */
    public void problem(String text) {
        file.problem(line(), (path.isEmpty() ? "the file" : path) + ": " + text);
    }

    /** The line of its key, or of itself if it has none, from 1. */
    public int line() {
        return line(key);
    }

    private static int line(Node node) {
        // All of an empty file has no place.
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }
}
