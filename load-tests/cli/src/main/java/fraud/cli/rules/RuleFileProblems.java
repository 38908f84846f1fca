package fraud.cli.rules;

import fraud.cli.text.Token;
import fraud.config.NearestName;
import fraud.mask.CardNumbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** What is wrong with a rule file, each with its line; no card number stands in it. */
final class RuleFileProblems {

    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    private record Problem(int line, String text) {}

    /** A key of a mapping, with its line. */
    record Member(String key, int line, Node value) {}

    RuleFileProblems(String file) {
        this.file = file;
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    /** All of them, in the order of lines. */
    RuleFileException exception() {
        return new RuleFileException(problems.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .map(problem -> file + ":" + problem.line() + ": " + problem.text())
                .toList());
    }

    /** The members of a mapping, each key once; none if the node is no mapping. */
    List<Member> members(String path, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            problem(
                    line(node),
                    (path.isEmpty() ? "the file" : path) + ": must be a mapping, key: value on a line each");
            return List.of();
        }
        Set<String> keys = new HashSet<>();
        List<Member> members = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            Member member = new Member(key, line(tuple.getKeyNode()), tuple.getValueNode());
            if (keys.add(key)) {
                members.add(member);
            } else {
                problem(member.line(), (path.isEmpty() ? "" : path + ".") + key + ": is there twice");
            }
        }
        return members;
    }

    /** A key that means nothing there. */
    void unknownField(Member member, String path, List<String> known) {
        problem(
                member.line(),
                (path.isEmpty() ? "" : path + ".") + Token.masked(member.key())
                        + ": there is no such field: did you mean " + NearestName.of(member.key(), known) + "?");
    }

    /** A value that is not allowed. */
    void wrong(String path, Node node, String allowed) {
        String value = node instanceof ScalarNode scalar ? " = " + Token.masked(scalar.getValue()) : "";
        problem(line(node), path + value + ": " + allowed);
    }

    /** Something wrong at a line, from 1. */
    void problem(int line, String text) {
        problems.add(new Problem(line, CardNumbers.maskInMessage(text)));
    }

    /** Where a node begins, from 1. */
    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
