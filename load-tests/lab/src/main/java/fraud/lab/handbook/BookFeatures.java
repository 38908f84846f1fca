package fraud.lab.handbook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.input.lines.CompressedFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * The features of the Fraud Detection Handbook (Le Borgne and others, chapter 3), as its authors published them, beside
 * those that the detectors' decisions carry. The book's averages and risks are quotients of what the detectors keep as
 * integers.
 *
 * <p>Memory is about 200 bytes a published row.
 */
final class BookFeatures {

    /** Values this close are equal: the book's are printed with about ten digits. */
    static final double TOLERANCE = 1e-6;

    /**
     * One card, twice in one second, published in the other order: which of the two counts the other is no one's
     * mistake.
     */
    static final Set<Long> SWAPPED = Set.of(1_240_489L, 1_240_490L);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "TRANSACTION_ID";

    private final Map<Long, double[]> published;

    /**
     * A feature, in the book's words and in ours.
     *
     * @param name the book's column
     * @param ours its value by the features of a decision
     */
    private record Feature(String name, ToDoubleFunction<JsonNode> ours) {}

    private static final List<Feature> FEATURES = List.of(
            new Feature("TX_AMOUNT", of -> of.path("amountMinor").asLong() / 100.0),
            new Feature("TX_DURING_WEEKEND", of -> of.path("weekend").asBoolean() ? 1 : 0),
            new Feature("TX_DURING_NIGHT", of -> of.path("night").asBoolean() ? 1 : 0),
            count("CUSTOMER_ID_NB_TX_1DAY_WINDOW", "count1Day"),
            average("CUSTOMER_ID_AVG_AMOUNT_1DAY_WINDOW", "sumMinor1Day", "count1Day"),
            count("CUSTOMER_ID_NB_TX_7DAY_WINDOW", "count7Days"),
            average("CUSTOMER_ID_AVG_AMOUNT_7DAY_WINDOW", "sumMinor7Days", "count7Days"),
            count("CUSTOMER_ID_NB_TX_30DAY_WINDOW", "count30Days"),
            average("CUSTOMER_ID_AVG_AMOUNT_30DAY_WINDOW", "sumMinor30Days", "count30Days"),
            count("TERMINAL_ID_NB_TX_1DAY_WINDOW", "merchantCount1Day"),
            risk("TERMINAL_ID_RISK_1DAY_WINDOW", "merchantFrauds1Day", "merchantCount1Day"),
            count("TERMINAL_ID_NB_TX_7DAY_WINDOW", "merchantCount7Days"),
            risk("TERMINAL_ID_RISK_7DAY_WINDOW", "merchantFrauds7Days", "merchantCount7Days"),
            count("TERMINAL_ID_NB_TX_30DAY_WINDOW", "merchantCount30Days"),
            risk("TERMINAL_ID_RISK_30DAY_WINDOW", "merchantFrauds30Days", "merchantCount30Days"));

    private static Feature count(String name, String count) {
        return new Feature(name, of -> of.path(count).asLong());
    }

    private static Feature average(String name, String sum, String count) {
        return new Feature(
                name, of -> of.path(sum).asLong() / 100.0 / of.path(count).asLong());
    }

    private static Feature risk(String name, String frauds, String count) {
        return new Feature(
                name,
                of -> of.path(count).asLong() == 0
                        ? 0
                        : (double) of.path(frauds).asLong() / of.path(count).asLong());
    }

    private BookFeatures(Map<Long, double[]> published) {
        this.published = published;
    }

    /**
     * What became of one engine's features.
     *
     * @param engine its name
     * @param rows published rows
     * @param missing those of them without a decision
     * @param differing ids of rows with a feature that differs by more than the tolerance, but for the two that are
     *     known to
     * @param swapped ids of those two, if they differ
     * @param greatestDifferences by feature, over all rows but those two
     */
    record Comparison(
            String engine,
            long rows,
            long missing,
            Set<Long> differing,
            Set<Long> swapped,
            Map<String, Double> greatestDifferences) {

        /** Whether the features are the book's. */
        boolean isEqual() {
            return rows > 0 && missing == 0 && differing.isEmpty();
        }
    }

    /** The book's columns, in its order. */
    static List<String> names() {
        return FEATURES.stream().map(Feature::name).toList();
    }

    /**
     * Reads the published features.
     *
     * @param file a table in CSV, compressed with gzip
     * @throws OperationFailedException if it cannot be read, or lacks a column
     */
    static BookFeatures read(Path file) {
        ObjectReader reader = new CsvMapper()
                .readerFor(JsonNode.class)
                .with(CsvSchema.emptySchema().withHeader());
        Map<Long, double[]> published = new HashMap<>();
        try (InputStream in = CompressedFile.open(file);
                MappingIterator<JsonNode> rows = reader.readValues(in)) {
            while (rows.hasNextValue()) {
                JsonNode row = rows.nextValue();
                double[] values = new double[FEATURES.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Double.parseDouble(
                            row.required(FEATURES.get(i).name()).asText());
                }
                published.put(Long.parseLong(row.required(ID).asText()), values);
            }
            return new BookFeatures(published);
        } catch (IllegalArgumentException e) {
            throw new OperationFailedException(file + ": is not the book's features: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + file + ": " + FileFailure.reason(file, e), e);
        }
    }

    /**
     * Compares an engine's decisions with the book.
     *
     * @param decisions a decision a line, with features
     */
    Comparison compare(String engine, Path decisions) {
        double[] greatest = new double[FEATURES.size()];
        Set<Long> differing = new TreeSet<>();
        Set<Long> swapped = new TreeSet<>();
        long found = 0;
        try (BufferedReader lines = Files.newBufferedReader(decisions)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode decision = JSON.readTree(line);
                long id = decision.path("transactionId").asLong();
                double[] values = published.get(id);
                if (values != null) {
                    found++;
                    double[] differences = differences(decision.path("features"), values);
                    boolean differs = Arrays.stream(differences).anyMatch(difference -> !(difference <= TOLERANCE));
                    boolean known = SWAPPED.contains(id);
                    if (differs) {
                        (known ? swapped : differing).add(id);
                    }
                    for (int i = 0; i < greatest.length && !known; i++) {
                        greatest[i] = Math.max(greatest[i], differences[i]);
                    }
                }
            }
        } catch (JsonProcessingException e) {
            throw new OperationFailedException(decisions + " holds what is no decision: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + decisions + ": " + FileFailure.reason(decisions, e), e);
        }
        Map<String, Double> byName = new LinkedHashMap<>();
        for (int i = 0; i < greatest.length; i++) {
            byName.put(FEATURES.get(i).name(), greatest[i]);
        }
        return new Comparison(engine, published.size(), published.size() - found, differing, swapped, byName);
    }

    /** Not a number where a decision carries no features. */
    private static double[] differences(JsonNode features, double[] values) {
        double[] differences = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            differences[i] = features.isObject()
                    ? Math.abs(FEATURES.get(i).ours().applyAsDouble(features) - values[i])
                    : Double.NaN;
        }
        return differences;
    }
}
