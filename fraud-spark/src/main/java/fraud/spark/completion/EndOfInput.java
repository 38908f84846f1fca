package fraud.spark.completion;

/**
 * The end of input of a partition that waits for its completion.
 *
 * @param dueMillis the readiness clock at which everything before the signal leaves
 * @param passed whether the readiness clock has reached that in an earlier batch
 */
public record EndOfInput(long dueMillis, boolean passed) {}
