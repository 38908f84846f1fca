package fraud.cli.models.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.models.ModelDirectory;
import fraud.cli.models.ModelOptions;
import fraud.cli.models.decisions.DecisionSource;
import fraud.cli.models.decisions.DecisionSourceOptions;
import fraud.cli.quality.Scope;
import fraud.cli.training.ThresholdChoice;
import fraud.drift.ScoreReference;
import fraud.score.ModelFiles;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fraud model monitor}: whether a champion still does what it was trained for. */
@Command(
        name = "monitor",
        sortOptions = false,
        description = {
            "Says whether the champion still does what it was trained for, from what a detector has decided.",
            "",
            "How far its scores have shifted since training; whether they are as likely to be fraud as they say, where labels are known; and"
                    + " how many alarms a day there are, against the budget. Only decisions by the model in --model count."
        })
public final class ModelMonitorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DecisionSourceOptions decisions;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            required = true,
            description = "The model, as `fraud train` wrote it: its model.json says what to compare with.")
    private Path model;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description =
                    "The first day that counts (UTC, event time), such as 2018-08-08; default: the first there is.")
    private LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "The last day that counts; default: the last there is.")
    private LocalDate to;

    @Option(
            names = "--budget",
            paramLabel = "N",
            description = "Alarms a day by the model that there may be; default: what its threshold was chosen for.")
    private Integer budget;

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description = "Also write the figures there, as Prometheus text; for node_exporter's textfile collector its"
                    + " name must end with .prom.")
    private Path metrics;

    @Option(names = "--json", description = "Print JSON on standard output instead of tables.")
    private boolean json;

    @Override
    public Integer call() {
        if (budget != null && (budget < 1 || budget > ThresholdChoice.MAX_ALERTS_PER_DAY)) {
            throw wrong("--budget " + budget + ": must be from 1 to " + ThresholdChoice.MAX_ALERTS_PER_DAY);
        }
        if (from != null && to != null && to.isBefore(from)) {
            throw wrong("--to " + to + ": is before --from " + from);
        }
        ModelOptions.requireModel("--model ", model, spec.commandLine());
        if (metrics != null && Files.isDirectory(metrics)) {
            throw wrong("--metrics " + metrics + ": is a directory, must be a file");
        }
        MonitorReport report = decisions.read(this::monitor);
        if (metrics != null) {
            MetricsFile.write(metrics.toAbsolutePath(), report);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? toJson(report) + "\n" : MonitorText.of(report));
        out.flush();
        return 0;
    }

    private MonitorReport monitor(DecisionSource source) {
        ModelDirectory directory = ModelDirectory.read(model);
        ScoreReference reference = reference(directory);
        VersionsOfModel versions = new VersionsOfModel(directory.sha256(), source, decisions.recordedModels());
        DecisionTally tally = new DecisionTally(reference, versions, days(), decisions.frauds(source));
        source.alerts(decisions.engine(), tally::alert);
        decisions.decisions(source, tally::decision);
        return tally.report(Optional.ofNullable(budget).or(() -> Optional.ofNullable(reference.budgetPerDay())));
    }

    private ScoreReference reference(ModelDirectory directory) {
        try {
            return ScoreReference.of(directory.manifest())
                    .orElseThrow(
                            () -> new OperationFailedException(
                                    model + ": its " + ModelFiles.PORTABLE
                                            + " does not say how it scored at training, which older trainings left out: train it again"));
        } catch (IllegalArgumentException e) {
            throw new OperationFailedException(
                    model.resolve(ModelFiles.PORTABLE) + ": " + e.getMessage() + ": train it again", e);
        }
    }

    private Scope days() {
        return new Scope(
                "",
                from == null ? Long.MIN_VALUE : startOf(from),
                to == null ? Long.MAX_VALUE : startOf(to.plusDays(1)),
                Optional.empty());
    }

    private static long startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    private static String toJson(MonitorReport report) {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is made of strings and numbers", e);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
