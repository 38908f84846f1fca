package fraud.report.chaos;

import fraud.report.bench.summary.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What one system made of all faults of one scenario.
 *
 * @param insideCommits faults that struck inside a checkpoint or a batch's commit
 * @param outageSeconds the longest times without a decision; null without a fault
 * @param insideSloSeconds until decisions were inside the SLO for good, of the faults after which they were; null if
 *     after none
 * @param neverInsideSlo faults after which they were not before the next
 */
public record ChaosCell(
        String scenario,
        String system,
        int runs,
        int faults,
        int insideCommits,
        Spread outageSeconds,
        Spread insideSloSeconds,
        int neverInsideSlo,
        long lost,
        long wrong,
        long repeats) {

    /** Those of some runs, in the order of their first. */
    public static List<ChaosCell> of(List<ChaosRun> runs) {
        Map<List<String>, List<ChaosRun>> byCell = new LinkedHashMap<>();
        runs.forEach(run -> byCell.computeIfAbsent(List.of(run.scenario(), run.system()), any -> new ArrayList<>())
                .add(run));
        return byCell.values().stream().map(ChaosCell::ofOne).toList();
    }

    private static ChaosCell ofOne(List<ChaosRun> runs) {
        List<FaultResult> faults =
                runs.stream().flatMap(run -> run.faults().stream()).toList();
        return new ChaosCell(
                runs.get(0).scenario(),
                runs.get(0).system(),
                runs.size(),
                faults.size(),
                Math.toIntExact(
                        faults.stream().filter(fault -> fault.inside() != null).count()),
                spread(faults, FaultResult::outageSeconds),
                spread(faults, FaultResult::insideSloAfter),
                Math.toIntExact(faults.stream()
                        .filter(fault -> fault.insideSloAfter() == null)
                        .count()),
                runs.stream().mapToLong(ChaosRun::lost).sum(),
                runs.stream().mapToLong(ChaosRun::wrong).sum(),
                runs.stream().mapToLong(ChaosRun::repeats).sum());
    }

    private static Spread spread(List<FaultResult> faults, Function<FaultResult, Double> figure) {
        double[] known = faults.stream()
                .map(figure)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return Spread.of(known);
    }
}
