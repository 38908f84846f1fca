package fraud.ops.quality;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import fraud.model.Label;
import fraud.ops.OperationFailedException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Labels in a file, in the order of their publication: {@code .jsonl} with the members of a label on the wire, or {@code .csv} with the
 * same names as header; either may end with {@code .gz}. Needed to judge are {@code transactionId} and {@code fraud} (true or false, 1 or
 * 0); {@code scenario} and {@code campaignId} may be there. In a {@code .jsonl} that can be published, too ({@link #isPublishable}), lines
 * that are no label are left to the detectors, which refuse them. A file of the Fraud Detection Handbook's simulator is one, too, by its columns
 * {@code TRANSACTION_ID}, {@code TX_FRAUD} and {@code TX_FRAUD_SCENARIO}.
 */
public final class LabelFile {

    /** The Handbook's scenarios, by their numbers (chapter 3, "Transaction data simulator"). */
    private static final Map<String, String> HANDBOOK_SCENARIOS =
            Map.of("1", "large-amount", "2", "compromised-terminal", "3", "leaked-card");

    private static final List<String> ON_THE_WIRE = List.of("merchantId", "cardId", "eventTimeMillis");
    private static final String HANDBOOK_FRAUD = "TX_FRAUD";
    private static final int BUFFER_BYTES = 1 << 16;

    private LabelFile() {}

    /** Whether the name is one of a file of labels. */
    public static boolean isNamedLikeOne(Path file) {
        return plainName(file).endsWith(".jsonl") || plainName(file).endsWith(".csv");
    }

    /** Whether a file in the handbook's format has the column that says what is fraud. */
    public static boolean isHandbookWithLabels(Path file) {
        return Arrays.stream(firstLine(file).split(",", -1))
                .anyMatch(column -> column.strip().equals(HANDBOOK_FRAUD));
    }

    /** What the Handbook's authors call a kind of fraud that is published as {@code scenario-2}; any other name stays. */
    public static String handbookScenario(String published) {
        return HANDBOOK_SCENARIOS.getOrDefault(published.replaceFirst("^scenario-", ""), published);
    }

    /** Whether labels have all that they need on the wire, by the header or the first line. */
    public static boolean isPublishable(Path file) {
        String first = firstLine(file);
        if (plainName(file).endsWith(".csv")) {
            return Arrays.stream(first.split(",", -1))
                    .map(String::strip)
                    .toList()
                    .containsAll(ON_THE_WIRE);
        }
        try {
            JsonNode members = new JsonMapper().readTree(first);
            return members != null && ON_THE_WIRE.stream().allMatch(members::has);
        } catch (JacksonException e) {
            return false;
        }
    }

    private static String firstLine(Path file) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Takes a label with the campaign it is of, if it says so. */
    @FunctionalInterface
    public interface LabelConsumer {
        void accept(Label label, Optional<String> campaign);
    }

    /**
     * Reads all labels.
     *
     * @return what they say; the amounts are still to come
     * @throws OperationFailedException naming file, line and field of what cannot be used
     */
    public static FraudTruth read(Path file) {
        FraudTruth truth = new FraudTruth();
        read(file, truth::label);
        return truth;
    }

    /**
     * Reads all labels, in their order.
     *
     * @throws OperationFailedException naming file, line and field of what cannot be used
     */
    public static void read(Path file, LabelConsumer sink) {
        if (plainName(file).endsWith(".jsonl") && isPublishable(file)) {
            readWhatIsValid(file, sink);
        } else {
            readAll(file, sink);
        }
    }

    private static void readWhatIsValid(Path file, LabelConsumer sink) {
        JsonMapper json = new JsonMapper();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                try {
                    JsonNode label = json.readTree(line);
                    if (label.path("transactionId").isTextual()
                            && label.path("fraud").isBoolean()) {
                        take(label, sink);
                    }
                } catch (JacksonException | BadLabelException e) {
                    // The detectors' to refuse.
                }
            }
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static void readAll(Path file, LabelConsumer sink) {
        long line = 0;
        try (InputStream in = open(file);
                MappingIterator<JsonNode> rows = reader(file).readValues(in)) {
            while (rows.hasNextValue()) {
                line = lineOf(rows);
                take(rows.nextValue(), sink);
            }
        } catch (JacksonException e) {
            JsonLocation where = e.getLocation();
            throw new OperationFailedException(
                    file + ": line " + (where == null ? line : where.getLineNr()) + ": " + e.getOriginalMessage(), e);
        } catch (BadLabelException e) {
            throw new OperationFailedException(file + ": line " + line + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static long lineOf(MappingIterator<JsonNode> rows) {
        return rows.getCurrentLocation().getLineNr();
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        return file.getFileName().toString().endsWith(".gz") ? new GZIPInputStream(in, BUFFER_BYTES) : in;
    }

    private static ObjectReader reader(Path file) {
        return plainName(file).endsWith(".csv")
                ? CsvMapper.builder()
                        .enable(CsvParser.Feature.SKIP_EMPTY_LINES, CsvParser.Feature.TRIM_SPACES)
                        .build()
                        .readerFor(JsonNode.class)
                        .with(CsvSchema.emptySchema().withHeader())
                : new JsonMapper().readerFor(JsonNode.class);
    }

    private static String plainName(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
    }

    private static void take(JsonNode row, LabelConsumer sink) throws BadLabelException {
        boolean handbook = row.has(HANDBOOK_FRAUD);
        String transactionId = require(row, handbook ? "TRANSACTION_ID" : "transactionId");
        boolean fraud = isFraud(row, handbook ? HANDBOOK_FRAUD : "fraud");
        String given = row.path(handbook ? "TX_FRAUD_SCENARIO" : "scenario").asText();
        String scenario = handbook ? HANDBOOK_SCENARIOS.getOrDefault(given, given) : given;
        String campaign = row.path("campaignId").asText();
        sink.accept(
                new Label(transactionId, "", "", 0, fraud, scenario.isEmpty() ? null : scenario),
                campaign.isEmpty() ? Optional.empty() : Optional.of(campaign));
    }

    private static boolean isFraud(JsonNode row, String field) throws BadLabelException {
        String text = require(row, field);
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new BadLabelException(field + " is neither true nor false, 1 nor 0");
        };
    }

    private static String require(JsonNode row, String field) throws BadLabelException {
        String text = row.path(field).asText();
        if (text.isEmpty()) {
            throw new BadLabelException(field + " is missing");
        }
        return text;
    }

    private static final class BadLabelException extends Exception {

        private static final long serialVersionUID = 1L;

        private BadLabelException(String message) {
            super(message);
        }
    }
}
