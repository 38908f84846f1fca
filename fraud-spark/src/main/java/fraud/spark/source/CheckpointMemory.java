package fraud.spark.source;

import fraud.config.ConfigException;
import fraud.recovery.JobFailedException;
import fraud.topics.DetectorMemory;
import fraud.topics.TopicsChangedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager.CancellableFSDataOutputStream;

/**
 * Whose memory a checkpoint is: a file of its own in the checkpoint's directory, on whatever file system that is,
 * written before the first batch. Spark keeps the offsets of a topic's name, and asks no more when it goes on from
 * there.
 */
public final class CheckpointMemory {

    /** The file's name; Spark has none of this name there. */
    static final String FILE = "detector-memory";

    private final Path directory;
    private final CheckpointFileManager files;

    /** That of the checkpoint in a directory. */
    CheckpointMemory(String directory, Configuration hadoop) {
        this.directory = new Path(directory);
        this.files = CheckpointFileManager.create(this.directory, hadoop);
    }

    /** That of a session's checkpoint, written and read as Spark writes and reads it. */
    public static CheckpointMemory of(SparkSession spark, String directory) {
        return new CheckpointMemory(
                directory,
                ((org.apache.spark.sql.classic.SparkSession) spark)
                        .sessionState()
                        .newHadoopConf());
    }

    /**
     * Binds a checkpoint without batches to a detector; one with batches must be that detector's.
     *
     * @throws JobFailedException in one line that says what to do, if it is another's, or its topics are no longer the
     *     same
     */
    public void bind(DetectorMemory now) {
        try {
            if (hasBatches()) {
                read().difference(now).ifPresent(line -> {
                    throw new JobFailedException(line, new TopicsChangedException(line, null));
                });
            } else {
                write(now);
            }
        } catch (ConfigException e) {
            throw new JobFailedException(e.getMessage(), e);
        } catch (IOException e) {
            throw new JobFailedException(
                    "checkpoint.dir = " + directory + ": cannot be read or written: " + JobFailedException.rootOf(e),
                    e);
        }
    }

    private boolean hasBatches() throws IOException {
        Path offsets = new Path(directory, "offsets");
        return files.exists(offsets) && files.list(offsets).length > 0;
    }

    private DetectorMemory read() throws IOException {
        Path file = new Path(directory, FILE);
        if (!files.exists(file)) {
            return DetectorMemory.parse("");
        }
        try (FSDataInputStream in = files.open(file)) {
            return DetectorMemory.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void write(DetectorMemory memory) throws IOException {
        files.mkdirs(directory);
        CancellableFSDataOutputStream out = files.createAtomic(new Path(directory, FILE), true);
        try {
            out.write(memory.toText().getBytes(StandardCharsets.UTF_8));
            out.close();
        } catch (IOException e) {
            out.cancel();
            throw e;
        }
    }
}
