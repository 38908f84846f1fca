package fraud.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import fraud.cli.Cli;
import fraud.cli.options.CostsOption;
import fraud.cli.process.Installation;
import fraud.cli.process.Workspace;
import fraud.cli.progress.Progress;
import fraud.cli.training.EvaluationText;
import fraud.cli.training.SelectionConfig;
import fraud.cli.training.ThresholdChoice;
import fraud.cli.training.Training;
import fraud.cli.training.TrainingInput;
import fraud.cli.yaml.YamlFileException;
import fraud.costs.Costs;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fraud train}: {@link Training}. */
@Command(
        name = "train",
        sortOptions = false,
        description = {
            "Learns from labelled history which transactions are fraud.",
            "",
            "Computes the features as the detectors do, validates each candidate on weeks before the test, takes the best, trains it on"
                    + " --from to --to, and judges it by the days after the delay. Writes DIR/model.json (what the detectors are given),"
                    + " DIR/pipeline and DIR/mllib.ser (MLlib's own), DIR/evaluation.json and DIR/report.html. See docs/MODEL.md."
        })
public final class TrainCommand implements Cli.Subcommand {

    private static final int MAX_DELAY_DAYS = 366;
    private static final int MAX_TEST_DAYS = 366;

    @ParentCommand
    private Cli parent;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TrainingInput input;

    @Option(names = "--from", required = true, paramLabel = "DATE", description = "First day of training, UTC.")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "DATE", description = "Last day of training, UTC.")
    private String to;

    @Option(
            names = "--delay",
            paramLabel = "DAYS",
            defaultValue = "7d",
            description =
                    "Days (7, 7d) in which outcomes become known: what is not by then is not learned from; default ${DEFAULT-VALUE}.")
    private String delay;

    @Option(
            names = "--test-days",
            paramLabel = "DAYS",
            defaultValue = "7",
            description =
                    "Days after the delay that the model is judged by; 0: the last validation takes their place, and they are not looked"
                            + " at; default ${DEFAULT-VALUE}.")
    private String testDays;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Candidates to choose from (YAML, docs/MODEL.md); default: one of each type, of modest size.")
    private Path config;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What everything is drawn from: the same input, options and seed give the same model.json;"
                    + " default ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private CostsOption costs;

    @Option(
            names = "--budget",
            paramLabel = "N",
            defaultValue = "100",
            description =
                    "Review at most so many transactions a day, on average of the validation days, and none that costs more than it"
                            + " saves; none: as many as cost least; default ${DEFAULT-VALUE}.")
    private String budget;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where the model goes; one that is there is replaced.")
    private Path out;

    @Override
    public Integer call() {
        input.check();
        Training.Options options = options();
        input.checkContent();
        Installation installation = Installation.current();
        Progress progress = Progress.ofStandardError();
        try (Workspace workspace = parent.workspace(out.resolve("logs"))) {
            JsonNode evaluation = new Training(installation, workspace, options, progress).run();
            PrintWriter standardOut = spec.commandLine().getOut();
            standardOut.print(EvaluationText.of(evaluation, out));
            standardOut.flush();
        }
        return 0;
    }

    private Training.Options options() {
        LocalDate first = date("--from", from);
        LocalDate last = date("--to", to);
        if (last.isBefore(first)) {
            throw wrong("--to " + to + ": is before --from " + from + ", so there is nothing to learn from");
        }
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw wrong("--out " + out + ": is a file, must be a directory");
        }
        SelectionConfig selection;
        try {
            selection = config == null ? SelectionConfig.standard() : SelectionConfig.read(config);
        } catch (YamlFileException e) {
            throw wrong("--config " + e.getMessage());
        }
        return new Training.Options(
                input,
                first,
                last,
                days("--delay", delay, 0, MAX_DELAY_DAYS),
                days("--test-days", testDays, 0, MAX_TEST_DAYS),
                selection,
                seed,
                threshold(),
                out.toAbsolutePath(),
                String.join(" ", spec.commandLine().getParseResult().originalArgs()));
    }

    private ThresholdChoice threshold() {
        Costs given = costs.costs().orElse(Costs.USUAL);
        if (given.reviewMinor() == 0 || given.declineMinor() <= given.reviewMinor()) {
            throw wrong(
                    "--costs: no score to decline from comes of these: a review must cost 1 or more, and a good customer"
                            + " declined more than a review; " + Costs.RANGE);
        }
        return new ThresholdChoice(alertsPerDay(), given);
    }

    private int alertsPerDay() {
        if (budget.equals("none")) {
            return 0;
        }
        if (budget.matches("[0-9]{1,8}")) {
            int alerts = Integer.parseInt(budget);
            if (alerts >= 1 && alerts <= ThresholdChoice.MAX_ALERTS_PER_DAY) {
                return alerts;
            }
        }
        throw wrong("--budget " + budget + ": must be from 1 to " + ThresholdChoice.MAX_ALERTS_PER_DAY
                + " transactions a day, or none");
    }

    private LocalDate date(String option, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw wrong(option + " " + text + ": must be a date like 2018-07-25");
        }
    }

    private int days(String option, String text, int least, int greatest) {
        if (text.matches("[0-9]{1,4}d?")) {
            int days = Integer.parseInt(text.replace("d", ""));
            if (days >= least && days <= greatest) {
                return days;
            }
        }
        throw wrong(option + " " + text + ": must be a number of days from " + least + " to " + greatest
                + ", such as 7 or 7d");
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
