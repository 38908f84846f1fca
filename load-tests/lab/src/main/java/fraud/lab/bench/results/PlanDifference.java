package fraud.lab.bench.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** In what the plan of a sitting differs from that of an earlier one, which it is to go on with. */
public final class PlanDifference {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PlanDifference() {}

    /** The first thing that one has otherwise: {@code systems.flink-heap.parallelism was 2 and is 4}. */
    public static Optional<String> of(Object before, Object now) {
        return difference("", JSON.valueToTree(before), JSON.valueToTree(now));
    }

    private static Optional<String> difference(String path, JsonNode before, JsonNode now) {
        if (before.equals(now)) {
            return Optional.empty();
        }
        if (!before.isObject() || !now.isObject()) {
            return Optional.of(path + " was " + text(before) + " and is " + text(now));
        }
        Set<String> names = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(names::add);
        now.fieldNames().forEachRemaining(names::add);
        return names.stream()
                .flatMap(name ->
                        difference(path.isEmpty() ? name : path + "." + name, before.path(name), now.path(name))
                                .stream())
                .findFirst();
    }

    private static String text(JsonNode node) {
        return node.isMissingNode()
                ? "not there"
                : node.isObject() ? "there" : node.isTextual() ? node.textValue() : node.toString();
    }
}
