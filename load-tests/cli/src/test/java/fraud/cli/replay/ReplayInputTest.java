package fraud.cli.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.detectors.Engine;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.input.InputFormat;
import fraud.cli.input.InputSource;
import fraud.cli.input.mapping.TableMapping;
import fraud.cli.input.table.Dialect;
import fraud.cli.input.table.RowFilter;
import fraud.cli.process.Workspace;
import fraud.cli.progress.Progress;
import fraud.cli.quality.FraudTruth;
import fraud.cli.quality.LabelFile;
import fraud.cli.topics.InputPublisher;
import fraud.config.DetectorParameters;
import fraud.generator.publish.TopicCheck;
import fraud.parse.VersionCodec;
import fraud.report.figures.InputNotes;
import fraud.report.figures.InputNotes.LabelNotes;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayInputTest {

    private static final DetectorParameters PARAMETERS = DetectorParameters.defaults(1);
    private static final long NOW_MILLIS = Instant.parse("2026-12-01T00:00:00Z").toEpochMilli();

    /** Two cards, one after the other, as tables that are sorted by customer have them. */
    private static final String BY_CARD = """
            card,when,amt,fraud
            c1,29/03/2026 02:30,5,0
            c1,25/10/2026 02:30,-5,0
            c1,25/10/2026 12:00,6,
            c2,29/03/2026 12:00,7,1
            """;

    private static final String MAPPING = "transactionId='r'+line(),cardId=card,merchantId='m',"
            + "eventTimeMillis=time(when,'dd/MM/yyyy HH:mm','Europe/Paris'),amountMinor=abs(amt)*100,currency='EUR',fraud=fraud";

    @TempDir
    private Path directory;

    private List<PublishedRuleSet> rules = List.of();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void notesWhatIsDoneToTheRows() throws IOException {
        InputNotes notes = send(false, TableMapping.where("amt > 0"), new FraudTruth(), true);

        assertThat(notes).isEqualTo(new InputNotes(1, 1, 1, 0, 0, 1, 1, false, new LabelNotes(2, 0, 0)));
        assertThat(said.toString(UTF_8))
                .contains(
                        "note: 1 row is left out by the filter",
                        "note: 1 row does not say whether it is fraud",
                        "note: 1 local time does not exist",
                        "WARNING: 1 of 3 transactions (33.3 %) lie more than 10 s before a line above them: they are late")
                .contains("--sort puts the lines in the order of their times");
        assertThat(sent()).containsExactly("r2", "r4", "r5");
    }

    @Test
    void sortsOnTheWayIfAsked() throws IOException {
        InputNotes notes = send(true, RowFilter.ALL, new FraudTruth(), true);

        assertThat(sent()).containsExactly("r2", "r5", "r3", "r4");
        assertThat(notes).isEqualTo(new InputNotes(0, 1, 1, 1, 0, 0, 0, true, new LabelNotes(3, 0, 0)));
        assertThat(said.toString(UTF_8))
                .contains("note: 1 local time exists twice")
                .doesNotContain("WARNING", "--sort");
    }

    @Test
    void saysHowManyLabelsMatchNothingAndHowManyContradictEachOther() throws IOException {
        InputNotes notes = send(false, RowFilter.ALL, labels("r2,0\nr9,1\nr3,1\nr3,0\n"), false);

        assertThat(notes.labels()).isEqualTo(new LabelNotes(3, 1, 1));
        assertThat(said.toString(UTF_8))
                .contains(
                        "note: 1 of 3 labelled transactions is not in the input, and counts for nothing",
                        "note: 1 transaction has labels that contradict each other: the last one stands");
    }

    @Test
    void aFileOfLabelsHasTheLastWordBeforeTheRows() throws IOException {
        FraudTruth truth = labels("r2,1\n");

        send(false, RowFilter.ALL, truth, false);

        assertThat(truth.fraud("r2")).isPresent();
        assertThat(truth.fraud("r5")).isEmpty();
    }

    @Test
    void rejectsLabelsOfOtherTransactions() throws IOException {
        FraudTruth truth = labels("x1,1\nx2,0\n");

        assertThatThrownBy(() -> send(false, RowFilter.ALL, truth, false))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith("none of 2 labelled transactions is in the input");
    }

    @Test
    void saysWhichVersionsAreInForceForNoTransaction() throws IOException {
        long lastMillis = Instant.parse("2026-10-25T11:00:00Z").toEpochMilli();
        rules = List.of(version(1, lastMillis), version(2, lastMillis + 1));

        send(false, RowFilter.ALL, new FraudTruth(), true);

        assertThat(said.toString(UTF_8))
                .contains("note: version 2 of the rules is in force for no transaction: it takes effect at"
                        + " 2026-10-25T11:00:00.001Z, and the latest is of 2026-10-25T11:00:00Z")
                .doesNotContain("version 1 of");
    }

    private static PublishedRuleSet version(int version, long fromMillis) {
        return new PublishedRuleSet(version, fromMillis, null, VersionCodec.rulesJson(RuleSet.defaults()));
    }

    private FraudTruth labels(String rows) throws IOException {
        return LabelFile.read(Files.writeString(directory.resolve("labels.csv"), "transactionId,fraud\n" + rows));
    }

    private InputNotes send(boolean sorted, RowFilter filter, FraudTruth truth, boolean truthOfRows)
            throws IOException {
        InputSource source = new InputSource(
                Files.writeString(directory.resolve("a.csv"), BY_CARD),
                InputFormat.CANONICAL,
                Optional.of(TableMapping.parse(MAPPING, Optional.empty())),
                Dialect.UNSTATED,
                filter,
                sorted);
        Replay.Options options = new Replay.Options(
                List.of(Engine.REFERENCE),
                source,
                directory.resolve("out"),
                PARAMETERS,
                Duration.ofDays(365),
                NOW_MILLIS,
                Duration.ofMinutes(1),
                Optional.of(truth),
                truthOfRows,
                Optional.empty(),
                Optional.empty(),
                rules,
                Optional.empty(),
                Optional.empty(),
                StartingModels.NONE,
                List.of(),
                false);
        try (Workspace workspace = Workspace.create(directory.resolve("logs"))) {
            Progress progress = new Progress(new PrintStream(said, true, UTF_8), false);
            return new ReplayInput(options, workspace, progress)
                    .send(new InputPublisher(producer, TopicCheck.NONE, PARAMETERS, NOW_MILLIS, Duration.ofDays(365)))
                    .notes();
        }
    }

    private List<String> sent() {
        return producer.history().stream()
                .filter(record -> record.topic().equals("transactions"))
                .map(record ->
                        new String(record.value(), UTF_8).replaceFirst("\\{\"transactionId\":\"([^\"]*)\".*", "$1"))
                .toList();
    }
}
