package fraud.cli.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import fraud.cli.outputs.Output;
import fraud.model.Outcome;
import fraud.sink.OutputKind;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/**
 * Holds what a decision, a duplicate or a late entry says of its transaction (SEMANTICS 11) against the record at its
 * source.
 */
final class OutputCheck {

    private static final Set<String> OUTCOMES =
            Arrays.stream(Outcome.values()).map(Enum::name).collect(Collectors.toSet());

    private OutputCheck() {}

    /**
     * What is wrong, naming the member, or nothing.
     *
     * @param place of the record at the output's source
     * @param isVersion whether a rule set of this version was accepted
     */
    static Optional<String> fault(Output output, TransactionFacts facts, int place, LongPredicate isVersion) {
        JsonNode members = output.members();
        if (text(members, "transactionId") != facts.transaction(place)) {
            return another("transactionId");
        }
        if (text(members, "cardId") != facts.card(place)) {
            return another("cardId");
        }
        if (!isMillis(members, "eventTimeMillis", facts.eventTimeMillis(place))) {
            return another("eventTimeMillis");
        }
        if (output.kind() == OutputKind.DECISION) {
            if (!OUTCOMES.contains(members.path("outcome").asText())) {
                return Optional.of("has no outcome");
            }
            if (number(members, "ruleSetVersion").filter(isVersion::test).isEmpty()) {
                return Optional.of("has a ruleSetVersion that was not accepted");
            }
        }
        if (output.kind() == OutputKind.LATE
                && !isMillis(members, "publishedAtMillis", facts.publishedAtMillis(place))) {
            return another("publishedAtMillis");
        }
        return output.kind() == OutputKind.DUPLICATE && !isOriginalBefore(originalOffset(output), facts, place)
                ? Optional.of("names an originalOffset where there is no earlier record of its card and transactionId")
                : Optional.empty();
    }

    /** The offset that a duplicate names, or -1. */
    static long originalOffset(Output duplicate) {
        return number(duplicate.members(), "originalOffset").orElse(-1L);
    }

    private static boolean isOriginalBefore(long originalOffset, TransactionFacts facts, int place) {
        int original = facts.placeOf(originalOffset);
        return original >= 0
                && original < place
                && facts.transaction(original) == facts.transaction(place)
                && facts.card(original) == facts.card(place);
    }

    private static Optional<String> another(String member) {
        return Optional.of("has another " + member + " than its record");
    }

    /** What stands for the text of a member; one that is left out is like an empty one. */
    static long text(JsonNode members, String name) {
        return TransactionFacts.hash(members.path(name).asText());
    }

    static boolean isMillis(JsonNode members, String name, long expected) {
        return number(members, name).filter(millis -> millis == expected).isPresent();
    }

    private static Optional<Long> number(JsonNode members, String name) {
        JsonNode number = members.path(name);
        return number.isIntegralNumber() && number.canConvertToLong()
                ? Optional.of(number.longValue())
                : Optional.empty();
    }
}
