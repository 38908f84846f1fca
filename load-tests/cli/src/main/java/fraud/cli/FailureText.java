package fraud.cli;

import fraud.cli.failure.OperationFailedException;
import fraud.config.ConfigException;
import fraud.kafka.KafkaFailure;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;

/** What is said of a command that fails: one line that says what to do. */
final class FailureText {

    /** Causes may go round in circles. */
    private static final int MAX_CAUSES = 16;

    private FailureText() {}

    static String of(Throwable failure) {
        String text = oneLine(
                failure instanceof Error error
                        ? ofError(error)
                        : failure instanceof KafkaException
                                ? "Kafka: " + KafkaFailure.describe(failure)
                                : isMeantToBeRead(failure) ? failure.getMessage() : failure.toString());
        if (text.endsWith("No space left on device")) {
            return text
                    + ": free some space, or set TMPDIR (for the run's own data) or --out to a directory on another disk";
        }
        if (text.contains(WrongUsage.UNMAPPABLE)) {
            return "a file's name is not ASCII: " + WrongUsage.NOT_ASCII;
        }
        // Often it is only a cause of something that makes no sense.
        return causes(failure)
                        .anyMatch(cause -> String.valueOf(cause.getMessage()).contains("Too many open files"))
                ? "too many open files: raise the limit (ulimit -n 4096)"
                : text;
    }

    /** The text without line breaks. */
    static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static boolean isMeantToBeRead(Throwable failure) {
        return failure instanceof OperationFailedException || failure instanceof ConfigException;
    }

    private static String ofError(Error error) {
        if (error instanceof OutOfMemoryError) {
            return "out of memory: set FRAUD_HEAP to more than "
                    + (Runtime.getRuntime().maxMemory() >> 20) + "m and try again";
        }
        if (error instanceof LinkageError) {
            return "a class cannot be loaded (" + error
                    + "): build anew (mvn -q -Dquick -DskipTests package), or raise the"
                    + " limit of open files (ulimit -n 4096)";
        }
        return "this is a fault of the program: " + error + " (--verbose says where)";
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES);
    }
}
