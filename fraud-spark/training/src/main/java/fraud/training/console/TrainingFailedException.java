package fraud.training.console;

/** There is nothing to learn from, or a file cannot be used. The message is one line that says why. */
public final class TrainingFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TrainingFailedException(String message) {
        super(message);
    }

    public TrainingFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
