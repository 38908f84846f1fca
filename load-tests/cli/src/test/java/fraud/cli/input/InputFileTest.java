package fraud.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.input.lines.InputRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputFileTest {

    private static final String CANONICAL = "transactionId,cardId,merchantId,eventTimeMillis,amountMinor,currency";
    private static final String HANDBOOK =
            "TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_TIME_SECONDS,TX_TIME_DAYS,TX_FRAUD,TX_FRAUD_SCENARIO";

    @TempDir
    private Path directory;

    @Test
    void readsACanonicalTable() throws IOException {
        List<InputRecord> records = read(
                "a.csv",
                InputFormat.CANONICAL,
                "channel,publishedAtMillis,latitude,longitude," + CANONICAL + "\n"
                        + "ATM,1767614401000,48.5,-2,t1,c1,\"m1\",1767614400000,1999,EUR\n"
                        + "\n"
                        + ",,,,t2,c2,m1,1767614400001,5,EUR\n");

        assertThat(values(records))
                .containsExactly(
                        "{\"transactionId\":\"t1\",\"cardId\":\"c1\",\"merchantId\":\"m1\",\"eventTimeMillis\":1767614400000,"
                                + "\"amountMinor\":1999,\"currency\":\"EUR\",\"channel\":\"ATM\",\"latitude\":48.5,\"longitude\":-2.0}",
                        "{\"transactionId\":\"t2\",\"cardId\":\"c2\",\"merchantId\":\"m1\",\"eventTimeMillis\":1767614400001,"
                                + "\"amountMinor\":5,\"currency\":\"EUR\"}");
        assertThat(records.get(0).key()).isEqualTo("c1".getBytes(StandardCharsets.UTF_8));
        assertThat(records).extracting(InputRecord::line).containsExactly(2L, 4L);
        assertThat(records)
                .extracting(InputRecord::publishedAtMillis)
                .containsExactly(OptionalLong.of(1_767_614_401_000L), OptionalLong.of(1_767_614_400_001L));
    }

    @Test
    void readsTheHandbooksTableToTheCent() throws IOException {
        List<InputRecord> records = read(
                "h.csv",
                InputFormat.HANDBOOK,
                HANDBOOK
                        + "\n0,2018-04-01T00:00:31Z,596,3156,57.16,31,0,0,0\n1,2018-04-01 00:02:10,4961,3412,81.5,130,0,0,0\n");

        assertThat(values(records))
                .containsExactly(
                        "{\"transactionId\":\"0\",\"cardId\":\"596\",\"merchantId\":\"3156\",\"eventTimeMillis\":1522540831000,"
                                + "\"amountMinor\":5716,\"currency\":\"EUR\"}",
                        "{\"transactionId\":\"1\",\"cardId\":\"4961\",\"merchantId\":\"3412\",\"eventTimeMillis\":1522540930000,"
                                + "\"amountMinor\":8150,\"currency\":\"EUR\"}");
    }

    @Test
    void readsWhatIsCompressed() throws IOException {
        Path file = directory.resolve("a.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((CANONICAL + "\nt1,c1,m1,1767614400000,1,EUR\n").getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(file, InputFormat.CANONICAL)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rejectsAFileThatIsNoLongerWhatItWas(boolean isCutShort) throws IOException {
        String row = "t1,c1,m1,1767614400000,1,EUR\n";
        Path file = Files.writeString(directory.resolve("a.csv"), CANONICAL + "\n" + row.repeat(10_000));
        try (InputFile open = InputFile.open(file, InputFormat.CANONICAL, label -> {})) {
            assertThat(open.next()).isPresent();
            Files.writeString(
                    file, CANONICAL + "\n" + row.repeat(isCutShort ? 5_000 : 10_001) + (isCutShort ? "t" : ""));

            assertThatThrownBy(() -> readOn(open))
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessage(file + " changed while it was read: try again when it is no longer written to");
        }
    }

    private static void readOn(InputFile file) {
        Optional<InputRecord> next = file.next();
        while (next.isPresent()) {
            next = file.next();
        }
    }

    /** Opening a pipe would wait for a writer, and it can be read only once. */
    @Test
    void rejectsWhatIsNoRegularFile() throws Exception {
        Path pipe = directory.resolve("pipe.csv");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> InputFile.open(pipe, InputFormat.CANONICAL, label -> {}))
                .isInstanceOf(OperationFailedException.class)
                .hasMessage("cannot read " + pipe + ": it is no regular file: write what it brings to one");
    }

    @Test
    void saysWhichColumnIsMissing() {
        assertFails(
                "a.csv",
                InputFormat.CANONICAL,
                "transactionId,cardId\n",
                "line 1: column merchantId is missing from the header");
        assertFails(
                "a.csv",
                InputFormat.HANDBOOK,
                CANONICAL + "\n",
                "line 1: column TRANSACTION_ID is missing from the header");
        assertFails("a.csv", InputFormat.CANONICAL, "", "is empty: a header is missing");
    }

    @Test
    void saysWhereACellIsBad() {
        assertBadRow(
                "t1,c1,m1,1767614400000,12.5,EUR",
                "line 2: column amountMinor is not a whole number of at most 18 digits");
        assertBadRow("t1,,m1,1767614400000,1,EUR", "line 2: column cardId is empty");
        assertBadRow("t1,4111111111111111,m1,1767614400000,1,EUR", "line 2: column cardId is not valid (CARD_NUMBER)");
        assertBadRow("t1,4111-1111-1111-1111,m1,1767614400000,1,EUR", "line 2: column cardId holds a card number");
        assertBadRow("t1,c1,m1,17,1,EUR", "line 2: column eventTimeMillis is not valid (OUT_OF_RANGE)");
        assertBadRow("t1,c1,m1,1767614400000,1,EUR,x", "line 2: has 7 columns, the header has 6");
        assertBadRow("t1,c1", "line 2: has 2 columns, the header has 6");
        assertFails(
                "h.csv",
                InputFormat.HANDBOOK,
                "TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT\n1,2018-04-01,1,1,1\n",
                "line 2: column TX_DATETIME is not a time");
        assertFails(
                "h.csv",
                InputFormat.HANDBOOK,
                "TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT\n1,2018-04-01 00:00:00,1,1,1.234\n",
                "line 2: column TX_AMOUNT is not an amount of whole cents");
    }

    @Test
    void rejectsAColumnThatIsThereTwice() {
        assertFails(
                "a.csv",
                InputFormat.CANONICAL,
                CANONICAL + ",cardId\nt1,c1,m1,1767614400000,1,EUR,c2\n",
                "line 1: column cardId is in the header more than once, at places [2, 7]: rename one");
    }

    @Test
    void readsNoPositionThatIsNoNumberOrIsHalf() {
        String header = CANONICAL + ",latitude,longitude\n";
        for (String bad : List.of("NaN,1", "0x1p3,1", "1d,1", "1e999,1")) {
            assertFails(
                    "a.csv",
                    InputFormat.CANONICAL,
                    header + "t1,c1,m1,1767614400000,1,EUR," + bad + "\n",
                    "line 2: column latitude is not a number like 1234.56");
        }
        assertFails(
                "a.csv",
                InputFormat.CANONICAL,
                header + "t1,c1,m1,1767614400000,1,EUR,,1\n",
                "line 2: column latitude is empty, and longitude is not: they come together");
    }

    @Test
    void rejectsADayThatNoCalendarHasInTheHandbooksTable() {
        assertFails(
                "h.csv",
                InputFormat.HANDBOOK,
                "TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT\n1,2018-02-30 00:00:00,1,1,1\n",
                "line 2: column TX_DATETIME is not a time");
    }

    @Test
    void aTimeOfPublicationInATableMustBeOne() {
        assertFails(
                "a.csv",
                InputFormat.CANONICAL,
                CANONICAL + ",publishedAtMillis\nt1,c1,m1,1767614400000,1,EUR,soon\n",
                "line 2: column publishedAtMillis is not a whole number of at most 18 digits");
    }

    @Test
    void neverRepeatsACellInAnError() {
        assertThatThrownBy(() -> read(
                        "a.csv", InputFormat.CANONICAL, CANONICAL + "\nt1,4111111111111111,m1,1767614400000,1,EUR\n"))
                .hasMessageNotContaining("4111");
    }

    @Test
    void saysWhatIsNoCompressedFile() throws IOException {
        Path file = Files.writeString(directory.resolve("a.jsonl.gz"), "plain");

        assertThatThrownBy(() -> read(file, InputFormat.JSON_LINES))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith("cannot read " + file + ": it is not a whole gzip file");
    }

    @Test
    void takesLinesAsTheyAre() throws IOException {
        Path file = directory.resolve("a.jsonl");
        byte[] bytes =
                "{\"cardId\":\"c1\",\"eventTimeMillis\":5}\r\n\n{\"cardId\":7}\n{no\n\u00ff\n{\"signal\":\"end-of-input\"}"
                        .getBytes(StandardCharsets.ISO_8859_1);
        Files.write(file, bytes);

        List<InputRecord> records = read(file, InputFormat.JSON_LINES);

        assertThat(records)
                .extracting(record -> new String(record.value(), StandardCharsets.ISO_8859_1))
                .containsExactly(
                        "{\"cardId\":\"c1\",\"eventTimeMillis\":5}\r",
                        "",
                        "{\"cardId\":7}",
                        "{no",
                        "\u00ff",
                        "{\"signal\":\"end-of-input\"}");
        assertThat(records.get(0).key()).isEqualTo("c1".getBytes(StandardCharsets.UTF_8));
        assertThat(records.subList(1, 6))
                .allSatisfy(record -> assertThat(record.key()).isNull());
        assertThat(records.get(0).publishedAtMillis()).hasValue(5);
        assertThat(records.get(5).line()).isEqualTo(6);
    }

    @Test
    void readsKeyAndTimeOfALineAsTheDetectorsDo() throws IOException {
        String rest = ",\"cardId\":\"c1\",\"eventTimeMillis\":5}";
        List<InputRecord> records = read(
                "a.jsonl",
                InputFormat.JSON_LINES,
                String.join(
                        "\n",
                        "{\"n\":" + "9".repeat(1_001) + rest,
                        "{\"n\":0." + "9".repeat(1_001) + rest,
                        "{\"" + "x".repeat(50_001) + "\":1" + rest,
                        "{\"a\":1,\"a\":2" + rest,
                        "{\"a\":\"" + "x".repeat(65_536) + "\"" + rest,
                        "{\"a\":" + "[".repeat(40) + "]".repeat(40) + rest));

        assertThat(records.subList(0, 3)).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo("c1".getBytes(StandardCharsets.UTF_8));
            assertThat(record.publishedAtMillis()).hasValue(5);
        });
        assertThat(records.subList(3, 6)).allSatisfy(record -> {
            assertThat(record.key()).isNull();
            assertThat(record.publishedAtMillis()).isEmpty();
        });
    }

    @Test
    void recordsOfRulesHaveTheirVersionAsKeyAndTheLeadBeforeTheirEffectAsTime() throws IOException {
        Path file = Files.writeString(
                directory.resolve("rules.jsonl"),
                String.join(
                        "\n",
                        "{\"version\":7,\"effectiveFromMillis\":500000,\"rules\":{}}",
                        "{\"model\":\"champion\",\"version\":8,\"effectiveFromMillis\":100000}",
                        "{\"version\":\"9\",\"effectiveFromMillis\":1e9}",
                        "{\"n\":" + "9".repeat(70_000) + ",\"version\":10}",
                        "{no"));
        List<InputRecord> records = new ArrayList<>();
        try (InputFile input = InputFile.openRules(file, 120_000)) {
            input.next().ifPresent(records::add);
            for (int i = 1; i < 5; i++) {
                records.add(input.next().orElseThrow());
            }
            assertThat(input.next()).isEmpty();
        }

        assertThat(records)
                .extracting(record -> record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8))
                .containsExactly("7", "model-8", null, "10", null);
        assertThat(records)
                .extracting(InputRecord::publishedAtMillis)
                .containsExactly(
                        OptionalLong.of(380_000),
                        OptionalLong.of(0),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty());
    }

    @Test
    void prefersThePublicationTimeOfALine() throws IOException {
        List<InputRecord> records = read(
                "a.jsonl",
                InputFormat.JSON_LINES,
                "{\"publishedAtMillis\":9,\"eventTimeMillis\":5}\n{\"publishedAtMillis\":\"9\",\"eventTimeMillis\":5}\n{\"eventTimeMillis\":1e3}\n");

        assertThat(records)
                .extracting(InputRecord::publishedAtMillis)
                .containsExactly(OptionalLong.of(9), OptionalLong.of(5), OptionalLong.empty());
    }

    private void assertBadRow(String row, String expected) {
        assertFails("a.csv", InputFormat.CANONICAL, CANONICAL + "\n" + row + "\n", expected);
    }

    private void assertFails(String name, InputFormat format, String content, String expected) {
        assertThatThrownBy(() -> read(name, format, content))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith(directory.resolve(name) + ": " + expected);
    }

    private List<InputRecord> read(String name, InputFormat format, String content) throws IOException {
        return read(Files.writeString(directory.resolve(name), content), format);
    }

    private static List<InputRecord> read(Path path, InputFormat format) {
        List<InputRecord> records = new ArrayList<>();
        try (InputFile file = InputFile.open(path, format, label -> {})) {
            for (Optional<InputRecord> next = file.next(); next.isPresent(); next = file.next()) {
                records.add(next.get());
            }
        }
        return records;
    }

    private static List<String> values(List<InputRecord> records) {
        return records.stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
