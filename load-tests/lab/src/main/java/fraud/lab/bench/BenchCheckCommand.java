package fraud.lab.bench;

import fraud.cli.process.Installation;
import fraud.cli.process.Workspace;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.lab.bench.launch.Launch;
import fraud.lab.bench.loops.EchoMain;
import fraud.lab.bench.loops.FloorMain;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.spec.WorkloadSeries;
import fraud.lab.bench.spec.WorkloadSpec;
import fraud.lab.bench.systems.Requirements;
import fraud.lab.bench.systems.SystemStuckException;
import fraud.report.bench.LaunchResult;
import fraud.report.bench.SearchStep.Outcome;
import fraud.report.bench.WindowResult;
import fraud.score.StartingModels;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fraud bench check}: the lab as an instrument, held against systems of which it is known what is wrong. */
@Command(
        name = "check",
        sortOptions = false,
        description = {
            "Checks the lab itself: loops that lose, alter or double one record in 10,000, one that keeps each record back for"
                    + " 20 ms, and a load that no generator can send. Each must be found; exit code 1 if one is not.",
            "",
            "Takes about four minutes. The delay must be found within 2 ms, for which nothing else may run."
        })
final class BenchCheckCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int DELAY_MILLIS = 20;
    private static final double WITHIN_MILLIS = 2;
    private static final int WINDOW_SECONDS = 20;
    private static final int WARM_UP_SECONDS = 10;
    private static final int TOO_FAST = 1_000_000;

    @ParentCommand
    private BenchCommand parent;

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", paramLabel = "DIR", description = "Where logs go; default: below runs/.")
    private Path out;

    @Option(
            names = "--without-times",
            description = "Leaves out the delay and the load, which a busy machine makes worth nothing.")
    private boolean withoutTimes;

    private boolean allFound = true;

    @Override
    public Integer call() {
        Installation installation = Installation.current();
        Requirements.require(installation, List.of());
        Path directory = out == null
                ? installation
                        .home()
                        .resolve("runs")
                        .resolve("bench-check-"
                                + LocalDateTime.now(ZoneOffset.UTC)
                                        .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")))
                : out.toAbsolutePath();
        Launcher launcher = (workload, system) -> {
            Path logs = directory.resolve(system.name());
            try (Workspace workspace = parent.workspace(logs)) {
                return new Launch(
                                installation,
                                workspace,
                                logs,
                                new WorkloadSeries(List.of(workload)),
                                system,
                                1,
                                StartingModels.NONE,
                                PATIENCE,
                                Optional.empty(),
                                Optional.empty())
                        .run()
                        .get(0);
            }
        };
        WorkloadSpec steady = workload(100);
        LaunchResult sound = launcher.run(steady, floor("sound", Map.of()));
        say(
                "a loop with nothing wrong",
                sound.lossless(),
                sound.lossless() ? "nothing" : String.join("; ", sound.findings()));
        for (String fault : List.of("lose", "alter", "double")) {
            List<String> findings = findings(launcher, steady, floor(fault, Map.of("fault", fault)));
            say(
                    "one record in 10,000: " + fault,
                    !findings.isEmpty(),
                    findings.isEmpty() ? "nothing" : String.join("; ", findings));
        }
        if (!withoutTimes) {
            double without = median(launcher.run(steady, echo("echo", Map.of())));
            double with = median(launcher.run(
                    steady,
                    echo("delayed", Map.of("fault", "delay", "fault.delay.millis", String.valueOf(DELAY_MILLIS)))));
            say(
                    "each record kept back for " + DELAY_MILLIS + " ms",
                    Math.abs(with - without - DELAY_MILLIS) <= WITHIN_MILLIS,
                    String.format(Locale.ROOT, "%.1f ms more at the median", with - without));
            WindowResult late = launcher.run(workload(TOO_FAST), echo("too-fast", Map.of()))
                    .windows()
                    .get(0);
            say(
                    "a load that no generator can send",
                    late.step().outcome() == Outcome.NOT_SENT && !late.valid(),
                    "void: " + String.join("; ", late.voidBecause()));
        }
        return allFound ? 0 : 1;
    }

    /** Starts a system once. */
    private interface Launcher {
        LaunchResult run(WorkloadSpec workload, SystemSpec system);
    }

    private static WorkloadSpec workload(int rate) {
        GeneratorConfig stream = GeneratorConfig.defaults()
                .with(Parameter.CARDS, 3_300)
                .with(Parameter.HISTORY_DAYS, 3)
                .with(Parameter.RATE, rate);
        boolean isTooFast = rate == TOO_FAST;
        int seconds = isTooFast ? 1 : WINDOW_SECONDS;
        int warmUp = isTooFast ? 0 : WARM_UP_SECONDS;
        return new WorkloadSpec(
                "check",
                "Check",
                // A step of a search says by itself whether it could be sent.
                isTooFast ? WorkloadSpec.Kind.SEARCH : WorkloadSpec.Kind.STEADY,
                stream.with(Parameter.COUNT, (long) rate * (seconds + warmUp)),
                warmUp,
                seconds,
                1,
                1);
    }

    private static SystemSpec floor(String name, Map<String, String> settings) {
        return loop(name, FloorMain.class, true, settings);
    }

    private static SystemSpec echo(String name, Map<String, String> settings) {
        return loop(name, EchoMain.class, false, settings);
    }

    private static SystemSpec loop(String name, Class<?> main, boolean completes, Map<String, String> settings) {
        return new SystemSpec(
                "check-" + name,
                name,
                SystemSpec.Kind.LOOP,
                SystemSpec.Guarantee.NONE,
                main.getName(),
                null,
                completes,
                1,
                settings,
                Map.of(),
                List.of());
    }

    /** What is wrong; a decision that never comes is told by the launch itself. */
    private static List<String> findings(Launcher launcher, WorkloadSpec workload, SystemSpec system) {
        try {
            return launcher.run(workload, system).findings();
        } catch (SystemStuckException e) {
            return List.of(e.getMessage());
        }
    }

    private static double median(LaunchResult result) {
        return result.windows().get(0).decisionsToPoll().percentiles().getOrDefault("50", Double.NaN);
    }

    private void say(String what, boolean found, String said) {
        allFound &= found;
        PrintWriter stdout = spec.commandLine().getOut();
        stdout.printf(Locale.ROOT, "%-8s %-38s the lab says: %s%n", found ? "ok" : "NOT OK", what, said);
        stdout.flush();
    }
}
