package fraud.lab.chaos.run;

import fraud.lab.bench.launch.OutputCheck;
import fraud.lab.bench.measure.LatencyLog;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.spec.WorkloadSpec;
import fraud.lab.chaos.measure.EngineLogs;
import fraud.lab.chaos.measure.FaultFigures;
import fraud.lab.chaos.measure.FaultFigures.Outage;
import fraud.lab.chaos.measure.FirstDecisions;
import fraud.lab.chaos.measure.ProcessStarts;
import fraud.lab.chaos.run.ChaosLaunch.Struck;
import fraud.lab.telemetry.RunClock;
import fraud.report.bench.Mark;
import fraud.report.chaos.ChaosRun;
import fraud.report.chaos.FaultResult;
import fraud.report.chaos.FaultResult.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is made of a run that is over. Times are seconds since its start.
 *
 * @param clock of the run
 * @param liveSeconds when live traffic began
 * @param sentSeconds when all of it had been sent
 * @param workload the traffic
 * @param inputs records that were to be answered
 * @param struck the faults
 * @param starts when processes were started
 * @param events what the engine logged
 * @param marks its checkpoints or batches
 */
record RunFigures(
        RunClock clock,
        double liveSeconds,
        double sentSeconds,
        WorkloadSpec workload,
        long inputs,
        List<Struck> struck,
        List<ProcessStarts.Start> starts,
        List<EngineLogs.Event> events,
        List<Mark> marks) {

    private static final double MICROS_PER_SECOND = 1e6;

    /** The warm-up's first half is left out of what is steady: decisions wait for the last of the history. */
    private static final double COLD_SHARE = 0.5;

    private static final int NAMED = 3;

    /** The run's results. */
    ChaosRun run(ChaosLaunch.Cell cell, LatencyLog log, OutputCheck.Verdict verdict) {
        FirstDecisions decisions = FirstDecisions.of(log, clock);
        long steadyFrom = micros(liveSeconds + workload.warmUpSeconds() * COLD_SHARE);
        long firstFault = micros(struck.isEmpty() ? sentSeconds : struck.get(0).atSeconds());
        FaultFigures figures = new FaultFigures(decisions, steadyFrom, firstFault);
        List<String> findings = new ArrayList<>();
        if (!verdict.summary().isClean()) {
            findings.addAll(verdict.summary().findings().stream().limit(NAMED).toList());
        }
        verdict.difference().ifPresent(findings::add);
        boolean promisesNone = cell.system().guarantee() == SystemSpec.Guarantee.EXACTLY_ONCE;
        if (promisesNone && verdict.summary().repeats() > 0) {
            findings.add(verdict.summary().repeats() + " repeated, though it promises none");
        }
        List<FaultResult> faults = new ArrayList<>();
        for (int i = 0; i < struck.size(); i++) {
            double until = i + 1 < struck.size() ? struck.get(i + 1).atSeconds() : sentSeconds;
            faults.add(fault(struck.get(i), until, figures));
        }
        return new ChaosRun(
                cell.scenario().wireName(),
                cell.system().name(),
                cell.number(),
                cell.seed(),
                clock.startedAt(),
                clock.now(),
                workload.ratePerSecond(0),
                inputs,
                figures.steady(),
                figures.steadyGapSeconds(),
                figures.sloMillis(),
                verdict.summary().lost(),
                verdict.summary().wrong(),
                verdict.summary().repeats(),
                findings,
                faults,
                figures.line(),
                marks);
    }

    private FaultResult fault(Struck fault, double untilSeconds, FaultFigures figures) {
        long at = micros(fault.atSeconds());
        long until = micros(untilSeconds);
        Outage outage = figures.outage(at, until);
        Long inside = figures.insideFrom(at, until);
        List<Step> steps = steps(fault.atSeconds(), untilSeconds);
        return new FaultResult(
                fault.strike().kind().what(),
                fault.victim(),
                fault.atSeconds(),
                fault.healedSeconds(),
                fault.inside(),
                detectedAfter(fault, untilSeconds),
                outage.seconds(),
                (outage.endMicros() - at) / MICROS_PER_SECOND,
                inside == null ? null : (inside - at) / MICROS_PER_SECOND,
                inside == null ? null : figures.perSecond(outage.endMicros(), inside),
                figures.latencies(at, until),
                figures.repeats(at, until),
                steps);
    }

    /** By the engine's logs; where they say nothing, by the start of the process that takes the victim's place. */
    private Double detectedAfter(Struck fault, double untilSeconds) {
        return Stream.concat(
                        events.stream().filter(EngineLogs.Event::detects).map(EngineLogs.Event::atSeconds),
                        starts.stream()
                                .filter(start -> start.role().equals(fault.victim()))
                                .map(ProcessStarts.Start::atSeconds))
                .filter(seconds -> seconds >= fault.atSeconds() && seconds < untilSeconds)
                .min(Comparator.naturalOrder())
                .map(seconds -> seconds - fault.atSeconds())
                .orElse(null);
    }

    /** Of what is told many times, such as of each task, the last time. */
    private List<Step> steps(double fromSeconds, double untilSeconds) {
        Map<String, Double> last = new TreeMap<>();
        events.stream()
                .filter(event -> event.atSeconds() >= fromSeconds && event.atSeconds() < untilSeconds)
                .forEach(event -> last.put(event.meaning(), event.atSeconds() - fromSeconds));
        starts.stream()
                .filter(start -> start.atSeconds() >= fromSeconds && start.atSeconds() < untilSeconds)
                .forEach(start -> last.put(start.role() + " process started", start.atSeconds() - fromSeconds));
        return last.entrySet().stream()
                .map(step -> new Step(step.getValue(), step.getKey()))
                .sorted(Comparator.comparingDouble(Step::after))
                .toList();
    }

    private static long micros(double seconds) {
        return Math.round(seconds * MICROS_PER_SECOND);
    }
}
