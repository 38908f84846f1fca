package fraud.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.Cli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong usage is reported in one line, before anything is computed. */
class TrainCommandTest {

    private static final String HANDBOOK = "TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT";
    private static final int WRONG_USAGE = 2;

    @TempDir
    private Path directory;

    private Path input;

    @BeforeEach
    void write() throws IOException {
        input = Files.writeString(directory.resolve("in.csv"), HANDBOOK + ",TX_FRAUD\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--from 2018-7-25 --to 2018-07-31 | --from 2018-7-25: must be a date like 2018-07-25",
                "--from 2018-07-25 --to 2018-07-24 | --to 2018-07-24: is before --from 2018-07-25",
                "--from 2018-07-25 --to 2018-07-31 --delay 1w | --delay 1w: must be a number of days from 0 to 366",
                "--from 2018-07-25 --to 2018-07-31 --test-days 400 | --test-days 400: must be a number of days from 0 to 366",
                "--from 2018-07-25 --to 2018-07-31 --budget 0 | --budget 0: must be from 1 to 10000000 transactions a day, or none",
                "--from 2018-07-25 --to 2018-07-31 --costs 80%:500 | --costs 80%:500: must be MISS:REVIEW:DECLINE",
                "--from 2018-07-25 --to 2018-07-31 --costs 100%:0:0 | --costs: no score to decline from comes of these: a review"
                        + " must cost 1 or more, and a good customer declined more than a review; must be MISS:REVIEW:DECLINE",
                "--from 2018-07-25 --to 2018-07-31 --costs 100%:500:500 | a good customer declined more than a review",
                "--from 2018-07-25 --to 2018-07-31 --budget many | --budget many: must be from 1 to",
                "--from 2018-07-25 --to 2018-07-31 --config none.yaml | --config none.yaml: there is no such file",
                "--to 2018-07-31 | Missing required option: '--from=DATE'",
            })
    void namesTheOptionItsValueAndWhatWouldBeRight(String options, String message) {
        Run run = run(input, options.split(" ", -1));

        assertThat(run.code).isEqualTo(WRONG_USAGE);
        assertThat(run.err).startsWith("error: ").contains(message).hasLineCount(1);
    }

    @Test
    void saysThatThereAreNoLabels() throws IOException {
        Path bare = Files.writeString(directory.resolve("bare.csv"), HANDBOOK + "\n");

        Run run = run(bare, "--from", "2018-07-25", "--to", "2018-07-31");

        assertThat(run.code).isEqualTo(WRONG_USAGE);
        assertThat(run.err).contains("--labels: is missing").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cardId", "merchantId", "eventTimeMillis", "fraud"})
    void namesTheColumnThatAFileOfLabelsLacks(String missing) throws IOException {
        String header = "transactionId,merchantId,cardId,eventTimeMillis,fraud".replace(missing, "other");
        Path labels = Files.writeString(directory.resolve("labels.csv"), header + "\n");

        Run run = run(input, "--from", "2018-07-25", "--to", "2018-07-31", "--labels", labels.toString());

        assertThat(run.code).isEqualTo(1);
        assertThat(run.err)
                .contains("column " + missing + " is missing from the header")
                .hasLineCount(1);
    }

    @Test
    void namesTheColumnThatTheInputLacks() throws IOException {
        Path lacking = Files.writeString(directory.resolve("lacking.csv"), "TRANSACTION_ID,TX_FRAUD\n");

        Run run = run(lacking, "--from", "2018-07-25", "--to", "2018-07-31");

        assertThat(run.code).isEqualTo(1);
        assertThat(run.err)
                .contains("lacking.csv", "column TX_DATETIME is missing from the header")
                .hasLineCount(1);
    }

    @Test
    void saysThatNothingIsLeftToLearnFrom() throws IOException {
        Path rows = Files.writeString(
                directory.resolve("rows.csv"), HANDBOOK + ",TX_FRAUD\n1,2018-07-25 00:00:00,2,3,4.5,0\n");
        String[] days = {"--from", "2018-07-25", "--to", "2018-07-31"};

        Run filtered = run(rows, days[0], days[1], days[2], days[3], "--where", "TX_AMOUNT > 5");
        Run bare = run(input, days);

        assertThat(filtered.code).isEqualTo(1);
        assertThat(filtered.err)
                .contains("rows.csv: nothing is left to read of 1 row: --where TX_AMOUNT > 5 leaves out 1")
                .hasLineCount(1);
        assertThat(bare.code).isEqualTo(1);
        assertThat(bare.err).contains("in.csv: has a header and no rows").hasLineCount(1);
    }

    @Test
    void saysAtOnceThatTheLabelsAreOfOtherTransactions() throws IOException {
        Path rows = Files.writeString(directory.resolve("rows.csv"), HANDBOOK + "\n1,2018-07-25 00:00:00,2,3,4.5\n");
        Path labels = Files.writeString(
                directory.resolve("labels.csv"),
                "transactionId,merchantId,cardId,eventTimeMillis,fraud\nx,m,c,1532476800000,true\n");
        // As the script says it; nothing is started from there.
        System.setProperty("fraud.home", directory.toString());
        try {
            Run run = run(rows, "--from", "2018-07-25", "--to", "2018-07-31", "--labels", labels.toString());

            assertThat(run.code).isEqualTo(1);
            assertThat(run.err)
                    .isEqualTo(
                            "error: none of 1 labelled transactions is in the input: is the transactionId of the labels that of"
                                    + " the input?");
        } finally {
            System.clearProperty("fraud.home");
        }
    }

    private record Run(int code, String err) {}

    private Run run(Path file, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "train",
                "--input",
                file.toString(),
                "--format",
                "handbook",
                "--out",
                directory.resolve("out").toString()));
        arguments.addAll(List.of(options));
        StringWriter err = new StringWriter();
        int code = new Cli()
                .run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), arguments.toArray(String[]::new));
        return new Run(code, err.toString().strip());
    }
}
