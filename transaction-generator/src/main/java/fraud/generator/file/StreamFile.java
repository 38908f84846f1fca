package fraud.generator.file;

import fraud.config.ConfigException;
import fraud.generator.stream.GeneratedRecord;
import fraud.generator.stream.LabelRecord;
import fraud.generator.stream.TransactionStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Writes a stream to files instead of Kafka: {@code .jsonl} has each record's value as it is, {@code .csv} the valid
 * transactions; a {@code .gz} after either compresses. A file appears under its name only once it is whole.
 */
public final class StreamFile {

    private static final long PROGRESS_INTERVAL = 10_000;

    private StreamFile() {}

    /**
     * What was written.
     *
     * @param events lines with an event
     * @param leftOut events that the format cannot say: no value, no UTF-8, wrong by key or partition alone; in CSV all
     *     but valid transactions
     * @param labels lines with an outcome
     * @param manifest of all events, those left out included
     */
    public record Written(long events, long leftOut, long labels, RunManifest manifest) {}

    /**
     * The files to write.
     *
     * @param events for the events; its name says the format
     * @param labels for the settled labels, in the order of their publication; its name says the format
     * @param manifest for the run's manifest, JSON
     */
    public record Files(Path events, Path labels, Path manifest) {

        public Files {
            if (Stream.of(events, labels, manifest)
                            .map(file -> file.toAbsolutePath().normalize())
                            .distinct()
                            .count()
                    < 3) {
                throw new ConfigException(events + ": events, labels and manifest need a file each");
            }
        }

        /** Labels and manifest beside the events, as {@code NAME.labels.jsonl} and {@code NAME.manifest.json}. */
        public static Files besides(Path events) {
            String name = events.getFileName().toString().replaceFirst("\\.(jsonl|csv)(\\.gz)?$", "");
            return new Files(
                    events,
                    events.resolveSibling(name + ".labels.jsonl"),
                    events.resolveSibling(name + ".manifest.json"));
        }
    }

    /**
     * Writes all events and outcomes, and the manifest.
     *
     * @param withPublishedAt whether each event says when it is published, in {@code publishedAtMillis}: without it
     *     none is late
     * @param progress told the number of events done, now and then and at the end
     * @throws ConfigException if a name says no format
     * @throws IOException if a file cannot be written
     */
    public static Written write(TransactionStream stream, Files files, boolean withPublishedAt, LongConsumer progress)
            throws IOException {
        FileFormat eventFormat = FileFormat.of(files.events());
        FileFormat labelFormat = FileFormat.of(files.labels());
        RunManifest manifest = new RunManifest(stream);
        try (LineFile eventLines = new LineFile(files.events());
                LineFile labelLines = new LineFile(files.labels());
                LineFile manifestLines = new LineFile(files.manifest())) {
            addIfPresent(eventLines, eventFormat.eventHeader(withPublishedAt));
            long written = 0;
            for (Iterator<GeneratedRecord> i = stream.records().iterator(); i.hasNext(); ) {
                GeneratedRecord event = i.next();
                manifest.add(event);
                written += addIfPresent(eventLines, eventFormat.line(event, withPublishedAt));
                if ((event.index() + 1) % PROGRESS_INTERVAL == 0) {
                    progress.accept(event.index() + 1);
                }
            }
            long labelled = 0;
            addIfPresent(labelLines, labelFormat.labelHeader());
            for (LabelRecord label : stream.labels()) {
                labelLines.add(labelFormat.line(label));
                labelled++;
            }
            manifestLines.add(manifest.toJson().strip());
            progress.accept(stream.count());
            eventLines.keep();
            labelLines.keep();
            manifestLines.keep();
            return new Written(written, stream.count() - written, labelled, manifest);
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
