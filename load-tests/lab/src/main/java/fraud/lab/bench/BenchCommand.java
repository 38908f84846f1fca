package fraud.lab.bench;

import fraud.cli.Cli;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.models.ModelOptions;
import fraud.cli.options.DurationOption;
import fraud.cli.process.Installation;
import fraud.cli.process.Workspace;
import fraud.lab.bench.profile.Profiler;
import fraud.lab.bench.profile.Profiles;
import fraud.lab.bench.results.BenchPlan;
import fraud.lab.bench.results.ResultTable;
import fraud.lab.bench.spec.SpecFiles;
import fraud.lab.telemetry.Host;
import fraud.report.bench.BenchResults;
import fraud.report.bench.LaunchResult;
import fraud.report.page.BenchPage;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fraud bench}: {@link Bench} with what the command line chooses. */
@Command(
        name = "bench",
        sortOptions = false,
        modelTransformer = FileOptions.InputIsOptional.class,
        subcommands = {
            BenchListCommand.class,
            BenchSchemaCommand.class,
            BenchCompareCommand.class,
            BenchCheckCommand.class,
            BenchReportCommand.class,
            BenchResultsCommand.class
        },
        description = {
            "Measures what systems cost on workloads, one at a time, each launch with a broker and processes of its own.",
            "",
            "Every output of every launch is checked against the input and the reference detector; a launch that lost or altered"
                    + " something is no result, and a window in which the generator lagged, something else ran on the machine, or"
                    + " the system was not warm is void, and says so. Writes results.json, and bench.html to look at."
        })
public final class BenchCommand implements Cli.Subcommand {

    private static final int MAX_LAUNCHES = 100;
    private static final int DEFAULT_LAUNCHES = 3;
    private static final String DEFAULT_MODEL = "deploy/models/default";

    @ParentCommand
    private Cli parent;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Of `fraud bench list`; several with commas, or the option again. Live traffic of one stream at several rates"
                            + " can be one launch: steady-300+steady-1000+burst. Default: catch-up, or those of the sweep.")
    private List<String> workloads;

    @Option(
            names = "--system",
            paramLabel = "NAME",
            split = ",",
            description =
                    "The same of systems. Default: echo,floor,flink-heap,spark-microbatch, or those of the sweep alone.")
    private List<String> systems;

    @Option(
            names = "--sweep",
            paramLabel = "NAME",
            description = "Systems that differ in one setting: a sweep of `fraud bench list`.")
    private String sweep;

    @Option(
            names = "--target",
            paramLabel = "FILE",
            description =
                    "In place of systems: a detector that runs elsewhere, as FILE says (deploy/standalone/target.properties). The lab"
                            + " publishes, measures and checks; each launch needs new topics, so --launches is 1 unless given.")
    private Path target;

    @Option(
            names = "--launches",
            paramLabel = "N",
            description = "How often each system runs on each workload: 1 to " + MAX_LAUNCHES
                    + "; default 3. With fewer than 5 a comparison only indicates.")
    private Integer launches;

    @Option(
            names = "--patience",
            paramLabel = "T",
            defaultValue = "180s",
            converter = DurationOption.Seconds.class,
            description = "How long a system may show no progress; default ${DEFAULT-VALUE}.")
    private Duration patience;

    @Option(names = "--out", paramLabel = "DIR", description = "Where results and logs go; default: below runs/.")
    private Path out;

    @Option(
            names = "--resume",
            description =
                    "Goes on with the launches that are not yet in DIR, if what is measured and with what is as it was; --launches may be more than before.")
    private boolean resume;

    @Option(
            names = "--smoke",
            description =
                    "Small workloads, one launch: shows in some three minutes that everything works, and measures nothing.")
    private boolean smoke;

    @Option(
            names = "--profile",
            description =
                    "Samples what the JVMs of the systems do, and says where their CPU time goes: shares, and flame graphs in"
                            + " DIR/profiles. It measures no cost: its windows are void.")
    private boolean profile;

    @Option(
            names = "--warm",
            paramLabel = "DIR",
            description =
                    "Where what systems have caught up with once is kept, for workloads with warmDays; default: runs/warm.")
    private Path warm;

    @Mixin
    private FileOptions file;

    /** The workspace of a launch, with its logs in a directory. */
    Workspace workspace(Path logs) {
        return parent.workspace(logs);
    }

    @Override
    public Integer call() {
        if (launches == null) {
            launches = target == null ? DEFAULT_LAUNCHES : 1;
        }
        if (target != null && (profile || systems != null || sweep != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--target " + target
                            + ": takes the place of --system and --sweep, and what it runs cannot be profiled");
        }
        if (launches < 1 || launches > MAX_LAUNCHES) {
            throw new ParameterException(
                    spec.commandLine(), "--launches " + launches + ": must be from 1 to " + MAX_LAUNCHES);
        }
        DurationOption.requireRange(spec, "--patience", patience, Duration.ofSeconds(1), Duration.ofDays(7));
        Installation installation = Installation.current();
        SpecFiles files = new SpecFiles(installation.home().resolve("load-tests"));
        BenchChoice.Names names = new BenchChoice.Names(workloads, systems, sweep);
        BenchChoice choice =
                BenchChoice.of(spec.commandLine(), files, names, smoke).with(file);
        Path directory = directory(installation);
        if (profile) {
            Profiler.requirePlatform();
        }
        Optional<Profiles> profiles =
                profile ? Optional.of(new Profiles(directory.resolve(Profiles.DIRECTORY))) : Optional.empty();
        PrintWriter err = spec.commandLine().getErr();
        Consumer<String> say = line -> {
            err.println(line);
            err.flush();
        };
        BenchSubject subject = target == null
                ? BenchSubject.started(
                        installation,
                        choice,
                        ModelOptions.starting(installation.home().resolve(DEFAULT_MODEL), spec.commandLine()),
                        patience,
                        profiles,
                        warm != null
                                ? warm
                                : installation.home().resolve("runs").resolve("warm"),
                        say)
                : BenchSubject.deployed(target, choice.series(), patience, spec);
        Bench bench = new Bench(
                subject.series(), subject.systems(), smoke ? 1 : launches, subject.launcher(), directory, say);
        BenchPlan plan = new BenchPlan(
                smoke,
                profile,
                Host.describe(installation),
                subject.model(),
                subject.jvmOptions(),
                subject.workloadSettings(),
                subject.settings());
        bench.begin(plan);
        say.accept(bench.length());
        List<LaunchResult> results = new ArrayList<>();
        parent.keepsWhatThereIs();
        try {
            bench.run(logs -> parent.workspace(logs, directory), results);
        } catch (RuntimeException e) {
            keep(bench, plan.results(commandLine(names), results), directory, e);
            throw e;
        }
        BenchResults all = plan.results(commandLine(names), results);
        Path page = write(bench, all, directory);
        PrintWriter stdout = spec.commandLine().getOut();
        stdout.print(ResultTable.of(all));
        profiles.ifPresent(of -> {
            results.forEach(launch -> of.add(launch.workload(), launch.system(), launch.launch()));
            stdout.print(of.write());
        });
        stdout.flush();
        err.println("results: " + directory.resolve(BenchResults.FILE));
        err.println("page: " + page);
        return results.stream().allMatch(LaunchResult::lossless) ? 0 : 1;
    }

    /** Writes down what there is of a bench that fails, if it has measured anything. */
    private void keep(Bench bench, BenchResults measured, Path directory, RuntimeException failure) {
        if (measured.launches().isEmpty()) {
            return;
        }
        // A launch that is stopped may have been interrupted, and files cannot be written then.
        boolean unused = Thread.interrupted();
        try {
            Path unusedPage = write(bench, measured, directory);
            PrintWriter err = spec.commandLine().getErr();
            err.println("kept what was measured so far: " + directory + "; --resume goes on from there");
            err.flush();
        } catch (OperationFailedException e) {
            // The disk may be what it fails of; the launches have files of their own.
            failure.addSuppressed(e);
        }
    }

    private static Path write(Bench bench, BenchResults results, Path directory) {
        bench.write(results);
        Path page = directory.resolve(BenchPage.HTML_FILE);
        BenchReportCommand.writePage(results, page);
        return page;
    }

    /** What makes the same launches again, wherever their results go. */
    private String commandLine(BenchChoice.Names names) {
        return "./fraud bench" + names.options(Optional.ofNullable(target)) + file.arguments()
                + (smoke ? " --smoke" : " --launches " + launches);
    }

    private Path directory(Installation installation) {
        if (out == null) {
            if (resume) {
                throw new ParameterException(spec.commandLine(), "--resume needs --out DIR, which it is to go on with");
            }
            return installation
                    .home()
                    .resolve("runs")
                    .resolve("bench-"
                            + LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")));
        }
        boolean hasLaunches = Files.exists(out.resolve("launches"));
        if (hasLaunches && !resume) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--out " + out
                            + ": has launches of an earlier bench; give --resume to go on with it, or another directory");
        }
        return out.toAbsolutePath();
    }
}
