package fraud.spark.config;

import fraud.recovery.EngineFailures;
import fraud.recovery.RecordFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.TaskKilledException;
import org.apache.spark.shuffle.FetchFailedException;

/** What Spark knows of failures at records. */
public enum RecordFailures implements EngineFailures {
    /** There is nothing to tell apart. */
    OF_SPARK;

    /** A task that is told to end, and what other machines hold. */
    @Override
    public boolean isElsewhere(Throwable failure) {
        return failure instanceof TaskKilledException
                || failure instanceof FetchFailedException
                || failure instanceof IOException
                || failure instanceof UncheckedIOException;
    }

    /** A task cannot end the job: {@link RestartingQuery} does, once the query has failed of it. */
    @Override
    public RuntimeException ending(RecordFailedException failure) {
        return failure;
    }
}
