package fraud.spark.config;

import fraud.mask.CardNumbers;
import fraud.recovery.RecordFailedException;
import fraud.topics.TopicsChangedException;

/** The job cannot start or go on. The message is one line that says why. */
public final class JobFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JobFailedException(String message) {
        super(CardNumbers.maskInMessage(message));
    }

    public JobFailedException(String message, Throwable cause) {
        super(CardNumbers.maskInMessage(message), cause);
    }

    /**
     * Of a failure of the job: the message of what says all by itself, or else what is at the bottom of it behind these
     * words.
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

    /** Whether the job would only fail again, until somebody has mended the cause. */
    public boolean isForGood() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordFailedException
                    || cause instanceof TopicsChangedException
                    || RestartingQuery.isOtherJob(cause)) {
                return true;
            }
        }
        return false;
    }

    /** The name and first line of what is at the bottom of a failure. */
    public static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage();
        String name = root.getClass().getSimpleName();
        return message == null
                ? name
                : name + ": " + message.lines().findFirst().orElse("");
    }
}
