package fraud.generator.publish;

/** Publishing failed. The message is one line that says what to do. */
public final class PublishException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PublishException(String message, Throwable cause) {
        super(message, cause);
    }
}
