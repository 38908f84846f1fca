package fraud.recovery;

/**
 * Something that every record needs does not answer: no fault of the record that asked, and worth trying again for as
 * long as it takes.
 */
public final class OutageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** An outage; the message says of what. */
    public OutageException(String message, Throwable cause) {
        super(message, cause);
    }
}
