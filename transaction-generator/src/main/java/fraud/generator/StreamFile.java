package fraud.generator;

import fraud.config.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Writes a stream to files instead of Kafka: {@code .jsonl} has each record's value as it is, {@code .csv} the valid transactions; a
 * {@code .gz} after either compresses. A file appears under its name only once it is whole.
 */
public final class StreamFile {

    private static final long PROGRESS_INTERVAL = 10_000;

    private StreamFile() {}

    /**
     * What was written.
     *
     * @param events lines with an event
     * @param leftOut events that the format cannot say: no value, no UTF-8, wrong by key or partition alone; in CSV all but valid
     *     transactions
     * @param labels lines with a label
     */
    public record Written(long events, long leftOut, long labels) {}

    /**
     * Writes all events and labels.
     *
     * @param events the file for the events; its name says the format
     * @param labels the file for the labels; its name says the format
     * @param withPublishedAt whether each event says when it is published, in {@code publishedAtMillis}: without it none is late
     * @param progress told the number of events done, now and then and at the end
     * @throws ConfigException if a name says no format, or the two are one
     * @throws IOException if a file cannot be written
     */
    public static Written write(
            TransactionStream stream, Path events, Path labels, boolean withPublishedAt, LongConsumer progress)
            throws IOException {
        FileFormat eventFormat = FileFormat.of(events);
        FileFormat labelFormat = FileFormat.of(labels);
        if (events.toAbsolutePath().normalize().equals(labels.toAbsolutePath().normalize())) {
            throw new ConfigException(events + ": events and labels need a file each");
        }
        try (LineFile eventLines = new LineFile(events);
                LineFile labelLines = new LineFile(labels)) {
            addIfPresent(eventLines, eventFormat.eventHeader(withPublishedAt));
            addIfPresent(labelLines, labelFormat.labelHeader());
            long written = 0;
            long labelled = 0;
            for (Iterator<GeneratedRecord> i = stream.records().iterator(); i.hasNext(); ) {
                GeneratedRecord event = i.next();
                written += addIfPresent(eventLines, eventFormat.line(event, withPublishedAt));
                labelled += addIfPresent(
                        labelLines, Optional.ofNullable(event.label()).map(labelFormat::line));
                if ((event.index() + 1) % PROGRESS_INTERVAL == 0) {
                    progress.accept(event.index() + 1);
                }
            }
            eventLines.keep();
            labelLines.keep();
            long count = stream.config().schedule().count();
            progress.accept(count);
            return new Written(written, count - written, labelled);
        }
    }

    private static int addIfPresent(LineFile file, Optional<String> line) throws IOException {
        if (line.isEmpty()) {
            return 0;
        }
        file.add(line.get());
        return 1;
    }
}
