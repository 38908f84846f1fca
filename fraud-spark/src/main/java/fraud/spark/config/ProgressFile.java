package fraud.spark.config;

import fraud.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends the progress of every batch to a file as one line of JSON, as Spark itself tells it: durations by phase in
 * ms, rows, state rows and bytes, watermark. A batch is reported once, after its end, and for a query that idles a line
 * every ten seconds.
 *
 * <p>Meant for runs that end: nothing rotates the file, which grows by about 5 KB a batch. A service has Spark's
 * metrics sinks. A file that can no longer be written is logged, once; the query goes on.
 */
public final class ProgressFile extends StreamingQueryListener {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(ProgressFile.class);

    private final transient Path file;
    private transient boolean broken;

    private ProgressFile(Path file) {
        this.file = file;
    }

    /**
     * A listener that writes to this file, which is made if need be; what it holds stays.
     *
     * @throws ConfigException if it cannot be written
     */
    public static ProgressFile at(Path file) {
        try {
            append(file, "");
        } catch (IOException e) {
            throw new ConfigException("progress.file = " + file + ": cannot be written: " + e);
        }
        return new ProgressFile(file);
    }

    @Override
    public void onQueryStarted(QueryStartedEvent event) {}

    /** Called by one thread of Spark's, in the order of the batches. */
    @Override
    public void onQueryProgress(QueryProgressEvent event) {
        add(event.progress().json());
    }

    void add(String json) {
        if (broken) {
            return;
        }
        try {
            append(file, json + "\n");
        } catch (IOException e) {
            broken = true;
            LOG.warn("progress.file = {}: no more progress is written: {}", file, e.toString());
        }
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void onQueryTerminated(QueryTerminatedEvent event) {}
}
