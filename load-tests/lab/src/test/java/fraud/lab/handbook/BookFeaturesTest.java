package fraud.lab.handbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.failure.OperationFailedException;
import fraud.lab.handbook.BookFeatures.Comparison;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookFeaturesTest {

    private static final String VALUES = "12.34,1,0,2,10.5,3,10,4,33.3333333333,0,0,2,0.5,3,0.333333333333";
    private static final String OURS =
            "{\"amountMinor\":1234,\"weekend\":true,\"night\":false,\"count1Day\":2,\"sumMinor1Day\":2100,\"count7Days\":3,"
                    + "\"sumMinor7Days\":3000,\"count30Days\":4,\"sumMinor30Days\":SUM,\"merchantCount1Day\":0,"
                    + "\"merchantFrauds1Day\":0,\"merchantCount7Days\":2,\"merchantFrauds7Days\":1,\"merchantCount30Days\":3,"
                    + "\"merchantFrauds30Days\":1}";
    private static final long SUM = 13_333;

    @TempDir
    private Path directory;

    @Test
    void quotientsOfOurIntegersAreTheBooksAveragesAndRisks() throws IOException {
        Comparison comparison = book(5).compare("flink", decisions(decision(5, 40_000 / 3), decision(6, 1)));

        assertThat(comparison.rows()).isEqualTo(1);
        assertThat(comparison.missing()).isZero();
        assertThat(comparison.differing()).containsExactly(5L);
        assertThat(comparison.greatestDifferences())
                .hasSize(15)
                .containsEntry("TX_AMOUNT", 0.0)
                .containsEntry("CUSTOMER_ID_AVG_AMOUNT_1DAY_WINDOW", 0.0)
                .containsEntry("TERMINAL_ID_RISK_1DAY_WINDOW", 0.0);
        assertThat(comparison.greatestDifferences().get("TERMINAL_ID_RISK_30DAY_WINDOW"))
                .isBetween(1e-13, 1e-12);
        // 133.33 / 4 is 33.3325: the third of a cent makes the difference.
        assertThat(comparison.greatestDifferences().get("CUSTOMER_ID_AVG_AMOUNT_30DAY_WINDOW"))
                .isBetween(8e-4, 9e-4);
    }

    @Test
    void aRowWithoutADecisionOrWithoutFeaturesIsNoEquality() throws IOException {
        BookFeatures book = book(5, 6);

        assertThat(book.compare("flink", decisions(decision(5, SUM))).missing()).isEqualTo(1);
        assertThat(book.compare("flink", decisions("{\"transactionId\":\"5\"}", decision(6, SUM)))
                        .differing())
                .contains(5L);
        assertThat(book.compare("flink", decisions(decision(5, SUM))).isEqual()).isFalse();
    }

    @Test
    void theTwoThatTheBookHasInTheOtherOrderMayDiffer() throws IOException {
        Comparison comparison =
                book(1_240_489, 1_240_490).compare("flink", decisions(decision(1_240_489, 1), decision(1_240_490, 2)));

        assertThat(comparison.isEqual()).isTrue();
        assertThat(comparison.swapped()).containsExactly(1_240_489L, 1_240_490L);
        assertThat(HandbookCommand.text(List.of(comparison)))
                .contains("flink: the book's features; 2 rows of the book, 0 without a decision")
                .contains("TERMINAL_ID_RISK_30DAY_WINDOW");
    }

    @Test
    void namesTheColumnThatAFileLacks() throws IOException {
        Path file = gzip("TRANSACTION_ID,TX_AMOUNT\n1,2\n");

        assertThatThrownBy(() -> BookFeatures.read(file))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("is not the book's features")
                .hasMessageContaining("TX_DURING_WEEKEND");
    }

    private BookFeatures book(long... ids) throws IOException {
        StringBuilder text = new StringBuilder("TRANSACTION_ID," + String.join(",", BookFeatures.names()) + "\n");
        for (long id : ids) {
            text.append(id).append(',').append(VALUES).append('\n');
        }
        return BookFeatures.read(gzip(text.toString()));
    }

    private Path gzip(String text) throws IOException {
        Path file = directory.resolve("features.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static String decision(long id, long sumMinor) {
        return "{\"transactionId\":\"" + id + "\",\"features\":" + OURS.replace("SUM", String.valueOf(sumMinor)) + "}";
    }

    private Path decisions(String... lines) throws IOException {
        return Files.write(directory.resolve("decisions.jsonl"), List.of(lines));
    }
}
