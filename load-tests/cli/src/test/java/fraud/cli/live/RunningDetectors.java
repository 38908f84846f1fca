package fraud.cli.live;

import static org.awaitility.Awaitility.await;

import fraud.cli.detectors.Engine;
import fraud.cli.outputs.DetectorOutputs;
import fraud.cli.progress.Progress;
import fraud.cli.reconcile.RunVerifier;
import fraud.cli.topics.InputRecords;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Signals;
import fraud.config.DetectorParameters;
import fraud.report.figures.Summary.EngineSummary;
import fraud.score.StartingModels;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;

/**
 * What both detectors have written to a broker's topics: waited for, and examined once all is there.
 *
 * @param patience how long to wait for outputs
 * @param check throws if there is no use in waiting, since a process has died
 */
public record RunningDetectors(
        KafkaConnection broker,
        Admin admin,
        DetectorParameters parameters,
        StartingModels models,
        Duration patience,
        Runnable check) {

    /** Waits until an engine has written so many decisions and dead letters. */
    public void awaitAnswers(Engine engine, long count) {
        try (DetectorOutputs outputs = outputs(engine)) {
            await(engine.wireName()).atMost(patience).until(() -> {
                check.run();
                outputs.poll();
                return outputs.answers() >= count;
            });
        }
    }

    /** Waits until both engines have answered an end of input on every partition, sending one again and again. */
    public void awaitCompletions(Runnable sendEndsOfInput) {
        for (Engine engine : Engine.processes()) {
            try (DetectorOutputs outputs = outputs(engine)) {
                await(engine.wireName())
                        .atMost(patience)
                        .pollInterval(Duration.ofMillis(Signals.REPEAT_MILLIS))
                        .until(() -> {
                            check.run();
                            sendEndsOfInput.run();
                            outputs.readToEnd();
                            return outputs.withoutCompletion().isEmpty();
                        });
            }
        }
    }

    /**
     * Checks an engine's outputs against the inputs and writes them below {@code out}; of the reference, runs it first.
     *
     * @param data a directory for what must not stay
     */
    public EngineSummary examine(Engine engine, Path out, Path data) {
        try (RunVerifier examination = new RunVerifier(engine.wireName(), parameters, models, data)) {
            if (engine == Engine.REFERENCE) {
                return examination.finish(
                        out,
                        RunVerifier.runReference(
                                broker, admin, parameters, models, examination, Progress.ofStandardError()));
            }
            InputRecords.read(broker, admin, examination::input);
            try (DetectorOutputs outputs = new DetectorOutputs(
                    broker,
                    admin,
                    engine.wireName(),
                    parameters.partitions(),
                    (output, record) -> examination.output(output))) {
                outputs.readToEnd();
            }
            return examination.finish(out, 0);
        }
    }

    private DetectorOutputs outputs(Engine engine) {
        return new DetectorOutputs(broker, admin, engine.wireName(), parameters.partitions(), (output, record) -> {});
    }
}
