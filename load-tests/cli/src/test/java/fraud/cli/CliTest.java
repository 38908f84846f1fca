package fraud.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.cli.outputs.OutputRecorder;
import fraud.cli.reconcile.Recordings;
import fraud.cli.recording.InputRecording;
import fraud.score.StartingModels;
import fraud.sink.OutputKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "back-test",
                "card",
                "formats",
                "formats list",
                "formats show",
                "generate",
                "heartbeat",
                "model",
                "model compare",
                "model monitor",
                "model publish",
                "model show",
                "reconcile",
                "replay",
                "report",
                "rules",
                "rules history",
                "rules publish",
                "rules schema",
                "rules show",
                "rules validate"
            })
    void helpsWithEveryCommand(String command) {
        assertThat(run((command + " --help").split(" "))).isZero();
        assertThat(out.toString()).startsWith("Usage: fraud " + command).contains("Exit codes:");
    }

    @Test
    void namesItsVersionAndItsCommands() {
        assertThat(run("--version")).isZero();
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).startsWith("fraud ").contains("generate", "reconcile", "replay");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "replay",
                "replay --engine flink",
                "reconcile",
                "heartbeat",
                "heartbeat --bootstrap-servers localhost:1 --interval 1y",
                "heartbeat --bootstrap-servers localhost:1 --topics a,b",
                "heartbeat --bootstrap-servers localhost:1 --topics a,b,b",
                "card",
                "card block",
                "card lose c1 --bootstrap-servers localhost:1",
                "card block c1",
                "card block c1 c/2 --bootstrap-servers localhost:1",
                "rules",
                "rules show --at now",
                "rules show --version 1",
                "rules show --version 1 --at now --bootstrap-servers localhost:1",
                "rules show --at soon --bootstrap-servers localhost:1",
                "rules publish",
                "rules publish none.yaml",
                "rules history",
                "rules history --bootstrap-servers localhost:1 --lead-millis 5",
                "rules validate",
                "rules validate none.yaml",
                "model",
                "model show",
                "model show none",
                "model show none --bootstrap-servers localhost:1",
                "model publish",
                "model publish --role king --none --in 5m --bootstrap-servers localhost:1",
                "model publish --role champion --none --bootstrap-servers localhost:1",
                "model publish --role champion --none --in 5m",
                "model publish --role champion --none --in soon --bootstrap-servers localhost:1",
                "model publish --role champion --none --in 5m --effective-from +5m --bootstrap-servers localhost:1",
                "model publish --role champion --in 5m --bootstrap-servers localhost:1",
                "model publish --role champion --none --directory a --in 5m --bootstrap-servers localhost:1",
                "model publish --role champion --directory a --in 5m --bootstrap-servers localhost:1",
                "model publish --role champion --directory a --models-dir none --in 5m --bootstrap-servers localhost:1",
                "model publish --role champion --directory ../a --models-dir . --in 5m --bootstrap-servers localhost:1",
                "model compare",
                "model compare --recording none --bootstrap-servers localhost:1",
                "model compare --recording none --costs 100%",
                "model compare --recording none --labels none.csv",
                "model monitor --recording none",
                "model monitor --recording none --model none",
                "model monitor --model src"
            })
    void rejectsWrongUsageWithOneLine(String arguments) {
        assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(2);
        assertOneLine();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replai | there is no command fraud replai: did you mean replay? (see fraud --help)",
                "rules shwo | there is no command fraud rules shwo: did you mean show? (see fraud rules --help)",
                "replay --engine flnk --input a --out b | --engine flnk: must be one of flink, spark, reference, all: did you mean"
                        + " flink? (see fraud replay --help)",
                "replay --engine storm --input a --out b | --engine storm: must be one of flink, spark, reference, all (see fraud"
                        + " replay --help)",
                "model publish --role chmpion | --role chmpion: must be one of champion, challenger: did you mean champion? (see"
                        + " fraud model publish --help)",
                "card blck c1 | ACTION blck: must be one of block, release, forget: did you mean block? (see fraud card --help)",
                "replay --enigne flink | there is no option --enigne: did you mean --engine? (see fraud replay --help)",
                "generate --sed 3 | there is no option --sed: did you mean --seed? (see fraud generate --help)",
                "generate --pass-word=s3cret | there is no option --pass-word (see fraud generate --help)",
                "replay --engine spark --input a --out b --exactly-once | --exactly-once: is for the detector on Flink, which --engine"
                        + " spark does not start (see fraud replay --help)",
                "replay --engine flink --input a --out b --score-from 01.02.2018 | --score-from 01.02.2018: must be a date like"
                        + " 2018-08-08 (see fraud replay --help)",
                "model compare --recording none --threshold x | --threshold x: must be a number (see fraud model compare --help)",
                "rules history --lead-millis 5x --bootstrap-servers h:1 | --lead-millis 5x: must be a duration like 500ms, 30s, 5m, 2h"
                        + " or 1d, or a number of milliseconds (see fraud rules history --help)",
                "model show src | src: there is no model.json in it; `fraud train --out DIR` writes one (see fraud model show"
                        + " --help)",
                "model compare --recording none --model src | --model src: there is no model.json in it; `fraud train --out"
                        + " DIR` writes one (see fraud model compare --help)",
                "rules history --lead-millis 2h --bootstrap-servers h:1 | --lead-millis 2h: must be from 2m to 1h (see fraud rules"
                        + " history --help)",
                "reconcile --lead-millis 5 --engine x --bootstrap-servers h:1 | --lead-millis 5ms: must be from 2m to 1h (see fraud"
                        + " reconcile --help)",
            })
    void saysWhatWasMeantOrWhatIsAllowed(String arguments, String error) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("error: " + error + System.lineSeparator());
    }

    /** Goal: no message shows a card number. Method: one is given where each option would have something else. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replay --engine reference --out none --input INPUT --set 4111111111111111=1 | 2 | unknown setting ***",
                "replay --engine reference --out none --input INPUT --set max.out.of.orderness.millis=4111111111111111 | 2 | max.out.of.orderness.millis = ***",
                "replay --engine reference --out none --input INPUT --map cardId=a,4111111111111111=b | 2 | ***",
                "replay --engine reference --out none --input INPUT --map cardId=x4111111111111111(a) | 2 | ***",
                "replay --engine reference --out none --input INPUT --map cardId=$4111111111111111 | 2 | cannot read $***",
                "generate --out x.csv --set 4111111111111111=1 | 2 | unknown parameter ***",
                "card block c1 --bootstrap-servers localhost:1 --topics 4111111111111111 | 2 | --topics ***",
                "rules validate RULES | 2 | ***",
                "card block c1 --bootstrap-servers localhost:1 --kafka-config KAFKA | 1 | security.protocol",
                "card block c1 --bootstrap-servers localhost:1 --kafka-config KAFKA --verbose | 1 | security.protocol",
            })
    void showsNoCardNumber(String arguments, int code, String says) throws IOException {
        Path input = Files.writeString(directory.resolve("a.csv"), "a,b\n");
        Path rules = Files.writeString(directory.resolve("rules.yaml"), "rules: {4111111111111111: {}}");
        Path kafka = Files.writeString(directory.resolve("kafka.properties"), "security.protocol=4111111111111111");
        String line = arguments
                .replace("INPUT", input.toString())
                .replace("RULES", rules.toString())
                .replace("KAFKA", kafka.toString());

        assertThat(run(line.split(" "))).isEqualTo(code);
        assertThat(err.toString()).contains("error: ", says).doesNotContain("4111111111111111");
    }

    @Test
    void rejectsAKeyThatIsTwiceInTheFileForKafka() throws IOException {
        Path kafka = Files.writeString(directory.resolve("kafka.properties"), "acks=all\nacks=1\n");

        assertThat(run("rules", "show", "--bootstrap-servers", "localhost:1", "--kafka-config", kafka.toString()))
                .isEqualTo(2);
        assertOneLine();
        assertThat(err.toString()).contains("kafka.properties: acks is there twice: leave one out");
    }

    @Test
    void publishesNoCardNumberInANote() throws IOException {
        Path rules = Files.writeString(directory.resolve("rules.yaml"), "rules: {}");
        Path noted = Files.writeString(directory.resolve("noted.yaml"), "note: card 4111111111111111\nrules: {}");
        String[] rest = {"--bootstrap-servers", "localhost:1", "--effective-from", "+5m"};

        for (List<String> command : List.of(
                List.of("rules", "publish", rules.toString(), "--note", "card 4111 1111 1111 1111"),
                List.of("rules", "publish", noted.toString()),
                List.of("model", "publish", "--role", "champion", "--none", "--note", "4111111111111111"))) {
            err.getBuffer().setLength(0);
            assertThat(run(Stream.concat(command.stream(), Stream.of(rest)).toArray(String[]::new)))
                    .isEqualTo(2);
            assertOneLine();
            assertThat(err.toString()).contains("note: holds a card number, which would be published: leave it out");
        }
    }

    @Test
    void listsTheCommandsIfNoneIsGiven() {
        assertThat(run()).isEqualTo(2);
        assertOneLine();
        assertThat(err.toString())
                .startsWith("error: say what to do: audit, back-test, card, doctor, formats, generate, ")
                .endsWith(" (see fraud --help)\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense --help", "--help nonsense", "rules nonsense --help", "model -h nonsense", "nonsense -V"
            })
    void anUnknownCommandIsWrongUsageAlsoBesideHelp(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertOneLine();
        assertThat(err.toString()).contains("there is no command fraud ", "nonsense: there are ");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--set skew.millis=70000 | --set skew.millis = 70000: must be from 0 to 60000",
                "--set versions.lead.millis=2m | --set versions.lead.millis = 2m: must be a whole number from 120000 to 3600000",
                "--set features=yes | --set features = yes: must be true or false",
                "--set max.out.of.ordernes.millis=5 | did you mean max.out.of.orderness.millis?",
                "--set parallelism=5 | --set unknown setting parallelism",
                "--set max.out.of.orderness.millis=1 --set max.out.of.orderness.millis=2 | --set max.out.of.orderness.millis is given twice: give it once",
                "--set max.out.of.orderness.millis | --set max.out.of.orderness.millis has no value: give it as --set KEY=VALUE",
                "--set features=false --features | --features and --set features=false: which?",
            })
    void rejectsParametersThatNoDetectorTakes(String options, String error) throws IOException {
        Path input = Files.writeString(directory.resolve("a.jsonl"), "");

        assertThat(replay("reference", input, options.split(" "))).isEqualTo(2);
        assertOneLine();
        assertThat(err.toString()).contains(error);
    }

    @Test
    void rejectsWhatDoesNotGoWithRecordsOfRulesOrARecording() throws IOException {
        Path input = Files.writeString(directory.resolve("a.jsonl"), "");
        Path raw = Files.writeString(directory.resolve("rules.jsonl"), "");
        Path yaml = Files.writeString(directory.resolve("rules.yaml"), "rules: {}");
        record();

        assertThat(replay("reference", input, "--rules", raw.toString(), yaml.toString()))
                .isEqualTo(2);
        assertThat(replay("reference", input, "--rules", raw + ".gz")).isEqualTo(2);
        assertThat(replay("reference", input, "--rules", raw.toString(), "--models", yaml.toString()))
                .isEqualTo(2);
        assertThat(replay("reference", recording(), "--rules", raw.toString())).isEqualTo(2);
        assertThat(replay("reference", recording(), "--labels", raw.toString())).isEqualTo(2);
        assertThat(replay("reference", recording(), "--partitions", "4")).isEqualTo(2);
        assertThat(run(
                        "replay",
                        "--engine",
                        "reference",
                        "--input",
                        recording().toString(),
                        "--out",
                        recording().toString()))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(7)
                .allMatch(line -> line.startsWith("error: --"))
                .anyMatch(line -> line.contains("goes with no other"))
                .anyMatch(line -> line.contains("there is no such file"))
                .anyMatch(line -> line.contains("has all records of the topic"))
                .anyMatch(line -> line.endsWith("leave out --labels (see fraud replay --help)"))
                .anyMatch(
                        line -> line.contains("leave out --rules, or replay the file that it was made of with --rules"))
                .anyMatch(line -> line.contains("leave out --partitions"))
                .anyMatch(line -> line.contains("is the recording itself"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "--format paysim|leave out --format",
                "--format canonical|leave out --format",
                "--max-gap 3|leave out --max-gap",
                "--map m --map-key k --sort|leave out --map, --map-key, --sort",
                "--where a=b --separator ; --decimal .|leave out --where, --separator, --decimal",
            })
    void rejectsWithARecordingWhatSaysHowToReadAFile(String options, String says) throws IOException {
        record();

        assertThat(replay("reference", recording(), options.split(" "))).isEqualTo(2);
        assertOneLine();
        assertThat(err.toString()).contains("is a recording, whose records are sent as they were", says + " (see");
    }

    @Test
    void rejectsDaysToJudgeOfARecordingWithoutLabels() {
        new InputRecording(recording(), Recordings.PARAMETERS, StartingModels.NONE).close();

        assertThat(replay("reference", recording(), "--score-from", "2026-01-08", "--score-to", "2026-01-09"))
                .isEqualTo(2);
        assertOneLine();
        assertThat(err.toString())
                .contains("--score-from: needs to know which transactions are fraud", "has no labels");
    }

    @Test
    void rejectsAKeyThatNothingNeeds() throws IOException {
        Path table = Files.writeString(directory.resolve("a.csv"), "");
        Path records = Files.writeString(directory.resolve("a.jsonl"), "");

        assertThat(replay("flink", table, "--map-key", "k")).isEqualTo(2);
        assertThat(replay("flink", records, "--map-key", "k")).isEqualTo(2);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("--map-key k: is for hash(…) in --map, and there is none"),
                        line -> assertThat(line).contains("--map-key: is for tables"));
    }

    @Test
    void rejectsAnUnknownEngine() throws IOException {
        Path input = Files.writeString(directory.resolve("a.jsonl"), "");

        assertThat(replay("storm", input)).isEqualTo(2);
        assertOneLine();
        assertThat(err.toString()).contains("--engine", "storm");
    }

    @Test
    void rejectsAMissingFile() {
        assertThat(replay("flink", directory.resolve("none.csv"))).isEqualTo(2);
        assertOneLine();
        assertThat(err.toString()).contains("none.csv: there is no such file");
    }

    @Test
    void rejectsAFileWhoseNameSaysNoFormat() throws IOException {
        Path input = Files.writeString(directory.resolve("a.txt"), "");

        assertThat(replay("flink", input)).isEqualTo(2);
        assertThat(err.toString()).contains(".csv, .csv.gz, .jsonl or .jsonl.gz");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a.jsonl|--where|amt > 0|--where: is for tables (.csv, .csv.gz); a .jsonl has the wire's fields",
                "a.jsonl|--separator|;|--separator: is for tables",
                "a.jsonl|--format|sparkov|--format: is for tables",
                "a.csv|--format|sparkov|--format sparkov: cardId: hash(…) needs a key: --map-key FILE",
                "a.csv|--format|sparkof|did you mean sparkov?",
                "a.csv|--separator|;;|--separator ;;: must be one sign, such as ',', ';', '|' or tab",
                "a.csv|--decimal|;|--decimal ;: must be '.' or ','",
                "a.csv|--where|amt >|--where: cannot read the end of amt >",
                "a.csv|--where|amt|--where: amt is no condition, such as amt >= 0"
            })
    void rejectsOptionsOfTablesThatMakeNoSense(String name, String option, String value, String says)
            throws IOException {
        Path input = Files.writeString(directory.resolve(name), "");

        assertThat(replay("flink", input, option, value)).isEqualTo(2);
        assertOneLine();
        assertThat(err.toString()).contains(says);
    }

    @Test
    void aFormatAndAMappingAreOneTooMany() throws IOException {
        Path input = Files.writeString(directory.resolve("a.csv"), "");

        assertThat(replay("flink", input, "--format", "paysim", "--map", "cardId=a"))
                .isEqualTo(2);
        assertOneLine();
        assertThat(err.toString())
                .contains(
                        "--map: says what the columns are, and so does --format paysim", "`fraud formats show paysim`");
    }

    @Test
    void showsHowPublicSetsAreRead() {
        assertThat(run("formats", "list")).isZero();
        assertThat(out.toString()).contains("creditcard", "ieee-cis", "paysim", "sparkov", "tabformer");
        assertThat(run("formats", "show", "ieee-cis")).isZero();
        assertThat(out.toString()).contains("eventTimeMillis = origin('2017-12-01') + seconds(TransactionDT)");
    }

    @Test
    void failsOnABadColumnBeforeAnythingIsStarted() throws IOException {
        Path input = Files.writeString(directory.resolve("a.csv"), "transactionId,cardNumber\n");

        assertThat(replayFromHome(input)).isEqualTo(1);
        assertOneLine();
        assertThat(err.toString()).contains("a.csv: line 1: column cardId is missing from the header");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void failsIfNothingIsLeftToReplayBeforeAnythingIsStarted() throws IOException {
        String header = "transactionId,cardId,merchantId,eventTimeMillis,amountMinor,currency\n";
        Path rows = Files.writeString(
                directory.resolve("rows.csv"), header + "t1,c1,m1,1546300800000,1,EUR\nt2,c1,m1,1546300800000,9,EUR\n");
        Path bare = Files.writeString(directory.resolve("bare.csv"), header);
        Path empty = Files.writeString(directory.resolve("empty.jsonl"), "");

        assertThat(replayFromHome(rows, "--where", "amountMinor > 5", "--where", "transactionId = 't1'"))
                .isEqualTo(1);
        assertOneLine();
        assertThat(err.toString())
                .contains("rows.csv: nothing is left to read of 2 rows: --where amountMinor > 5 leaves out 1, --where"
                        + " transactionId = 't1' leaves out 1");
        err.getBuffer().setLength(0);
        assertThat(replayFromHome(bare)).isEqualTo(1);
        assertOneLine();
        assertThat(err.toString()).contains("bare.csv: has a header and no rows: there is nothing to read");
        err.getBuffer().setLength(0);
        assertThat(replayFromHome(empty)).isEqualTo(1);
        assertOneLine();
        assertThat(err.toString()).contains("empty.jsonl: is empty: there is nothing to read");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void rejectsABusyPortBeforeAnythingIsMade() throws IOException {
        Path input = Files.writeString(directory.resolve("a.jsonl"), "");
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(busy.getLocalPort());

            assertThat(replay("reference", input, "--port", port)).isEqualTo(1);
            assertOneLine();
            assertThat(err.toString()).startsWith("error: port " + port + " is busy");
        }
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void rejectsAFileOfLabelsThatIsNotThere() throws IOException {
        Path input = Files.writeString(directory.resolve("a.jsonl"), "");

        assertThat(replay(
                        "flink",
                        input,
                        "--labels",
                        directory.resolve("none.csv").toString()))
                .isEqualTo(2);
        assertOneLine();
        assertThat(err.toString()).contains("none.csv: there is no such file");
    }

    @ParameterizedTest
    @CsvSource({
        "--score-from 2026-01-01, --score-to is missing",
        "--score-to 2026-01-01, --score-from is missing",
        "--score-from 2026-01-02 --score-to 2026-01-01, before 2026-01-02",
        "--score-from 2026-01-08 --score-to 2026-01-09 --train-from 2026-01-01, --train-to is missing",
        "--score-from 2026-01-08 --score-to 2026-01-09 --train-from 2026-01-03 --train-to 2026-01-01, training ends on 2026-01-01",
        "--score-from 2026-01-08 --score-to 2026-01-09 --train-from 2026-01-01 --train-to 2026-01-08, must be before the days that count",
        "--train-from 2026-01-01 --train-to 2026-01-08, needs --score-from",
        "--score-from yesterday --score-to 2026-01-09, --score-from yesterday: must be a date like 2018-08-08",
        "--score-from 2026-01-08 --score-to 2026-01-09, give --labels"
    })
    void rejectsDaysThatCannotBeJudged(String options, String says) throws IOException {
        Path input = Files.writeString(directory.resolve("a.jsonl"), "");

        assertThat(replay("flink", input, options.split(" "))).isEqualTo(2);
        assertOneLine();
        assertThat(err.toString()).contains(says);
    }

    @Test
    void failsOnABadLabelBeforeAnythingIsStarted() throws IOException {
        Path input = Files.writeString(directory.resolve("a.jsonl"), "");
        Path labels = Files.writeString(directory.resolve("labels.csv"), "transactionId,fraud\nt1,maybe\n");

        assertThat(replay("flink", input, "--labels", labels.toString())).isEqualTo(1);
        assertOneLine();
        assertThat(err.toString()).contains("labels.csv: line 2: column fraud is neither true nor false");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void failsOnABadRuleFileBeforeAnythingIsStarted() throws IOException {
        Path input = Files.writeString(directory.resolve("a.jsonl"), "");
        Path bad = Files.writeString(
                directory.resolve("bad.yaml"), "rules:\n  velocityCont: {}\n  escalation:\n    minAmountMinor: 0\n");
        Path nameless = Files.writeString(directory.resolve("nameless.yaml"), "version: 1\nrules: {}\n");

        assertThat(replay("reference", input, "--rules", bad.toString())).isEqualTo(2);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("bad.yaml:2: rules.velocityCont: there is no such rule"),
                        line -> assertThat(line).contains("bad.yaml:4: rules.escalation.minAmountMinor = 0: must be"));
        err.getBuffer().setLength(0);
        assertThat(replay("reference", input, "--rules", nameless.toString())).isEqualTo(2);
        assertOneLine();
        assertThat(err.toString()).contains("nameless.yaml: must have version and effectiveFrom");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void doesNotRepeatACardNumber() {
        assertThat(run("card", "block", "c1", "4111111111111111", "--bootstrap-servers", "localhost:1"))
                .isEqualTo(2);
        assertOneLine();
        assertThat(err.toString()).contains("card 2 of 2 is a card number").doesNotContain("4111");
    }

    @Test
    void showsTheDefaultsAsAFileThatIsValid() throws IOException {
        assertThat(run("rules", "show")).isZero();
        Path file = Files.writeString(directory.resolve("rules.yaml"), out.toString());
        out.getBuffer().setLength(0);

        assertThat(run("rules", "validate", file.toString())).isZero();
        assertThat(out.toString()).isEqualTo(file + ": valid\n");
        out.getBuffer().setLength(0);
        assertThat(run("rules", "show", "--json")).isZero();
        assertThat(new ObjectMapper()
                        .readTree(out.toString())
                        .at("/rules/velocityCount/maxCount")
                        .asInt())
                .isEqualTo(6);
    }

    @Test
    void showsTheStackOnlyWhenAsked() {
        assertThat(run("reconcile", "--recording", directory.toString())).isEqualTo(1);
        assertOneLine();
        assertThat(run("reconcile", "--recording", directory.toString(), "--verbose"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("\tat fraud.cli");
    }

    @Test
    void reconcilesAWholeRecording() throws IOException {
        record();

        assertThat(run("reconcile", "--recording", recording().toString(), "--json"))
                .isZero();

        JsonNode flink =
                new ObjectMapper().readTree(out.toString()).path("engines").path("flink");
        assertThat(flink.path("decisions").asLong()).isPositive();
        assertThat(flink.path("lost").asLong()).isZero();
        assertThat(flink.path("wrong").asLong()).isZero();
    }

    @Test
    void namesTheDecisionAndTheDeadLetterThatARecordingLacks() throws IOException {
        record();
        JsonNode decision = removeLine(OutputKind.DECISION, 5);
        JsonNode deadLetter = removeLine(OutputKind.DEAD_LETTER, 2);

        assertThat(run("reconcile", "--recording", recording().toString())).isEqualTo(1);

        assertOneLine();
        assertThat(err.toString())
                .contains("flink: 2 lost, 0 wrong")
                .contains(place(decision) + " has no decision or duplicate")
                .contains(place(deadLetter) + " has no dead letter");
    }

    @Test
    void callsADifferingRepeatInARecordingWrong() throws IOException {
        record();
        Path file = OutputRecorder.file(recording().resolve("flink"), OutputKind.DECISION);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.add(lines.get(0).replaceFirst("\"eventTimeMillis\":", "\"eventTimeMillis\":1"));
        Files.write(file, lines);

        assertThat(run("reconcile", "--recording", recording().toString())).isEqualTo(1);

        assertThat(err.toString()).contains("flink: 0 lost, 1 wrong", "is repeated with another value");
    }

    @Test
    void generatesTheSameFileFromTheSameSeed() throws IOException {
        Path first = directory.resolve("first.jsonl");
        Path second = directory.resolve("second.jsonl");

        assertThat(run("generate", "--count", "500", "--seed", "3", "--out", first.toString()))
                .isZero();
        assertThat(run("generate", "--count", "500", "--seed", "3", "--out", second.toString()))
                .isZero();

        assertThat(Files.mismatch(first, second)).isEqualTo(-1);
        assertThat(Files.readAllLines(first)).hasSizeGreaterThan(400);
        assertThat(directory.resolve("first.labels.jsonl")).isNotEmptyFile();
    }

    @Test
    void rejectsWhatTheGeneratorCannotBeTold() {
        assertThat(run(
                        "generate",
                        "--set",
                        "late.share=2",
                        "--out",
                        directory.resolve("a.jsonl").toString()))
                .isEqualTo(2);
        assertOneLine();
        assertThat(err.toString()).contains("late.share = 2: must be from 0 to 0.25");
    }

    private int run(String... arguments) {
        return new Cli().run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private int replay(String engine, Path input, String... more) {
        return run(Stream.concat(
                        Stream.of(
                                "replay",
                                "--engine",
                                engine,
                                "--input",
                                input.toString(),
                                "--out",
                                directory.resolve("out").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    /** The same, where the installation is looked for; there is none, so nothing can be started. */
    private int replayFromHome(Path input, String... more) {
        String home = System.setProperty("fraud.home", directory.toString());
        try {
            return replay("flink", input, more);
        } finally {
            if (home == null) {
                System.clearProperty("fraud.home");
            } else {
                System.setProperty("fraud.home", home);
            }
        }
    }

    private void assertOneLine() {
        assertThat(err.toString()).startsWith("error: ").endsWith("\n");
        assertThat(err.toString().lines()).hasSize(1);
    }

    private Path recording() {
        return directory.resolve("recording");
    }

    private void record() throws IOException {
        Recordings.write(recording(), "flink", directory.resolve("scratch"));
    }

    private JsonNode removeLine(OutputKind kind, int index) throws IOException {
        Path file = OutputRecorder.file(recording().resolve("flink"), kind);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        JsonNode removed = new ObjectMapper().readTree(lines.remove(index));
        Files.write(file, lines);
        return removed;
    }

    private static String place(JsonNode output) {
        return "partition " + output.path("sourcePartition").asText() + " offset "
                + output.path("sourceOffset").asText();
    }
}
