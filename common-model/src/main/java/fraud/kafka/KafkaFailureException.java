package fraud.kafka;

/**
 * Kafka cannot be worked with. The message is one line, without secrets, that says what it looks like and what to do.
 */
public final class KafkaFailureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KafkaFailureException(String message) {
        super(message);
    }

    public KafkaFailureException(String message, Throwable cause) {
        super(message, cause);
    }
}
