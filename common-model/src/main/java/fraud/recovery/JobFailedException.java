package fraud.recovery;

import fraud.mask.CardNumbers;

/** The job cannot start, or has failed; the message is one line for the operator. */
public final class JobFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JobFailedException(String message) {
        super(CardNumbers.maskInMessage(message));
    }

    public JobFailedException(String message, Throwable cause) {
        super(CardNumbers.maskInMessage(message), cause);
    }

    /**
     * Of a failure of the job: the message of what says all by itself, or else the innermost cause behind these words.
     *
     * @param what has failed
     */
    public static JobFailedException of(String what, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JobFailedException || cause instanceof RecordFailedException) {
                return new JobFailedException(cause.getMessage(), failure);
            }
        }
        return new JobFailedException(what + ": " + rootOf(failure), failure);
    }

    /** The innermost cause in one line: the outer ones only say that something failed. */
    public static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String name = root.getClass().getSimpleName();
        return root.getMessage() == null
                ? name
                : name + ": " + root.getMessage().lines().findFirst().orElse("");
    }
}
