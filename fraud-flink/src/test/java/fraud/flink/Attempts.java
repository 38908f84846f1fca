package fraud.flink;

import fraud.flink.config.RecordFailures;
import fraud.recovery.RecordAttempts;
import fraud.topics.InputTopics;

/** Attempts at records, for tests. */
public final class Attempts {

    private Attempts() {}

    /** Of a job of its own, with the default limit. */
    public static RecordAttempts ofAJob() {
        return of(RecordAttempts.DEFAULT_LIMIT);
    }

    /** Of a job of its own. */
    public static RecordAttempts of(int limit) {
        return RecordAttempts.of(InputTopics.DEFAULT, limit, RecordFailures.OF_FLINK);
    }
}
