package fraud.training.data;

import fraud.search.BinarySearch;
import fraud.training.console.TrainingFailedException;
import fraud.training.data.TableRow.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The transactions of a time with their features and outcomes, as {@code ./fraud train} writes them: two tables in CSV,
 * compressed with gzip. Identifiers are those of SEMANTICS 3.3, so no cell needs quotes. About 700 bytes of memory a
 * row.
 */
public final class TrainingTable {

    /** The columns before the features. */
    public static final List<String> ROW_COLUMNS =
            List.of("transactionId", "cardId", "merchantId", "eventTimeMillis", "amountMinor");

    public static final List<String> OUTCOME_COLUMNS =
            List.of("transactionId", "cardId", "eventTimeMillis", "publishedAtMillis", "fraud", "scenario");

    private static final int BUFFER_BYTES = 1 << 16;

    private final List<String> features;
    private final List<TableRow> rows;
    private final long firstMillis;

    /**
     * A table.
     *
     * @param features names of the columns of features, in their order
     * @param rows in any order
     * @param firstMillis event time of the earliest transaction there is, also of those that are left out
     */
    TrainingTable(List<String> features, List<TableRow> rows, long firstMillis) {
        this.features = List.copyOf(features);
        this.rows = new ArrayList<>(rows);
        // Rows of one time keep their places, which are those of the file.
        this.rows.sort(Comparator.comparingLong(TableRow::eventTimeMillis));
        this.firstMillis = firstMillis;
    }

    /**
     * Reads a table.
     *
     * @param rows the file of transactions
     * @param outcomes the file of their outcomes
     * @param fromMillis event times from here on are kept
     * @param toMillis those from here on are not
     * @throws TrainingFailedException if a file cannot be read, or is none of those
     */
    public static TrainingTable read(Path rows, Path outcomes, long fromMillis, long toMillis) {
        Map<String, List<Outcome>> known = new HashMap<>();
        lines(outcomes, OUTCOME_COLUMNS, cells -> {
            long eventTimeMillis = Long.parseLong(cells[2]);
            if (eventTimeMillis >= fromMillis && eventTimeMillis < toMillis) {
                Outcome outcome =
                        new Outcome(Long.parseLong(cells[3]), cells[4].equals("1"), cells.length > 5 ? cells[5] : "");
                known.merge(key(cells[0], cells[1], eventTimeMillis), List.of(outcome), TrainingTable::joined);
            }
        });
        List<TableRow> kept = new ArrayList<>();
        long[] first = {Long.MAX_VALUE};
        int width = ROW_COLUMNS.size();
        List<String> header = lines(rows, ROW_COLUMNS, cells -> {
            long eventTimeMillis = Long.parseLong(cells[3]);
            first[0] = Math.min(first[0], eventTimeMillis);
            if (eventTimeMillis >= fromMillis && eventTimeMillis < toMillis) {
                double[] values = new double[cells.length - width];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Double.parseDouble(cells[width + i]);
                }
                kept.add(new TableRow(
                        cells[0],
                        cells[1],
                        eventTimeMillis,
                        Long.parseLong(cells[4]),
                        values,
                        known.getOrDefault(key(cells[0], cells[1], eventTimeMillis), List.of())));
            }
        });
        return new TrainingTable(header.subList(width, header.size()), kept, first[0]);
    }

    private static String key(String transactionId, String cardId, long eventTimeMillis) {
        return cardId + '/' + transactionId + '/' + eventTimeMillis;
    }

    private static List<Outcome> joined(List<Outcome> before, List<Outcome> after) {
        List<Outcome> joined = new ArrayList<>(before);
        joined.addAll(after);
        return List.copyOf(joined);
    }

    private interface Cells {
        void take(String[] cells);
    }

    /** Takes all lines but the header, which is returned. */
    private static List<String> lines(Path file, List<String> columns, Cells taker) {
        long line = 1;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), BUFFER_BYTES), StandardCharsets.UTF_8))) {
            String first = reader.readLine();
            List<String> header = first == null ? List.of() : List.of(first.split(",", -1));
            if (header.size() < columns.size()
                    || !header.subList(0, columns.size()).equals(columns)) {
                throw new TrainingFailedException(file + ": its columns are not " + String.join(",", columns) + ",…");
            }
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                String[] cells = text.split(",", -1);
                if (cells.length != header.size()) {
                    throw new TrainingFailedException(file + ": line " + line + ": has " + cells.length
                            + " columns, the header has " + header.size());
                }
                taker.take(cells);
            }
            return header;
        } catch (NumberFormatException e) {
            throw new TrainingFailedException(file + ": line " + line + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new TrainingFailedException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Names of the features, in the order of {@link TableRow#features()}. */
    public List<String> features() {
        return features;
    }

    /** Event time of the earliest transaction there is; the greatest number if there is none. */
    public long firstMillis() {
        return firstMillis;
    }

    /** The rows with an event time in [from, to), by event time. */
    public List<TableRow> between(long fromMillis, long toMillis) {
        return rows.subList(firstFrom(fromMillis), firstFrom(toMillis));
    }

    private int firstFrom(long timeMillis) {
        return BinarySearch.first(0, rows.size(), i -> rows.get(i).eventTimeMillis() >= timeMillis);
    }
}
