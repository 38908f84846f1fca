package fraud.generator.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.ConfigException;
import fraud.generator.config.Parameter;
import fraud.generator.stream.GeneratedRecord;
import fraud.generator.stream.LabelRecord;
import fraud.generator.stream.Streams;
import fraud.generator.stream.TransactionStream;
import fraud.model.Origin;
import fraud.model.RejectReason;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamFileTest {

    private static final Set<RejectReason> NOT_IN_A_LINE = EnumSet.of(
            RejectReason.NO_VALUE, RejectReason.INVALID_UTF8, RejectReason.WRONG_KEY, RejectReason.WRONG_PARTITION);

    private final TransactionStream stream =
            TransactionStream.of(Streams.eventful().with(Parameter.COUNT, 4_000));

    @TempDir
    private Path directory;

    @Test
    void jsonLinesHaveEachRecordsValueAsItIs() throws IOException {
        List<String> expected = stream.records()
                .filter(event -> event.expectedReject() == null
                        || (!NOT_IN_A_LINE.contains(event.expectedReject())
                                && event.expectedReject() != RejectReason.FUTURE_EVENT_TIME))
                .map(event -> new String(event.value(), UTF_8))
                .toList();

        StreamFile.Written written = write("stream.jsonl", "labels.jsonl", false);

        assertThat(Files.readAllLines(directory.resolve("stream.jsonl"))).isEqualTo(expected);
        assertThat(written.events()).isEqualTo(expected.size());
        assertThat(written.leftOut())
                .isEqualTo(stream.count() - expected.size())
                .isPositive();
    }

    @Test
    void aLineThatSaysWhenItWasPublishedIsReadAsBefore() throws IOException {
        List<GeneratedRecord> expected = stream.records()
                .filter(event -> !NOT_IN_A_LINE.contains(event.expectedReject()))
                .toList();
        TransactionCodec codec = new TransactionCodec(1);

        write("stream.jsonl", "labels.jsonl", true);

        List<String> lines = Files.readAllLines(directory.resolve("stream.jsonl"));
        assertThat(lines).hasSameSizeAs(expected);
        for (int i = 0; i < lines.size(); i++) {
            GeneratedRecord event = expected.get(i);
            Origin origin = new Origin("transactions", 0, i, event.publishedAtMillis(), Origin.UNKNOWN);
            ParseResult parsed = codec.parse(
                    new SourceRecord(origin, event.key(), lines.get(i).getBytes(UTF_8)));
            assertThat(parsed.transaction()).isEqualTo(event.transaction());
            assertThat(parsed.deadLetter() == null ? null : parsed.deadLetter().reason())
                    .isEqualTo(event.expectedReject());
            if (event.expectedReject() == null) {
                assertThat(lines.get(i)).startsWith("{\"publishedAtMillis\":" + event.publishedAtMillis() + ",");
            }
        }
    }

    @Test
    void csvHasTheValidTransactionsUnderTheWiresFieldNames() throws IOException {
        List<GeneratedRecord> expected =
                stream.records().filter(event -> event.transaction() != null).toList();

        StreamFile.Written written = write("stream.csv.gz", "labels.csv", true);

        List<String> lines = readGzip("stream.csv.gz");
        assertThat(lines.get(0))
                .isEqualTo("transactionId,cardId,merchantId,eventTimeMillis,amountMinor,currency,merchantCategory,"
                        + "channel,country,latitude,longitude,deviceId,issuerRange,publishedAtMillis");
        assertThat(lines).hasSize(expected.size() + 1);
        assertThat(written.events()).isEqualTo(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            String[] cells = lines.get(i + 1).split(",", -1);
            assertThat(cells).hasSize(14);
            assertThat(cells[0]).isEqualTo(expected.get(i).transaction().transactionId());
            assertThat(cells[4])
                    .isEqualTo(Long.toString(expected.get(i).transaction().amountMinor()));
            boolean online = cells[7].equals("ECOMMERCE");
            assertThat(cells[9].isEmpty() && cells[10].isEmpty()).isEqualTo(online);
            assertThat(cells[11].isEmpty()).isEqualTo(!online);
            assertThat(cells[12]).isEqualTo(expected.get(i).transaction().issuerRange());
            assertThat(cells[13]).isEqualTo(Long.toString(expected.get(i).publishedAtMillis()));
        }
    }

    @Test
    void settledOutcomesGoToTheirOwnFileInTheOrderOfTheirPublication() throws IOException {
        List<LabelRecord> expected = new ArrayList<>();
        stream.labels().forEach(expected::add);

        assertThat(write("stream.csv", "labels.csv", false).labels()).isEqualTo(expected.size());
        List<String> lines = Files.readAllLines(directory.resolve("labels.csv"));
        assertThat(lines.get(0))
                .isEqualTo(
                        "transactionId,merchantId,cardId,eventTimeMillis,fraud,scenario,campaignId,publishedAtMillis");
        assertThat(lines).hasSize(expected.size() + 1);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(lines.get(i + 1))
                    .startsWith(expected.get(i).label().transactionId() + ",")
                    .endsWith("," + expected.get(i).publishedAtMillis());
        }
        assertThat(lines).anyMatch(line -> line.matches(".*,true,card-testing,card-testing-[0-9]+,[0-9]+"));
        assertThat(lines).anyMatch(line -> line.matches(".*,false,,,[0-9]+"));
    }

    @Test
    void outcomesInJsonLinesSayTheirCampaignToo() throws IOException {
        write("stream.csv", "labels.jsonl", false);

        assertThat(Files.readAllLines(directory.resolve("labels.jsonl")))
                .allMatch(line -> line.startsWith("{\"publishedAtMillis\":"))
                .anyMatch(line ->
                        line.matches(".*\"scenario\":\"card-testing\",\"campaignId\":\"card-testing-[0-9]+\"}"));
    }

    @Test
    void theManifestSaysWhatWasWritten() throws IOException {
        StreamFile.Written written = write("stream.jsonl", "labels.jsonl", true);

        assertThat(Files.readString(directory.resolve("stream.manifest.json")))
                .isEqualTo(written.manifest().toJson())
                .contains("\"events\" : 4000,", written.manifest().digest());
    }

    @Test
    void theSameSeedGivesTheSameFileCompressedToo() throws IOException {
        write("one.jsonl.gz", "labels.jsonl", true);
        write("two.jsonl.gz", "labels.jsonl", true);

        assertThat(directory.resolve("one.jsonl.gz")).hasSameBinaryContentAs(directory.resolve("two.jsonl.gz"));
    }

    @Test
    void saysHowFarItIs() throws IOException {
        List<Long> progress = new ArrayList<>();
        TransactionStream longer = TransactionStream.of(Streams.days());
        StreamFile.write(longer, files("a.csv", "b.csv"), false, progress::add);

        assertThat(progress).containsExactly(10_000L, 18_000L);
    }

    @Test
    void aFileThatCouldNotBeFinishedIsNotThere() {
        assertThatThrownBy(() -> StreamFile.write(stream, files("a.csv", "b.csv"), false, done -> {
                    throw new IllegalStateException("the disk is full");
                }))
                .hasMessage("the disk is full");

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aNameWithoutAFormatIsRejected() {
        assertThatThrownBy(() -> write("stream.parquet", "labels.csv", false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("stream.parquet: the name must end in .jsonl, .jsonl.gz, .csv or .csv.gz");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void oneFileCannotBeBoth() {
        assertThatThrownBy(() -> write("stream.csv", "stream.csv", false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("events, labels and manifest need a file each");
        assertThat(directory).isEmptyDirectory();
    }

    private StreamFile.Written write(String events, String labels, boolean withPublishedAt) throws IOException {
        return StreamFile.write(stream, files(events, labels), withPublishedAt, done -> {});
    }

    private StreamFile.Files files(String events, String labels) {
        return new StreamFile.Files(
                directory.resolve(events), directory.resolve(labels), directory.resolve("stream.manifest.json"));
    }

    private List<String> readGzip(String file) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(directory.resolve(file))), UTF_8))) {
            return reader.lines().toList();
        }
    }
}
