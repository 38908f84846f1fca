package fraud.lab.bench.launch;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.Patience;
import fraud.cli.process.Workspace;
import fraud.cli.progress.Progress;
import fraud.cli.reconcile.Reconciler;
import fraud.cli.reconcile.Reconciliation;
import fraud.cli.reconcile.TopicReconciliation;
import fraud.cli.topics.KafkaConnection;
import fraud.config.DetectorParameters;
import fraud.lab.bench.deployed.TargetSpec;
import fraud.lab.bench.deployed.TargetTopics;
import fraud.lab.bench.measure.JvmEvents;
import fraud.lab.bench.measure.OutputTap;
import fraud.lab.bench.measure.RunData;
import fraud.lab.bench.spec.WorkloadSeries;
import fraud.lab.bench.spec.WorkloadSpec;
import fraud.lab.telemetry.RunClock;
import fraud.lab.workload.OfferedLoad;
import fraud.report.bench.LaunchResult;
import fraud.score.StartingModels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;

/**
 * One launch on a detector that others have deployed: it publishes, measures and checks, and starts and stops nothing.
 * What the detector uses is not known, nor what else its machines do.
 *
 * @param target the detector
 * @param parameters of its contract
 * @param workspace for what is written on the way
 * @param series live traffic
 * @param number of the launch, from 1
 * @param patience how long it may show no progress
 */
public record TargetLaunch(
        TargetSpec target,
        DetectorParameters parameters,
        Workspace workspace,
        WorkloadSeries series,
        int number,
        Duration patience) {

    /**
     * Runs it.
     *
     * @return a result for each workload of the series
     * @throws OperationFailedException if the topics are not new, or the detector shows no progress
     */
    public List<LaunchResult> run() {
        RunClock clock = new RunClock(Instant.now(), System.nanoTime());
        KafkaConnection connection = target.connection();
        try (Admin admin = connection.admin();
                Producer<byte[], byte[]> producer = connection.producer()) {
            TargetTopics.require(target, admin);
            try (OutputTap tap = new OutputTap(connection, admin, target.name(), false);
                    OfferedLoad load = Load.of(series, connection, parameters, 0, workspace.data())) {
                Watch watch = new Watch(
                        new Watch.Scene(
                                target.name(),
                                Map::of,
                                () -> Map.of(Launch.LAB, List.of(ProcessHandle.current())),
                                own -> Double.NaN,
                                workspace::check),
                        clock,
                        new Patience(patience, System::nanoTime),
                        tap,
                        load);
                double started = clock.now();
                load.sendHistory(1);
                watch.await(() -> tap.outputs() > 0);
                double firstOutput = clock.now() - started;
                watch.await(() -> tap.answers() >= load.toAnswer());
                load.startLive();
                watch.await(load::isSent);
                watch.await(() -> tap.answers() >= load.toAnswer());
                watch.sample();
                if (target.endsInput()) {
                    new Drain(admin, watch, tap).toCompletion(producer, parameters, load.progress());
                }
                tap.stop();
                RunData data = new RunData(
                        clock,
                        watch.samples(),
                        tap.decisions(),
                        tap.alerts(),
                        List.of(),
                        JvmEvents.none(),
                        false,
                        watch.systemRoles(),
                        load.toAnswer(),
                        Runtime.getRuntime().availableProcessors());
                return new LaunchOutcome(series, target.system(), number, Optional.empty(), Optional.empty())
                        .results(data, firstOutput, checked(connection, admin), workspace.data(), Map.of());
            }
        }
    }

    private OutputCheck.Checked checked(KafkaConnection connection, Admin admin) {
        StartingModels models = target.settings().models();
        OutputCheck check = new OutputCheck(connection, admin, parameters, models, workspace.data());
        if (target.endsInput()) {
            return check.check(target.system(), series.check());
        }
        // The answers are there; what follows them, entries of what was late, may still be on its way.
        Reconciliation unused = new TopicReconciliation(connection, admin, patience, Progress.ofStandardError())
                .of(target.name(), parameters.partitions(), new Reconciler(parameters, models));
        return series.check() == WorkloadSpec.Check.REFERENCE
                ? check.checkSoFar(target.name())
                : check.check(target.system(), series.check());
    }
}
