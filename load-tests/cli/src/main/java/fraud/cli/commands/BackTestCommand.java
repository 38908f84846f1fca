package fraud.cli.commands;

import fraud.cli.Cli;
import fraud.cli.backtest.BackTest;
import fraud.cli.backtest.BackTestReport;
import fraud.cli.backtest.BackTestText;
import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.models.ModelOptions;
import fraud.cli.process.Workspace;
import fraud.cli.progress.Progress;
import fraud.cli.rules.RuleFile;
import fraud.cli.training.TrainingInput;
import fraud.cli.yaml.YamlFileException;
import fraud.config.NearestName;
import fraud.rules.Reason;
import fraud.rules.RuleCatalog;
import fraud.ruleset.RuleNames;
import fraud.ruleset.RuleSet;
import fraud.score.ModelRole;
import fraud.score.StartingModels;
import fraud.sequences.SequenceRule;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fraud back-test}: {@link BackTest}. */
@Command(
        name = "back-test",
        sortOptions = false,
        description = {
            "Says what each rule, each sequence and their parameters are worth on labelled history.",
            "",
            "Reads the history once, as the detectors would, and tries some values of each parameter, the others at their base values:"
                    + " alarms a day, precision, recall, and what nothing else finds. Needs no broker and no detector. Writes"
                    + " DIR/back-test.json (all figures) and DIR/back-test.md (tables). See docs/RULES.md."
        })
public final class BackTestCommand implements Cli.Subcommand {

    private static final int WRONG_FILE = 2;
    private static final String JSON_FILE = "back-test.json";
    private static final String MARKDOWN_FILE = "back-test.md";

    @ParentCommand
    private Cli parent;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TrainingInput input;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "The model that scores (docs/MODEL.md); without, transactions are not scored.")
    private Path model;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description =
                    "First day that counts, UTC; what is before it is only read. Default: all but the first 30 days.")
    private LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last day that counts, UTC; default: the last there is.")
    private LocalDate to;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description =
                    "A rule set (YAML, docs/RULES.md) whose values take the place of the defaults; what it switches off is"
                            + " left out.")
    private Path rules;

    @Option(
            names = "--rule",
            paramLabel = "NAME",
            arity = "1..*",
            description = "Try only the parameters of these rules and sequences, such as velocityCount or cardTesting.")
    private List<String> only = List.of();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where the figures go; those that are there are replaced.")
    private Path out;

    @Override
    public Integer call() {
        input.check();
        BackTest.Options options;
        try {
            options = options();
        } catch (YamlFileException e) {
            PrintWriter err = spec.commandLine().getErr();
            e.problems().forEach(problem -> err.println("error: " + problem));
            err.flush();
            return WRONG_FILE;
        }
        input.checkContent();
        try (Workspace workspace = parent.workspace(out.resolve("logs"))) {
            write(JSON_FILE, Optional.empty());
            write(MARKDOWN_FILE, Optional.empty());
            BackTestReport report = BackTest.run(options, workspace, Progress.ofStandardError());
            write(JSON_FILE, Optional.of(report.toJson() + "\n"));
            write(MARKDOWN_FILE, Optional.of(BackTestText.markdown(report)));
            PrintWriter standardOut = spec.commandLine().getOut();
            standardOut.print(BackTestText.printed(report));
            standardOut.flush();
        }
        return 0;
    }

    /** Without a text, what an earlier run has left there goes. */
    private void write(String name, Optional<String> text) {
        Path file = out.resolve(name);
        try {
            if (text.isPresent()) {
                Files.writeString(file, text.get());
            } else {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + file + ": " + FileFailure.reason(file, e), e);
        }
    }

    private BackTest.Options options() throws YamlFileException {
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw wrong("--out " + out + ": is a file, must be a directory");
        }
        RuleSet base = rules == null ? RuleSet.defaults() : RuleFile.read(rules).rules();
        StartingModels models = model == null ? StartingModels.NONE : ModelOptions.starting(model, spec.commandLine());
        Set<String> tried = new LinkedHashSet<>();
        only.forEach(typed -> tried.add(named(typed, base)));
        if (tried.contains(Reason.MODEL_SCORE.ruleName())
                && models.model(ModelRole.CHAMPION).isEmpty()) {
            throw wrong("--rule " + Reason.MODEL_SCORE.ruleName() + ": needs a model that scores: give --model");
        }
        try {
            return new BackTest.Options(
                    input,
                    Optional.ofNullable(from),
                    Optional.ofNullable(to),
                    base,
                    models,
                    tried,
                    String.join(" ", spec.commandLine().getParseResult().originalArgs()));
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    /** A rule by its name in a rule set, or by that in decisions and alerts. */
    private String named(String typed, RuleSet base) {
        Set<String> names = RuleCatalog.byRule().keySet();
        String name = Stream.<Enum<?>>concat(Stream.of(Reason.values()), Stream.of(SequenceRule.values()))
                .filter(constant -> constant.name().equals(typed))
                .map(RuleNames::of)
                .findFirst()
                .orElse(typed);
        if (!names.contains(name)) {
            throw wrong(
                    "--rule " + typed + ": there is no such rule with parameters: " + NearestName.hint(typed, names));
        }
        if (!base.isEnabled(name)) {
            throw wrong("--rule " + typed + ": is switched off in " + rules);
        }
        return name;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
