package fraud.cli.training;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.features.EnrichedTransaction;
import fraud.model.Label;
import fraud.model.Transaction;
import fraud.score.FeatureVector;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * What a model learns from, in two tables in CSV, compressed with gzip: {@link #ROWS} has the transactions with their
 * features, {@link #OUTCOMES} what became of them. Identifiers are those of SEMANTICS 3.3, so no cell needs quotes.
 */
final class TrainingTables implements PointInTime.Sink, AutoCloseable {

    static final String ROWS = "training-rows.csv.gz";
    static final String OUTCOMES = "training-outcomes.csv.gz";

    /** Up to here every whole number is a double, and all its digits are. */
    private static final double MAX_EXACT = 1L << 53;

    private static final int BUFFER = 1 << 16;

    private final Writer rows;
    private final Writer outcomes;
    private final StringBuilder line = new StringBuilder(512);

    /** @throws OperationFailedException if the directory cannot be written to */
    TrainingTables(Path directory) {
        try {
            this.rows = writer(directory.resolve(ROWS));
            this.outcomes = writer(directory.resolve(OUTCOMES));
            rows.write("transactionId,cardId,merchantId,eventTimeMillis,amountMinor,"
                    + String.join(",", FeatureVector.names()) + "\n");
            outcomes.write("transactionId,cardId,eventTimeMillis,publishedAtMillis,fraud,scenario\n");
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot write to " + directory + ": " + FileFailure.reason(directory, e), e);
        }
    }

    private static Writer writer(Path file) throws IOException {
        OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), BUFFER) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
    }

    @Override
    public void transaction(EnrichedTransaction enriched, double[] features) {
        Transaction transaction = enriched.transaction();
        line.setLength(0);
        line.append(transaction.transactionId())
                .append(',')
                .append(transaction.cardId())
                .append(',')
                .append(transaction.merchantId())
                .append(',')
                .append(transaction.eventTimeMillis())
                .append(',')
                .append(transaction.amountMinor());
        for (double feature : features) {
            line.append(',');
            if (feature == Math.rint(feature) && Math.abs(feature) < MAX_EXACT) {
                line.append((long) feature);
            } else {
                line.append(feature);
            }
        }
        write(rows);
    }

    @Override
    public void label(PublishedLabel published) {
        Label label = published.label();
        line.setLength(0);
        line.append(label.transactionId())
                .append(',')
                .append(label.cardId())
                .append(',')
                .append(label.eventTimeMillis())
                .append(',')
                .append(published.origin().publishedAtMillis())
                .append(label.fraud() ? ",1," : ",0,")
                .append(label.scenario() == null ? "" : label.scenario());
        write(outcomes);
    }

    private void write(Writer to) {
        try {
            to.append(line.append('\n'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (rows;
                outcomes) {
            // Closing them is all.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
