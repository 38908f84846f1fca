package fraud.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.quality.FraudTruth.Fraud;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelFileTest {

    @TempDir
    private Path directory;

    @Test
    void readsLabelsAsTheyAreOnTheWire() throws IOException {
        FraudTruth truth = read("labels.jsonl", """
                {"transactionId":"t1","merchantId":"m","cardId":"c","eventTimeMillis":1,"fraud":true,"scenario":"takeover","campaignId":"k1"}
                {"transactionId":"t2","merchantId":"m","cardId":"c","eventTimeMillis":1,"fraud":false}
                {"transactionId":"t3","merchantId":"m","cardId":"c","eventTimeMillis":1,"fraud":true}
                """);

        assertThat(truth.size()).isEqualTo(2);
        assertThat(truth.fraud("t1")).contains(new Fraud("takeover", Optional.of("k1")));
        assertThat(truth.fraud("t3")).contains(new Fraud(FraudTruth.UNNAMED_SCENARIO, Optional.empty()));
    }

    @Test
    void letsALaterLabelCorrectAnEarlierOne() throws IOException {
        FraudTruth truth = read(
                "labels.csv", "transactionId,fraud,scenario\nt1,true,takeover\nt2,0,\nt1,false,\nt2,1,leaked-card\n");

        assertThat(truth.fraud("t1")).isEmpty();
        assertThat(truth.fraud("t2")).contains(new Fraud("leaked-card", Optional.empty()));
    }

    @Test
    void readsTheHandbooksTransactionsForTheirLabels() throws IOException {
        Path file = directory.resolve("handbook.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("""
                    TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_TIME_SECONDS,TX_TIME_DAYS,TX_FRAUD,TX_FRAUD_SCENARIO
                    7,2018-04-01T00:00:31Z,1,2,3.50,31,0,0,0
                    8,2018-04-01T00:00:32Z,1,2,300.00,32,0,1,1
                    """.getBytes(StandardCharsets.UTF_8));
        }

        FraudTruth truth = LabelFile.read(file);

        assertThat(truth.size()).isEqualTo(1);
        assertThat(truth.fraud("8")).contains(new Fraud("large-amount", Optional.empty()));
    }

    @Test
    void namesFileAndLineOfWhatItCannotUse() {
        assertThatThrownBy(() -> read("labels.csv", "transactionId,fraud\nt1,true\nt2,perhaps\n"))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("labels.csv: line 3: column fraud is neither true nor false");
        assertThatThrownBy(() -> read("labels.jsonl", "{\"transactionId\":\"t1\",\"fraud\":true}\n{\"fraud\":true}\n"))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("labels.jsonl: line 2: transactionId is missing");
        assertThatThrownBy(() -> read("labels.jsonl", "{\"transactionId\":\"t1\",\"fraud\":true}\nnonsense\n"))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("labels.jsonl: line 2: ");
    }

    @Test
    void rejectsAColumnOrAMemberThatIsThereTwice() {
        assertThatThrownBy(() -> read("labels.csv", "transactionId,fraud,fraud\nt1,true,false\n"))
                .hasMessageContaining("labels.csv: line 1: column fraud is in the header more than once");
        assertThatThrownBy(() -> read("labels.jsonl", "{\"transactionId\":\"t1\",\"fraud\":true,\"fraud\":false}\n"))
                .hasMessageContaining("labels.jsonl: line 1: Duplicate field 'fraud'");
    }

    @Test
    void findsTheSeparatorOfATable() throws IOException {
        assertThat(read("labels.csv", "transactionId;fraud\nt1;true\n").size()).isEqualTo(1);
        assertThat(isPublishable("b.csv", "\"fraud\";cardId;eventTimeMillis;merchantId;transactionId\n"))
                .isTrue();
    }

    @Test
    void tellsLabelsThatCanBePublishedFromThoseThatOnlyJudge() throws IOException {
        assertThat(isPublishable("a.csv", "transactionId,fraud\n")).isFalse();
        assertThat(isPublishable("b.csv", "fraud, cardId ,eventTimeMillis,merchantId,transactionId\n"))
                .isTrue();
        assertThat(isPublishable("a.jsonl", "{\"transactionId\":\"t1\",\"fraud\":true}\n"))
                .isFalse();
        assertThat(isPublishable("b.jsonl", WIRE)).isTrue();
        assertThat(isPublishable("c.jsonl", "")).isFalse();
        assertThat(isPublishable("d.jsonl", "rubbish\n")).isFalse();
    }

    /** As with transactions: what is wrong on the wire is for the detectors to reject. */
    @Test
    void linesOfTheWireThatAreNoLabelsJudgeNothing() throws IOException {
        FraudTruth truth = read(
                "labels.jsonl", WIRE + "rubbish\n{\"signal\":\"heartbeat\"}\n{\"transactionId\":7,\"fraud\":true}\n");

        assertThat(truth.size()).isEqualTo(1);
        assertThat(truth.fraud("t1")).isPresent();
    }

    private static final String WIRE =
            "{\"transactionId\":\"t1\",\"merchantId\":\"m\",\"cardId\":\"c\",\"eventTimeMillis\":1,\"fraud\":true}\n";

    private boolean isPublishable(String name, String content) throws IOException {
        return LabelFile.isPublishable(Files.writeString(directory.resolve(name), content));
    }

    private FraudTruth read(String name, String content) throws IOException {
        return LabelFile.read(Files.writeString(directory.resolve(name), content));
    }

    @Test
    void saysHowTheColumnsOfATableMustBeCalled() throws IOException {
        Path file = Files.writeString(directory.resolve("labels.csv"), "Nr;Ergebnis\n1;betrug\n");

        assertThatThrownBy(() -> LabelFile.read(file))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining(
                        "labels.csv: line 1: column transactionId is missing from the header: labels have columns"
                                + " of these names: transactionId and fraud, with which they judge; merchantId, cardId");
    }
}
