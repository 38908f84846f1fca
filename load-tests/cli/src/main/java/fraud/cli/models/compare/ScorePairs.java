package fraud.cli.models.compare;

import com.fasterxml.jackson.databind.JsonNode;
import fraud.cli.models.compare.FraudAmounts.Position;
import fraud.cli.models.decisions.FirstCopies;
import fraud.cli.quality.Protocol;
import fraud.cli.quality.Scope;
import fraud.score.KnownCards;
import fraud.score.Scores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decisions that champion and challenger both have scored, by the two versions. Memory is some 80 bytes a pair of
 * scores. Not thread-safe.
 */
final class ScorePairs {

    private final Map<String, Boolean> frauds;
    private final Optional<KnownCards> known;
    private final Scope days;
    private final Map<Versions, List<Pair>> pairs = new LinkedHashMap<>();
    private final FraudAmounts amounts;
    private final FirstCopies copies = new FirstCopies();
    /** One string a card, however many transactions it has. */
    private final Map<String, String> cardIds = new HashMap<>();

    private long decisions;
    private long scoredByBoth;

    /** Versions of champion and challenger, as decisions name them. */
    record Versions(String champion, String challenger) {}

    /**
     * Two scores of one transaction.
     *
     * @param fraud whether it was fraud, or null if it is not known
     * @param position of a fraud where it is in the input, else null
     */
    record Pair(
            String cardId,
            long eventTimeMillis,
            double champion,
            double challenger,
            Boolean fraud,
            Position position) {}

    /**
     * No pairs yet.
     *
     * @param frauds whether a transaction was fraud, by id, if it is known
     * @param amounts told of the frauds
     * @param protocol which days to count, if not all
     */
    ScorePairs(Map<String, Boolean> frauds, FraudAmounts amounts, Optional<Protocol> protocol) {
        this.frauds = frauds;
        this.amounts = amounts;
        this.days = protocol.map(Protocol::days).orElse(Scope.ofAll());
        this.known = protocol.flatMap(Protocol::noneKnown);
    }

    /** Takes a decision; of several copies the first counts. */
    void take(JsonNode decision) {
        if (!copies.isFirst(decision)) {
            return;
        }
        decisions++;
        String cardId = decision.path("cardId").asText();
        long eventTimeMillis = decision.path("eventTimeMillis").asLong();
        Boolean fraud = frauds.get(decision.path("transactionId").asText());
        if (Boolean.TRUE.equals(fraud)) {
            known.ifPresent(cards -> cards.fraud(cardId, eventTimeMillis));
        }
        String champion = decision.path("modelVersion").asText(Scores.NO_MODEL);
        JsonNode challenger = decision.path("challengerVersion");
        if (champion.equals(Scores.NO_MODEL) || challenger.isMissingNode()) {
            return;
        }
        scoredByBoth++;
        if (days.counts(cardId, eventTimeMillis)) {
            pairs.computeIfAbsent(new Versions(champion, challenger.asText()), unused -> new ArrayList<>())
                    .add(new Pair(
                            cardIds.computeIfAbsent(cardId, same -> same),
                            eventTimeMillis,
                            decision.path("score").asDouble(),
                            decision.path("challengerScore").asDouble(),
                            fraud,
                            Boolean.TRUE.equals(fraud) ? amounts.take(decision) : null));
        }
    }

    /** All decisions, with both scores or not. */
    long decisions() {
        return decisions;
    }

    /** Decisions with both scores, of whatever days. */
    long scoredByBoth() {
        return scoredByBoth;
    }

    /** The pairs of scores by versions, in the order in which these first came; after all decisions. */
    Map<Versions, List<Pair>> byVersions() {
        Map<Versions, List<Pair>> counted = new LinkedHashMap<>();
        pairs.forEach((versions, list) -> counted.put(
                versions,
                list.stream()
                        .filter(pair ->
                                known.stream().noneMatch(cards -> cards.isKnown(pair.cardId(), pair.eventTimeMillis())))
                        .toList()));
        return counted;
    }
}
