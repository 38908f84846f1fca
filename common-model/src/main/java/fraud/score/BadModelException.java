package fraud.score;

/** A model that cannot be used (SEMANTICS 15.5). */
public final class BadModelException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String detail;

    /**
     * A model that cannot be used.
     *
     * @param detail what is wrong with it, in the contract's words: {@code directory}, {@code sha256},
     *     {@code model.json}, {@code type}, {@code featureVersion}, {@code mllib} or {@code probes}
     * @param message the same for people
     */
    public BadModelException(String detail, String message) {
        super(message);
        this.detail = detail;
    }

    /** What is wrong with it, as a dead letter says it. */
    public String detail() {
        return detail;
    }
}
