package fraud.report.bench;

/**
 * What a launch began with, where its system had caught up with a history before, and the launch with a copy of that.
 *
 * @param from what is kept, by its name below {@code --warm}
 * @param days of the history that the system had caught up with
 * @param records of transactions in these days
 * @param topicBytes of the topics then, outputs included, on disk
 * @param checkpointBytes of the system's savepoint or checkpoint directory, on disk
 * @param stateBytes of the whole state, as the engine counted it at its last checkpoint or batch; 0 if it did not
 */
public record WarmStart(String from, int days, long records, long topicBytes, long checkpointBytes, long stateBytes) {}
