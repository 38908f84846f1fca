package fraud.cli.quality;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.input.InputFile;
import fraud.cli.input.InputSource;
import fraud.cli.input.columns.HandbookColumns;
import fraud.cli.input.columns.LabelColumns;
import fraud.cli.input.lines.CompressedFile;
import fraud.cli.input.lines.InputRecord;
import fraud.cli.input.table.BadCellException;
import fraud.cli.input.table.Dialect;
import fraud.cli.input.table.Header;
import fraud.cli.input.table.Row;
import fraud.cli.input.table.RowFilter;
import fraud.cli.input.table.Table;
import fraud.model.Label;
import fraud.parse.ReadableRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Labels in a file, in the order of their publication: {@code .jsonl} with the members of a label on the wire, or
 * {@code .csv} with the same names as header; either may end with {@code .gz}. Needed to judge are
 * {@code transactionId} and {@code fraud} (true or false, 1 or 0); {@code scenario} and {@code campaignId} may be
 * there. In a {@code .jsonl} that can be published, too ({@link #isPublishable}), lines that are no label are left to
 * the detectors, which reject them. A file of the Fraud Detection Handbook's simulator is one, too, by its columns
 * {@code TRANSACTION_ID}, {@code TX_FRAUD} and {@code TX_FRAUD_SCENARIO}.
 */
public final class LabelFile {

    private static final List<String> ON_THE_WIRE = List.of("merchantId", "cardId", "eventTimeMillis");
    /** Lines may be as long as records are, and so may what is in them. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private LabelFile() {}

    /** Whether the name is one of a file of labels. */
    public static boolean isNamedLikeOne(Path file) {
        return CompressedFile.plainName(file).endsWith(".jsonl") || isTable(file);
    }

    /** Whether labels have all that they need on the wire, by the header or the first line. */
    public static boolean isPublishable(Path file) {
        if (isTable(file)) {
            return InputSource.header(file, Dialect.UNSTATED).names().containsAll(ON_THE_WIRE);
        }
        return isPublishableJson(file);
    }

    /** By the first line that can be read, and is no signal: those before it are dead letters whatever they hold. */
    private static boolean isPublishableJson(Path file) {
        ReadableRecord.Reader records = ReadableRecord.ofTransactionsOrLabels();
        try (InputFile lines = InputFile.openLabels(file)) {
            for (Optional<InputRecord> line = lines.next(); line.isPresent(); line = lines.next()) {
                Optional<ReadableRecord> record = records.read(line.get().value());
                if (record.isPresent() && !record.get().has("signal")) {
                    return ON_THE_WIRE.stream().allMatch(record.get()::has);
                }
            }
        }
        return false;
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
        if (isTable(file)) {
            readTable(file, sink);
        } else if (isPublishable(file)) {
            readWhatIsValid(file, sink);
        } else {
            readAll(file, sink);
        }
    }

    private static void readTable(Path file, LabelConsumer sink) {
        try (InputStream in = CompressedFile.open(file)) {
            Table table = new Table(file, in, Dialect.UNSTATED, RowFilter.ALL);
            try {
                LabelCells cells = LabelCells.of(table.header());
                for (Optional<Row> row = table.next(); row.isPresent(); row = table.next()) {
                    cells.take(row.get(), sink);
                }
            } catch (BadCellException e) {
                throw table.bad(e);
            }
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + file + ": " + FileFailure.reason(file, e), e);
        }
    }

    /** Which cells of a table of labels are needed to judge; the columns of the Handbook's tables go before. */
    private record LabelCells(
            boolean handbook, int transactionId, String fraudColumn, int fraud, int scenario, int campaign) {

        static LabelCells of(Header header) throws BadCellException {
            boolean handbook = header.names().contains(HandbookColumns.FRAUD);
            String transactionIdColumn = handbook ? HandbookColumns.TRANSACTION_ID : "transactionId";
            String fraudColumn = handbook ? HandbookColumns.FRAUD : "fraud";
            return new LabelCells(
                    handbook,
                    LabelColumns.require(header, transactionIdColumn),
                    fraudColumn,
                    LabelColumns.require(header, fraudColumn),
                    header.find(handbook ? HandbookColumns.SCENARIO : "scenario"),
                    header.find("campaignId"));
        }

        void take(Row row, LabelConsumer sink) throws BadCellException {
            String given = row.find(scenario);
            Label label = new Label(
                    row.require(transactionId, handbook ? HandbookColumns.TRANSACTION_ID : "transactionId"),
                    "",
                    "",
                    0,
                    LabelColumns.isFraud(row.require(fraud, fraudColumn), fraudColumn),
                    handbook && given != null ? HandbookColumns.scenarioName(given) : given);
            sink.accept(label, Optional.ofNullable(row.find(campaign)));
        }
    }

    private static void readWhatIsValid(Path file, LabelConsumer sink) {
        ReadableRecord.Reader records = ReadableRecord.ofTransactionsOrLabels();
        try (InputFile lines = InputFile.openLabels(file)) {
            for (Optional<InputRecord> line = lines.next(); line.isPresent(); line = lines.next()) {
                // What is none is the detectors' to reject.
                records.read(line.get().value()).ifPresent(label -> takeIfValid(label, sink));
            }
        }
    }

    private static void takeIfValid(ReadableRecord record, LabelConsumer sink) {
        Optional<String> transactionId = record.string("transactionId").filter(text -> !text.isEmpty());
        if (transactionId.isPresent() && record.flag("fraud").isPresent()) {
            String scenario =
                    record.string("scenario").filter(text -> !text.isEmpty()).orElse(null);
            sink.accept(
                    new Label(
                            transactionId.get(), "", "", 0, record.flag("fraud").get(), scenario),
                    record.string("campaignId").filter(text -> !text.isEmpty()));
        }
    }

    private static void readAll(Path file, LabelConsumer sink) {
        long line = 0;
        try (InputStream in = CompressedFile.open(file);
                MappingIterator<JsonNode> rows = JSON.readerFor(JsonNode.class).readValues(in)) {
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
            throw new OperationFailedException("cannot read " + file + ": " + FileFailure.reason(file, e), e);
        }
    }

    private static long lineOf(MappingIterator<JsonNode> rows) {
        return rows.getCurrentLocation().getLineNr();
    }

    private static boolean isTable(Path file) {
        return CompressedFile.plainName(file).endsWith(".csv");
    }

    private static void take(JsonNode row, LabelConsumer sink) throws BadLabelException {
        String transactionId = require(row, "transactionId");
        boolean fraud = isFraud(row, "fraud");
        String scenario = row.path("scenario").asText();
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
