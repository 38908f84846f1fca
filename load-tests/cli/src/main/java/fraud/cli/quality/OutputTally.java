package fraud.cli.quality;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How many outputs of one engine say what, by the words of the wire. Not thread-safe. */
public final class OutputTally {

    private final Map<String, Long> outcomes = new TreeMap<>();
    private final Map<String, Long> reasons = new TreeMap<>();
    private final Map<String, Long> alerts = new TreeMap<>();
    private final Map<String, Long> deadLetters = new TreeMap<>();

    void decision(JsonNode decision) {
        count(outcomes, decision.path("outcome"));
        decision.path("reasons").forEach(reason -> count(reasons, reason));
    }

    void alert(JsonNode alert) {
        count(alerts, alert.path("rule"));
    }

    void deadLetter(JsonNode deadLetter) {
        count(deadLetters, deadLetter.path("reason"));
    }

    private static void count(Map<String, Long> counts, JsonNode word) {
        counts.merge(word.asText(), 1L, Long::sum);
    }

    /** Decisions by outcome. */
    public Map<String, Long> outcomes() {
        return Collections.unmodifiableMap(outcomes);
    }

    /** Decisions by reason; one may have several. */
    public Map<String, Long> reasons() {
        return Collections.unmodifiableMap(reasons);
    }

    /** Alerts by rule. */
    public Map<String, Long> alerts() {
        return Collections.unmodifiableMap(alerts);
    }

    /** Dead letters by reason. */
    public Map<String, Long> deadLetters() {
        return Collections.unmodifiableMap(deadLetters);
    }
}
