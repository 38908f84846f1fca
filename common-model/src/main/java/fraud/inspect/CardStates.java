package fraud.inspect;

import fraud.features.CardProfile;
import fraud.features.EnrichedTransaction;
import fraud.sequences.SequenceEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Puts together what stands in several places of a checkpoint, card by card. Not thread-safe. */
public final class CardStates {

    private final Set<String> chosen;
    private final Map<String, Parts> byCard = new HashMap<>();

    /** What is known of a card so far. */
    private static final class Parts {
        private CardProfile profile = CardProfile.EMPTY;
        private final List<EnrichedTransaction> waiting = new ArrayList<>();
        private final List<SequenceEvent> candidates = new ArrayList<>();
        private final List<OpenAttempt> attempts = new ArrayList<>();
        private final Map<String, List<Long>> timers = new TreeMap<>();
    }

    /**
     * Nothing yet.
     *
     * @param chosen the cards that are asked for; empty for all
     */
    public CardStates(Set<String> chosen) {
        this.chosen = Set.copyOf(chosen);
    }

    /** Whether a card is asked for. */
    public boolean isChosen(String cardId) {
        return chosen.isEmpty() || chosen.contains(cardId);
    }

    private Parts parts(String cardId) {
        return byCard.computeIfAbsent(cardId, any -> new Parts());
    }

    /** Notes a card's past. */
    public void profile(String cardId, CardProfile profile) {
        if (isChosen(cardId)) {
            parts(cardId).profile = profile;
        }
    }

    /** Notes a transaction that waits. */
    public void waiting(EnrichedTransaction transaction) {
        String cardId = transaction.transaction().cardId();
        if (isChosen(cardId)) {
            parts(cardId).waiting.add(transaction);
        }
    }

    /** Notes an event that the sequences have yet to handle; several of them may have it. */
    public void candidate(SequenceEvent event) {
        if (isChosen(event.cardId()) && !parts(event.cardId()).candidates.contains(event)) {
            parts(event.cardId()).candidates.add(event);
        }
    }

    /** Notes an open match of a card's sequence. */
    public void attempt(String cardId, OpenAttempt attempt) {
        if (isChosen(cardId)) {
            parts(cardId).attempts.add(attempt);
        }
    }

    /** Notes a timer of the engine's. */
    public void timer(String cardId, String purpose, long millis) {
        if (isChosen(cardId)) {
            parts(cardId)
                    .timers
                    .computeIfAbsent(purpose, any -> new ArrayList<>())
                    .add(millis);
        }
    }

    /**
     * Those of all cards of which something is remembered, by their ids.
     *
     * @param sequenceClockMillis a match whose time was over before it counts no more, whether the engine has forgotten
     *     it or not; {@link Long#MIN_VALUE} if that is not known
     */
    public List<CardState> states(long sequenceClockMillis) {
        return byCard.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(card -> new CardState(
                        card.getKey(),
                        card.getValue().profile,
                        card.getValue().waiting,
                        card.getValue().candidates,
                        card.getValue().attempts.stream()
                                .filter(attempt -> attempt.untilMillis() >= sequenceClockMillis)
                                .toList(),
                        card.getValue().timers))
                .filter(state -> !state.isEmpty())
                .toList();
    }
}
