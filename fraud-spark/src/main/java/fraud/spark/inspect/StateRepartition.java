package fraud.spark.inspect;

import fraud.config.ConfigException;
import fraud.config.Option;
import fraud.config.Settings;
import fraud.recovery.JobFailedException;
import fraud.spark.config.LocalCheckpointFileSystem;
import fraud.spark.config.SessionSettings;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Gives the state of a stopped query another number of partitions, which a checkpoint fixes otherwise: the detector's
 * {@code shuffle.partitions}. A program of its own. Spark 4.2 has this in its classic session, not yet in its public
 * interface.
 */
public final class StateRepartition {

    private static final Option<Path> CHECKPOINT =
            Option.text("checkpoint", "a directory", "The query's checkpoint.", Path::of);
    private static final Option<Integer> PARTITIONS =
            Option.integer("partitions", 1, 1, 10_000, "", "How many its state is to have.");

    private StateRepartition() {}

    /** Arguments: {@code --checkpoint DIR --partitions N}. Exit code 1 if it cannot be done, 2 for wrong usage. */
    public static void main(String[] arguments) throws IOException {
        try {
            Settings settings = Settings.parse(arguments);
            Path checkpoint = settings.get(CHECKPOINT);
            int partitions = settings.get(PARTITIONS);
            StateReader.requireCheckpoint(checkpoint);
            SparkConf conf = SessionSettings.applyToLocal(SessionSettings.applyTo(new SparkConf(), partitions), 1);
            try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
                // Of a batch that was not committed Spark would have to know whether its output is there.
                ((org.apache.spark.sql.classic.SparkSession) spark)
                        .streamingCheckpointManager()
                        .repartition(LocalCheckpointFileSystem.uri(checkpoint), partitions, true);
            }
        } catch (ConfigException e) {
            System.err.println("error: " + e.getMessage());
            System.exit(2);
        } catch (RuntimeException e) {
            System.err.println("error: "
                    + JobFailedException.of("cannot repartition the state", e).getMessage());
            System.exit(1);
        }
    }
}
