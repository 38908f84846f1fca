package fraud.spark.completion;

/**
 * The end mark of a partition that waits for its echo.
 *
 * @param dueMillis the G at which everything before the mark leaves
 * @param passed whether G has reached that in an earlier batch
 */
public record EndOfInput(long dueMillis, boolean passed) {}
