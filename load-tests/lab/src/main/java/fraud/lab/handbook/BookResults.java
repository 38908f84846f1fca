package fraud.lab.handbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.report.figures.QualityReport;
import fraud.report.figures.QualityReport.ModelScores;
import fraud.report.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the Fraud Detection Handbook's models reach on its test week, as published, beside what a run's did. */
final class BookResults {

    private final List<Row> published;

    /** A model and its three figures, from 0 to 1. */
    private record Row(String model, double areaUnderRoc, double averagePrecision, double cardPrecision100) {}

    private BookResults(List<Row> published) {
        this.published = published;
    }

    /**
     * Reads the published figures.
     *
     * @param file a table in CSV
     * @throws OperationFailedException if it cannot be read, or lacks a column
     */
    static BookResults read(Path file) {
        try (MappingIterator<JsonNode> rows = new CsvMapper()
                .readerFor(JsonNode.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(file.toFile())) {
            List<Row> published = new ArrayList<>();
            while (rows.hasNextValue()) {
                JsonNode row = rows.nextValue();
                published.add(new Row(
                        row.required("model").asText(),
                        figure(row, "AUC_ROC"),
                        figure(row, "AP"),
                        figure(row, "CP100")));
            }
            return new BookResults(published);
        } catch (IllegalArgumentException e) {
            throw new OperationFailedException(file + ": is not the book's results: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + file + ": " + FileFailure.reason(file, e), e);
        }
    }

    private static double figure(JsonNode row, String column) {
        return Double.parseDouble(row.required(column).asText());
    }

    /** The published models, then those of each engine, a row each. */
    String beside(QualityReport quality) {
        Table table = new Table(List.of("the book's test week", "AUC", "average precision", "card precision at 100"));
        published.forEach(of -> table.row(List.of(
                of.model(), text(of.areaUnderRoc()), text(of.averagePrecision()), text(of.cardPrecision100()))));
        quality.engines()
                .forEach(engine -> engine.scores()
                        .forEach(of -> table.row(List.of(
                                engine.engine() + ": " + of.role(),
                                text(of.areaUnderRoc()),
                                text(of.averagePrecision()),
                                text(of.cardPrecision100())))));
        return table
                + quality.engines().stream()
                        .flatMap(engine -> engine.scores().stream())
                        .findFirst()
                        .map(BookResults::size)
                        .orElse("");
    }

    private static String size(ModelScores of) {
        return String.format(
                Locale.ROOT,
                "%,d transactions, %,d of them fraud (the book: 58,264 and 385); card precision at best %s.%n",
                of.transactions(),
                of.frauds(),
                text(of.cardPrecision100Ceiling()));
    }

    private static String text(Double figure) {
        return figure == null ? "-" : String.format(Locale.ROOT, "%.3f", figure);
    }
}
