package fraud.cli.failure;

/**
 * Something that the user is told in one line: what failed, and what to do about it. Ends the command with exit code 1.
 */
public class OperationFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OperationFailedException(String message) {
        super(message);
    }

    public OperationFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
