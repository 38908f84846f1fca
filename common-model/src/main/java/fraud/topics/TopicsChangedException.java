package fraud.topics;

/**
 * A detector's topics, or its checkpoint, are not those that it began with: to start it again mends nothing. The
 * message is one line.
 */
public final class TopicsChangedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * With the line that says what to do.
     *
     * @param failure what it led to, or null
     */
    public TopicsChangedException(String line, Throwable failure) {
        super(line, failure);
    }
}
