package fraud.binary;

/** Bytes that are not what they should be: cut off, altered, or of a later release. */
public final class BadBytesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with them. */
    public BadBytesException(String message) {
        super(message);
    }
}
