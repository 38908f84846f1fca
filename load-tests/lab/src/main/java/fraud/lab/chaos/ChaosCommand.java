package fraud.lab.chaos;

import fraud.cli.Cli;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.models.ModelOptions;
import fraud.cli.options.DurationOption;
import fraud.cli.process.Installation;
import fraud.cli.process.Workspace;
import fraud.config.NearestName;
import fraud.lab.bench.results.PlanSettings;
import fraud.lab.bench.spec.SpecFiles;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.spec.WorkloadSpec;
import fraud.lab.bench.systems.Requirements;
import fraud.lab.chaos.faults.FaultPlan;
import fraud.lab.chaos.faults.Scenario;
import fraud.lab.chaos.run.ChaosLaunch;
import fraud.lab.chaos.run.ChaosLaunch.Cell;
import fraud.lab.telemetry.Host;
import fraud.report.chaos.ChaosResults;
import fraud.report.chaos.ChaosRun;
import fraud.report.page.ChaosPage;
import fraud.score.ModelRole;
import fraud.score.StartingModels;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fraud chaos}: {@link Campaign} with what the command line chooses. */
@Command(
        name = "chaos",
        sortOptions = false,
        subcommands = ChaosListCommand.class,
        description = {
            "Breaks a detector under live traffic, again and again, and says what was lost and how long it was away.",
            "",
            "Each run has a broker and a cluster of separate processes of its own, which are started again when they end, as by"
                    + " systemd or Kubernetes. Faults strike at random moments of a seed, one in three of them inside a checkpoint or"
                    + " a batch's commit. In the end every output is held against the input and the reference detector. Writes"
                    + " chaos.json, and chaos.html to look at; exit code 1 if anything was lost or wrong."
        })
public final class ChaosCommand implements Cli.Subcommand {

    private static final List<String> SCENARIOS = List.of("worker", "worker-spare", "master", "everything");
    private static final List<String> SYSTEMS =
            List.of("flink-heap", "flink-rocksdb", "flink-exactly-once", "spark-microbatch");
    private static final String WORKLOAD = "under-faults";
    private static final String DEFAULT_MODEL = "deploy/models/default";

    private static final int MAX_KILLS = 1_000;
    /** So many strike the same cluster; more are more runs, so that a campaign can be gone on with. */
    private static final int KILLS_A_RUN = 15;

    private static final int MAX_RATE = 100_000;

    @ParentCommand
    private Cli parent;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            split = ",",
            description = "Of `fraud chaos list`; several with commas, or the option again. Default:"
                    + " worker,worker-spare,master,everything.")
    private List<String> scenarios;

    @Option(
            names = "--system",
            paramLabel = "NAME",
            split = ",",
            description = "Detectors of `fraud bench list`. Default:"
                    + " flink-heap,flink-rocksdb,flink-exactly-once,spark-microbatch.")
    private List<String> systems;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many faults strike each system under each scenario: 1 to " + MAX_KILLS + ", "
                    + KILLS_A_RUN + " of them the same cluster; default ${DEFAULT-VALUE}.")
    private int kills;

    @Option(
            names = "--turn",
            paramLabel = "T",
            defaultValue = "45s",
            converter = DurationOption.Seconds.class,
            description = "From one fault to the next, on average: 15s to 10m; default ${DEFAULT-VALUE}.")
    private Duration turn;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "Transactions a second: 1 to 100000; default: as load-tests/workloads/under-faults.yaml says.")
    private Integer rate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What the moments of faults are drawn from; default ${DEFAULT-VALUE}.")
    private long seed;

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
            description = "Goes on with the runs that are not yet in DIR, if all else is as it was.")
    private boolean resume;

    @Override
    public Integer call() {
        scenarios = scenarios == null ? SCENARIOS : scenarios;
        systems = systems == null ? SYSTEMS : systems;
        requireRange("--kills", kills, MAX_KILLS);
        if (rate != null) {
            requireRange("--rate", rate, MAX_RATE);
        }
        DurationOption.requireRange(spec, "--turn", turn, Duration.ofSeconds(15), Duration.ofMinutes(10));
        DurationOption.requireRange(spec, "--patience", patience, Duration.ofSeconds(1), Duration.ofDays(7));
        Installation installation = Installation.current();
        SpecFiles files = new SpecFiles(installation.home().resolve("load-tests"));
        List<Scenario> chosen = choose("scenario", scenarios, Scenario.byName());
        List<SystemSpec> detectors = choose("system", systems, files.systems());
        detectors.forEach(this::requireDetector);
        for (Scenario scenario : chosen) {
            if (detectors.stream().noneMatch(scenario::concerns)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--scenario " + scenario.wireName()
                                + ": is of use only to a system that writes in transactions;"
                                + " give --system flink-exactly-once");
            }
        }
        Requirements.require(installation, detectors);
        WorkloadSpec workload = files.workloads().get(WORKLOAD);
        WorkloadSpec traffic = rate == null ? workload : workload.atRate(rate);
        StartingModels models = ModelOptions.starting(installation.home().resolve(DEFAULT_MODEL), spec.commandLine());
        Path directory = directory(installation);
        PrintWriter err = spec.commandLine().getErr();
        Consumer<String> say = line -> {
            err.println(line);
            err.flush();
        };
        Campaign campaign = new Campaign(
                cells(chosen, detectors),
                (cell, logs) -> run(cell, logs, directory, installation, traffic, models, say),
                directory,
                say);
        ChaosPlan plan = plan(chosen, detectors, traffic, installation, models);
        campaign.begin(plan);
        say.accept(length(campaign.cells(), workload));
        List<ChaosRun> runs = new ArrayList<>();
        parent.keepsWhatThereIs();
        try {
            campaign.run(runs);
        } catch (RuntimeException e) {
            keep(campaign, plan.results(commandLine(), runs), e);
            throw e;
        }
        campaign.write(plan.results(commandLine(), runs));
        PrintWriter stdout = spec.commandLine().getOut();
        stdout.print(ChaosTable.of(runs));
        stdout.flush();
        err.println("results: " + directory.resolve(ChaosResults.FILE));
        err.println("page: " + directory.resolve(ChaosPage.HTML_FILE));
        return runs.stream().allMatch(ChaosRun::isClean) ? 0 : 1;
    }

    private ChaosRun run(
            Cell cell,
            Path logs,
            Path directory,
            Installation installation,
            WorkloadSpec workload,
            StartingModels models,
            Consumer<String> say) {
        int faults = faultsOf(cell.number());
        // A fault that lasts leaves as much time after it.
        Duration ofOne = turn.plus(cell.scenario().lasts());
        FaultPlan plan = FaultPlan.of(cell.scenario().kinds(), faults, ofOne, cell.seed());
        try (Workspace workspace = parent.workspace(logs, directory)) {
            return new ChaosLaunch(
                            installation,
                            workspace,
                            logs,
                            cell,
                            workload.lasting(plan.seconds()),
                            plan,
                            models,
                            patience,
                            say)
                    .run();
        }
    }

    /** Of a run, of which the last may have fewer. */
    private int faultsOf(int number) {
        return Math.min(KILLS_A_RUN, kills - (number - 1) * KILLS_A_RUN);
    }

    private List<Cell> cells(List<Scenario> chosen, List<SystemSpec> detectors) {
        List<Cell> cells = new ArrayList<>();
        for (int number = 1; faultsOf(number) > 0; number++) {
            for (Scenario scenario : chosen) {
                for (SystemSpec system :
                        detectors.stream().filter(scenario::concerns).toList()) {
                    cells.add(new Cell(scenario, system, number, seed + number - 1));
                }
            }
        }
        return cells;
    }

    private ChaosPlan plan(
            List<Scenario> chosen,
            List<SystemSpec> detectors,
            WorkloadSpec workload,
            Installation installation,
            StartingModels models) {
        Map<String, String> load =
                new LinkedHashMap<>(PlanSettings.ofWorkloads(List.of(workload)).get(WORKLOAD));
        load.keySet().removeAll(List.of("windowSeconds", "windows"));
        load.put("turnSeconds", String.valueOf(turn.toSeconds()));
        load.put("faults", String.valueOf(kills));
        load.put("faultSeed", String.valueOf(seed));
        return new ChaosPlan(
                Host.describe(installation),
                models.model(ModelRole.CHAMPION).map(model -> model.sha256()).orElse("none"),
                load,
                PlanSettings.ofSystems(detectors),
                chosen.stream()
                        .collect(Collectors.toMap(
                                Scenario::wireName, Scenario::title, (one, other) -> one, LinkedHashMap::new)));
    }

    private String length(List<Cell> cells, WorkloadSpec workload) {
        long seconds = cells.stream()
                .mapToLong(cell -> faultsOf(cell.number())
                                * turn.plus(cell.scenario().lasts()).toSeconds()
                        + workload.warmUpSeconds())
                .sum();
        int faults = cells.stream().mapToInt(cell -> faultsOf(cell.number())).sum();
        return cells.size() + (cells.size() == 1 ? " run" : " runs") + " with " + faults + " faults, at least "
                + Math.max(1, seconds / 60) + " min";
    }

    private void requireRange(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(spec.commandLine(), option + " " + value + ": must be from 1 to " + most);
        }
    }

    private <T> List<T> choose(String what, List<String> names, Map<String, T> all) {
        for (String name : names) {
            if (!all.containsKey(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--" + what + " " + name + ": there is no such " + what + "; "
                                + NearestName.hint(name, all.keySet()));
            }
        }
        return names.stream().distinct().map(all::get).toList();
    }

    private void requireDetector(SystemSpec system) {
        if (system.kind() == SystemSpec.Kind.LOOP || !system.completes()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--system " + system.name() + ": is no detector on a cluster; give one of "
                            + String.join(", ", SYSTEMS));
        }
    }

    /** Writes down what there is of a campaign that fails, if it has found out anything. */
    private void keep(Campaign campaign, ChaosResults found, RuntimeException failure) {
        if (found.runs().isEmpty()) {
            return;
        }
        // A run that is stopped may have been interrupted, and files cannot be written then.
        boolean unused = Thread.interrupted();
        try {
            campaign.write(found);
            PrintWriter err = spec.commandLine().getErr();
            err.println("kept what was found so far: " + campaign.out() + "; --resume goes on from there");
            err.flush();
        } catch (OperationFailedException e) {
            // The disk may be what it fails of; the runs have files of their own.
            failure.addSuppressed(e);
        }
    }

    /** What makes the same runs again, wherever their results go. */
    private String commandLine() {
        return "./fraud chaos --scenario " + String.join(",", scenarios) + " --system " + String.join(",", systems)
                + " --kills " + kills + " --turn " + turn.toSeconds() + "s --seed " + seed
                + (rate == null ? "" : " --rate " + rate);
    }

    private Path directory(Installation installation) {
        if (out == null) {
            if (resume) {
                throw new ParameterException(spec.commandLine(), "--resume needs --out DIR, which it is to go on with");
            }
            return installation
                    .home()
                    .resolve("runs")
                    .resolve("chaos-"
                            + LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")));
        }
        if (Files.exists(out.resolve(Campaign.RUNS)) && !resume) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--out " + out
                            + ": has runs of an earlier campaign; give --resume to go on with it, or another directory");
        }
        return out.toAbsolutePath();
    }
}
