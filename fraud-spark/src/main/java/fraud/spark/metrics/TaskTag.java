package fraud.spark.metrics;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.execution.streaming.runtime.MicroBatchExecution;

/**
 * Whose counts they are. What is computed again has the same stage and partition, and another attempt; what a restarted
 * query computes again has the same batch, and another run.
 *
 * @param run of the query: Spark's group of the jobs it starts, or null outside of any
 * @param batch number of the batch
 * @param stage number of the stage
 * @param partition of the stage
 * @param attempt number of the task, unique in its context
 */
record TaskTag(String run, long batch, int stage, int partition, long attempt) implements Serializable {

    private static final String JOB_GROUP = "spark.jobGroup.id";

    private static final long NO_BATCH = -1;

    /** Of the task that runs in this thread, or null if none does. */
    static TaskTag current() {
        TaskContext task = TaskContext.get();
        if (task == null) {
            return null;
        }
        String batch = task.getLocalProperty(MicroBatchExecution.BATCH_ID_KEY());
        return new TaskTag(
                task.getLocalProperty(JOB_GROUP),
                batch == null ? NO_BATCH : Long.parseLong(batch),
                task.stageId(),
                task.partitionId(),
                task.taskAttemptId());
    }
}
