package fraud.lab.chaos;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.lab.bench.results.PlanDifference;
import fraud.lab.bench.systems.Requirements;
import fraud.lab.chaos.run.ChaosLaunch.Cell;
import fraud.report.bench.BenchJson;
import fraud.report.chaos.ChaosResults;
import fraud.report.chaos.ChaosRun;
import fraud.report.page.ChaosPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The runs of some systems under some scenarios, one after the other. Each leaves a file in its directory, so that a
 * later sitting makes only those that are not there.
 *
 * @param cells the runs, in their order
 * @param runner makes one, with its logs in a directory
 * @param out directory of the results
 * @param say told of each run, line by line
 */
record Campaign(List<Cell> cells, Runner runner, Path out, Consumer<String> say) {

    static final String RUNS = "runs";

    /** Makes a run. */
    interface Runner {
        ChaosRun run(Cell cell, Path logs);
    }

    /**
     * Writes the plan down, or holds it against the one that is there.
     *
     * @throws OperationFailedException if that is another one
     */
    void begin(ChaosPlan plan) {
        Path file = out.resolve(ChaosPlan.FILE);
        if (!Files.exists(file)) {
            write(file, plan.json());
            return;
        }
        PlanDifference.of(read(file, ChaosPlan.class), plan).ifPresent(difference -> {
            throw new OperationFailedException("cannot go on with " + out + ": " + difference
                    + "; give --out another directory, or the options as before");
        });
    }

    /**
     * Makes the runs that are not there yet.
     *
     * @param results gets all, each when it is there: if one fails, those before it
     */
    void run(List<ChaosRun> results) {
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            Path file = out.resolve(RUNS).resolve(name(cell) + ".json");
            if (Files.exists(file)) {
                results.add(read(file, ChaosRun.class));
                continue;
            }
            say.accept(String.format(
                    Locale.ROOT,
                    "%s under %s, run %d (%d of %d)",
                    cell.system().name(),
                    cell.scenario().wireName(),
                    cell.number(),
                    i + 1,
                    cells.size()));
            Requirements.requireRoom(out);
            ChaosRun run = runner.run(cell, out.resolve("logs").resolve(name(cell)));
            write(file, BenchJson.pretty(run));
            results.add(run);
            ChaosTable.ofFaults(run).lines().forEach(line -> say.accept("  " + line));
        }
    }

    private static String name(Cell cell) {
        return cell.scenario().wireName() + "." + cell.system().name() + "." + cell.number();
    }

    /** Writes the results of all runs, and the page that shows them. */
    void write(ChaosResults results) {
        write(out.resolve(ChaosResults.FILE), BenchJson.pretty(results));
        Path page = out.resolve(ChaosPage.HTML_FILE);
        try {
            ChaosPage.write(results, page);
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + page + ": " + FileFailure.reason(page, e), e);
        }
    }

    private static <T> T read(Path file, Class<T> type) {
        try {
            return BenchJson.read(file, type);
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot read " + file + ": " + FileFailure.reason(file, e) + "; delete it to make it again", e);
        }
    }

    /** Whole or not at all: who reads it must not find a half. */
    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + file + ": " + FileFailure.reason(file, e), e);
        }
    }
}
