package fraud.sequences;

/**
 * The claims of the sequence {@code CARD_TESTING} (SEMANTICS 8.2): small amounts probe a stolen card, then a large one
 * follows.
 */
public final class CardTesting {

    /** How many small amounts in a row make a probe; changes only by upgrade. */
    public static final int SMALL_COUNT = 3;

    private CardTesting() {}

    /** Whether the sequence sees this event at all. */
    public static boolean isCandidate(SequenceEvent event) {
        return isSmall(event) || isLarge(event);
    }

    /** An amount that probes whether a card works. */
    public static boolean isSmall(SequenceEvent event) {
        return event.plays(SequenceRole.PROBE);
    }

    /** An amount worth stealing. */
    public static boolean isLarge(SequenceEvent event) {
        return event.plays(SequenceRole.LARGE);
    }
}
