package fraud.training;

/** There is nothing to learn from, or a file cannot be used. The message is one line that says why. */
final class TrainingFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TrainingFailedException(String message) {
        super(message);
    }

    TrainingFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
