package fraud.cli.reconcile;

import fraud.cli.detectors.Engine;
import fraud.cli.outputs.Output;
import fraud.cli.outputs.OutputRecorder;
import fraud.cli.progress.Progress;
import fraud.cli.recording.InputRecording;
import fraud.cli.topics.InputRecords;
import fraud.cli.topics.KafkaConnection;
import fraud.config.DetectorParameters;
import fraud.parse.SourceRecord;
import fraud.reference.ReferenceDetector;
import fraud.report.figures.Summary.EngineSummary;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import fraud.sink.OutputRecord;
import fraud.topics.InputTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/**
 * Holds one detector's outputs against the input, and writes them to files that can be compared. First all of the
 * input, then the outputs.
 */
public final class RunVerifier implements AutoCloseable {

    private final String detector;
    private final Reconciler reconciler;
    private final OutputRecorder recorder;

    /**
     * An examination of one detector.
     *
     * @param detector what topics and directories call it
     * @param models what it was started with
     * @param scratch directory of the run's data
     */
    public RunVerifier(String detector, DetectorParameters parameters, StartingModels models, Path scratch) {
        this.detector = detector;
        this.reconciler = new Reconciler(parameters, models);
        this.recorder = new OutputRecorder(scratch.resolve("outputs").resolve(detector));
    }

    /** Takes a record of the input. */
    public void input(SourceRecord record) {
        reconciler.input(record);
    }

    /** Takes an output of the engine. */
    public void output(Output output) {
        reconciler.output(output);
        recorder.add(output);
    }

    /**
     * Runs the reference over the input, here and now.
     *
     * @param progress told how far it is, in records of transactions, and then in outputs
     * @return how long it took, in seconds
     */
    public static double runReference(
            KafkaConnection connection,
            Admin admin,
            DetectorParameters parameters,
            StartingModels models,
            RunVerifier examination,
            Progress progress) {
        List<SourceRecord> records = new ArrayList<>();
        long[] transactions = {0};
        InputRecords.read(connection, admin, record -> {
            records.add(record);
            transactions[0] += record.origin().topic().equals(InputTopics.DEFAULT.transactions()) ? 1 : 0;
            examination.input(record);
        });
        long start = System.nanoTime();
        ReferenceDetector reference =
                new ReferenceDetector(parameters, RuleSet.defaults(), models, InputTopics.DEFAULT);
        List<OutputRecord> outputs;
        try (Progress.Task task = progress.task(Engine.REFERENCE.wireName(), transactions[0])) {
            outputs = reference.detect(records, handled -> task.reach(handled, ""));
        }
        try (Progress.Task task = progress.task("checking " + Engine.REFERENCE.wireName(), outputs.size())) {
            long checked = 0;
            for (OutputRecord record : outputs) {
                examination.output(
                        Output.read(record.kind(), record.key().getBytes(StandardCharsets.UTF_8), record.value()));
                task.reach(++checked, "");
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Writes the input topics into a run's directory, so that the run can be reconciled again without a broker. */
    public static void recordInput(
            KafkaConnection connection,
            Admin admin,
            DetectorParameters parameters,
            StartingModels models,
            Path directory) {
        try (InputRecording recording = new InputRecording(directory, parameters, models)) {
            InputRecords.read(connection, admin, recording::add);
        }
    }

    /**
     * Writes the outputs into the engine's directory and says what they are.
     *
     * @param directory the run's directory
     * @param seconds how long the engine took
     */
    public EngineSummary finish(Path directory, double seconds) {
        recorder.writeTo(directory.resolve(detector));
        return reconciler.finish().summary(seconds);
    }

    @Override
    public void close() {
        recorder.close();
    }
}
