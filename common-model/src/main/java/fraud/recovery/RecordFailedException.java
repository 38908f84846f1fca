package fraud.recovery;

import fraud.mask.CardNumbers;

/**
 * A step of the detector has failed at a record. The message is one line: where the record is, how often that has
 * happened, and the cause at the bottom of it, without what looks like a card number. The stack trace is that cause's;
 * the cause itself stays behind, since the engines would write its message to their logs as it is.
 */
public final class RecordFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Of a cause's message; what is longer quotes something. */
    private static final int MAX_MESSAGE_LENGTH = 300;

    private final boolean last;

    private RecordFailedException(String message, boolean last, StackTraceElement[] stackTrace) {
        super(message);
        this.last = last;
        setStackTrace(stackTrace);
    }

    static RecordFailedException of(String place, int failures, int limit, Throwable failure) {
        Throwable root = rootOf(failure);
        boolean last = failures >= limit;
        String message = last
                ? "the record at " + place + " has failed " + times(failures) + " (" + RecordAttempts.LIMIT.name()
                        + "), the last time with " + describe(root)
                        + "; mend the cause, then start the job again from its last checkpoint"
                : "the record at " + place + " has failed, attempt " + failures + " of " + limit + ": "
                        + describe(root);
        return new RecordFailedException(message, last, root.getStackTrace());
    }

    /** Whether the record has failed as often as it may, so that the job must end. */
    public boolean isLast() {
        return last;
    }

    private static String times(int failures) {
        return failures == 1 ? "once" : failures + " times";
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String describe(Throwable root) {
        String name = root.getClass().getSimpleName();
        String message = root.getMessage();
        if (message == null || message.isBlank()) {
            return name;
        }
        String line = CardNumbers.mask(message.strip().lines().findFirst().orElse(""));
        return name + ": " + (line.length() > MAX_MESSAGE_LENGTH ? line.substring(0, MAX_MESSAGE_LENGTH) + "…" : line);
    }
}
