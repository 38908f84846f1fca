package fraud.flink.config;

import fraud.recovery.EngineFailures;
import fraud.recovery.RecordFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.runtime.execution.CancelTaskException;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.runtime.tasks.ExceptionInChainedOperatorException;

/** What Flink knows of failures at records. */
public enum RecordFailures implements EngineFailures {
    /** There is nothing to tell apart. */
    OF_FLINK;

    /**
     * An operator that is chained behind has its own steps, and the sinks have none; the network fails with the tasks
     * at its other end.
     */
    @Override
    public boolean isElsewhere(Throwable failure) {
        return failure instanceof ExceptionInChainedOperatorException
                || failure instanceof CancelTaskException
                || failure instanceof SuppressRestartsException
                || failure instanceof IOException
                || failure instanceof UncheckedIOException;
    }

    @Override
    public RuntimeException ending(RecordFailedException failure) {
        return new SuppressRestartsException(failure);
    }
}
