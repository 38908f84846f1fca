package fraud.recovery;

import java.io.Serializable;

/** What only an engine knows of failures. Travels to its workers. */
public interface EngineFailures extends Serializable {

    /**
     * Whether a failure that came up while a record was handled is not the record's: it comes from where outputs go, or
     * from a task that is being ended.
     */
    boolean isElsewhere(Throwable failure);

    /** What a step throws so that the job ends, rather than try again, with this failure as its cause. */
    RuntimeException ending(RecordFailedException failure);
}
