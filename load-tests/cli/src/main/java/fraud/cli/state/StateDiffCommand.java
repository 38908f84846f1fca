package fraud.cli.state;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fraud state diff}: what two lists of states have otherwise. */
@Command(
        name = "diff",
        description = {
            "Compares what `fraud state --out` has written of two checkpoints.",
            "",
            "A line for each card that they do not have alike, with the members that differ; timers are each engine's own and are"
                    + " not compared. Exit code 1 if there is any."
        })
final class StateDiffCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TIMERS = "timers";

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "A file of `fraud state --out`.")
    private Path one;

    @Parameters(index = "1", paramLabel = "B", description = "Another one.")
    private Path other;

    @Override
    public Integer call() {
        Map<String, JsonNode> left = read(one);
        Map<String, JsonNode> right = read(other);
        Set<String> cards = new TreeSet<>(left.keySet());
        cards.addAll(right.keySet());
        PrintWriter out = spec.commandLine().getOut();
        long differing = 0;
        for (String card : cards) {
            String difference = difference(left.get(card), right.get(card));
            if (!difference.isEmpty()) {
                differing++;
                out.println(card + ": " + difference);
            }
        }
        out.println(
                differing == 0
                        ? cards.size() + " cards, all alike"
                        : differing + " of " + cards.size() + " cards differ");
        out.flush();
        return differing == 0 ? 0 : 1;
    }

    private String difference(JsonNode left, JsonNode right) {
        if (left == null || right == null) {
            return "only in " + (left == null ? other : one);
        }
        List<String> members = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        left.fieldNames().forEachRemaining(names::add);
        right.fieldNames().forEachRemaining(names::add);
        names.remove(TIMERS);
        for (String name : names) {
            if (!left.path(name).equals(right.path(name))) {
                members.add(name);
            }
        }
        return String.join(", ", members);
    }

    private static Map<String, JsonNode> read(Path file) {
        Map<String, JsonNode> byCard = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                JsonNode state = JSON.readTree(line);
                if (!state.path("cardId").isTextual()) {
                    throw new OperationFailedException(file
                            + " has a line without a cardId: give files of `fraud state --out`, without --summary");
                }
                byCard.put(state.path("cardId").textValue(), state);
            }
        } catch (JacksonException e) {
            throw new OperationFailedException(
                    file + " is no file of `fraud state --out`: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + file + ": " + FileFailure.reason(file, e), e);
        }
        return byCard;
    }
}
