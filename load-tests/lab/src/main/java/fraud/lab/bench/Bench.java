package fraud.lab.bench;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.Workspace;
import fraud.lab.bench.results.BenchLength;
import fraud.lab.bench.results.BenchPlan;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.spec.WorkloadSeries;
import fraud.lab.bench.systems.Requirements;
import fraud.report.bench.BenchJson;
import fraud.report.bench.BenchResults;
import fraud.report.bench.LaunchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A matrix of launches: each system on each workload, so many times, one at a time. Within each round the order of the
 * systems moves on by one, so that none always runs first. Each launch is a file of its own as soon as it is done; a
 * bench that was broken off goes on after the last.
 */
final class Bench {

    private static final String LAUNCHES = "launches";

    private final List<WorkloadSeries> workloads;
    private final List<SystemSpec> systems;
    private final int launches;
    private final Launcher launcher;
    private final Path out;
    private final Consumer<String> say;

    Bench(
            List<WorkloadSeries> workloads,
            List<SystemSpec> systems,
            int launches,
            Launcher launcher,
            Path out,
            Consumer<String> say) {
        this.workloads = workloads;
        this.systems = systems;
        this.launches = launches;
        this.launcher = launcher;
        this.out = out;
        this.say = say;
    }

    /** Launches a system once. */
    interface Launcher {

        /**
         * Launches it on a series of workloads.
         *
         * @param workspaces makes a workspace, with its logs in a directory
         * @param logs directory of the launch's
         * @param number of the launch, from 1; another workload comes first in each
         * @return a result for each workload
         */
        List<LaunchResult> launch(
                Function<Path, Workspace> workspaces, Path logs, WorkloadSeries series, SystemSpec system, int number);
    }

    /** A launch that is to be. */
    private record Cell(WorkloadSeries workloads, SystemSpec system, int launch) {
        String file() {
            return workloads.name() + "." + system.name() + "." + launch + ".json";
        }
    }

    private List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (int launch = 1; launch <= launches; launch++) {
            for (WorkloadSeries series : workloads) {
                for (int i = 0; i < systems.size(); i++) {
                    cells.add(new Cell(series, systems.get((i + launch - 1) % systems.size()), launch));
                }
            }
        }
        return cells;
    }

    private Path file(Cell cell) {
        return out.resolve(LAUNCHES).resolve(cell.file());
    }

    /** How long what is not there yet takes, in one line. */
    String length() {
        BenchLength length = new BenchLength();
        cells().stream().filter(cell -> !Files.exists(file(cell))).forEach(cell -> length.add(cell.workloads()));
        return length.text();
    }

    /**
     * Writes the plan down, or holds it against the one that is there.
     *
     * @throws OperationFailedException if that is another one
     */
    void begin(BenchPlan plan) {
        Path file = out.resolve(BenchPlan.FILE);
        if (!Files.exists(file)) {
            write(file, plan);
            return;
        }
        try {
            BenchJson.read(file, BenchPlan.class).difference(plan).ifPresent(difference -> {
                throw new OperationFailedException("cannot go on with " + out + ": " + difference
                        + "; measure into another directory, or as before");
            });
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + file + ": " + FileFailure.reason(file, e), e);
        }
    }

    /**
     * Runs what is not there yet.
     *
     * @param workspaces makes the workspace of a launch, with its logs in a directory
     * @param results gets those of all launches, each when it is there: if one fails, those before it
     */
    void run(Function<Path, Workspace> workspaces, List<LaunchResult> results) {
        List<Cell> cells = cells();
        double seconds = 0;
        int done = 0;
        int position = -1;
        for (Cell cell : cells) {
            position++;
            Path file = file(cell);
            if (Files.exists(file)) {
                results.addAll(read(file));
                continue;
            }
            say.accept(String.format(
                    Locale.ROOT,
                    "%s on %s, launch %d of %d%s",
                    cell.system().name(),
                    cell.workloads().name(),
                    cell.launch(),
                    launches,
                    done == 0
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    "; about %.0f min left",
                                    seconds / done * (cells.size() - position) / 60)));
            Requirements.requireRoom(out);
            Path logs = out.resolve("logs").resolve(cell.file().replace(".json", ""));
            List<LaunchResult> launched =
                    launcher.launch(workspaces, logs, cell.workloads(), cell.system(), cell.launch());
            write(file, launched);
            results.addAll(launched);
            done++;
            seconds += launched.get(0).seconds();
            launched.forEach(result -> describe(result).forEach(line -> say.accept("  " + line)));
        }
    }

    private static List<String> describe(LaunchResult result) {
        List<String> lines = new ArrayList<>();
        if (!result.lossless()) {
            lines.add("no result: " + String.join("; ", result.findings()));
        }
        if (!LaunchResult.BY_REFERENCE.equals(result.checked())) {
            lines.add("checked: " + result.checked());
        }
        if (result.search() != null) {
            lines.add(result.workload() + ": " + result.search().text());
        }
        result.windows()
                .forEach(window -> lines.add(String.format(
                        Locale.ROOT,
                        "%s%s: %,.0f/s, %s CPU s a million%s%s%s",
                        result.workload(),
                        window.step() == null
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        " at %,d/s, %s",
                                        window.step().ratePerSecond(),
                                        window.step()
                                                .outcome()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', ' ')),
                        window.answersPerSecond(),
                        window.systemCpuSecondsPerMillion() == null
                                ? "-"
                                : String.format(Locale.ROOT, "%,.0f", window.systemCpuSecondsPerMillion()),
                        window.decisionsToPoll() == null
                                ? ""
                                : ", to the poll " + window.decisionsToPoll().percentiles() + " ms",
                        window.recoverySeconds() == null
                                ? ""
                                : String.format(Locale.ROOT, ", back %.1f s after its burst", window.recoverySeconds()),
                        window.valid() ? "" : "; void: " + String.join("; ", window.voidBecause()))));
        return lines;
    }

    /** Writes the results of all launches. */
    void write(BenchResults results) {
        write(out.resolve(BenchResults.FILE), results);
    }

    private static List<LaunchResult> read(Path file) {
        try {
            return List.of(BenchJson.read(file, LaunchResult[].class));
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot read " + file + ": " + FileFailure.reason(file, e) + "; delete it to run that launch again",
                    e);
        }
    }

    /** Whole or not at all: who reads it must not find a half. */
    private static void write(Path file, Object value) {
        try {
            Files.createDirectories(file.getParent());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, BenchJson.pretty(value));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + file + ": " + FileFailure.reason(file, e), e);
        }
    }
}
