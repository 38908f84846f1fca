package fraud.report.bench;

/**
 * A garbage collection.
 *
 * @param role whose JVM it was
 * @param atSeconds when it began, in seconds since the launch's start
 * @param pauseMillis how long the JVM stood still for it, in all its pauses
 */
public record Collection(String role, double atSeconds, double pauseMillis) {}
