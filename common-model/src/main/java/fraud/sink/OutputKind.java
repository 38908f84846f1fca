package fraud.sink;

/** The outputs of a detector, each a topic of its own (SEMANTICS 1.1). */
public enum OutputKind {
    DECISION("decisions"),
    ALERT("alerts"),
    DEAD_LETTER("dead-letters"),
    DUPLICATE("duplicates"),
    LATE("late"),
    COMPLETION("completions");

    private final String plural;

    OutputKind(String plural) {
        this.plural = plural;
    }

    /** The first part of the topic's name, and the name of the file that holds such outputs. */
    public String plural() {
        return plural;
    }

    /**
     * The topic of this output.
     *
     * @param detector the detector's name, such as {@code flink}
     */
    public String topic(String detector) {
        return plural + "." + detector;
    }
}
