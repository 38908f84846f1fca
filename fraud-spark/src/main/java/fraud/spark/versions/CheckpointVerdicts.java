package fraud.spark.versions;

import fraud.recovery.OutageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager.CancellableFSDataOutputStream;

/**
 * Verdicts in the checkpoint's directory, one small file each: the first to write is right, in whatever worker, and a
 * restart reads it.
 *
 * @param checkpoint the checkpoint's directory, as a URI or a path
 */
public record CheckpointVerdicts(String checkpoint) implements ModelVerdicts {

    private static final long serialVersionUID = 1L;

    /** The directory's name; Spark has none of this name there. */
    static final String DIRECTORY = "model-verdicts";

    /** Stands for "nothing is wrong"; no {@code detail} is so. */
    private static final String GOOD = "good";

    @Override
    public Optional<String> of(long offset, Supplier<Optional<String>> look) {
        Path directory = new Path(checkpoint, DIRECTORY);
        Path file = new Path(directory, String.valueOf(offset));
        try {
            CheckpointFileManager files = CheckpointFileManager.create(
                    directory,
                    SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf()));
            if (!files.exists(file)) {
                files.mkdirs(directory);
                writeUnlessThere(files, file, look.get().orElse(GOOD));
            }
            return Optional.of(read(files, file)).filter(verdict -> !verdict.equals(GOOD));
        } catch (IOException e) {
            throw new OutageException("checkpoint.dir: " + file + " cannot be read or written: " + e, e);
        }
    }

    private static void writeUnlessThere(CheckpointFileManager files, Path file, String verdict) throws IOException {
        CancellableFSDataOutputStream out = files.createAtomic(file, false);
        try {
            out.write(verdict.getBytes(StandardCharsets.UTF_8));
            out.close();
        } catch (IOException e) {
            out.cancel();
            if (!files.exists(file)) {
                throw e;
            }
        }
    }

    private static String read(CheckpointFileManager files, Path file) throws IOException {
        try (FSDataInputStream in = files.open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
