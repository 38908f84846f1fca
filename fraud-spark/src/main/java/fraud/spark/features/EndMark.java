package fraud.spark.features;

/**
 * The end mark of a partition that waits for its echo.
 *
 * @param dueMillis the W at which everything before the mark has left
 * @param passed whether W has reached that in an earlier batch
 */
public record EndMark(long dueMillis, boolean passed) {}
