package fraud.cli.reconcile;

import fraud.cli.outputs.Output;
import fraud.cli.outputs.OutputRecorder;
import fraud.cli.recording.InputRecording;
import fraud.config.DetectorParameters;
import fraud.parse.SourceRecord;
import fraud.reference.ReferenceDetector;
import fraud.reference.SeededStream;
import fraud.ruleset.RuleSet;
import fraud.score.TestModels;
import fraud.sink.OutputRecord;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A seeded input with the reference's outputs, as records and as a recording in a directory. */
public final class Recordings {

    public static final DetectorParameters PARAMETERS = DetectorParameters.defaults(4);
    private static final long SEED = 11;
    private static final int RANDOM_TRANSACTIONS = 200;

    private Recordings() {}

    public static List<SourceRecord> input() {
        return SeededStream.of(SEED, PARAMETERS, RuleSet.defaults(), RANDOM_TRANSACTIONS);
    }

    public static List<OutputRecord> outputs() {
        return new ReferenceDetector(PARAMETERS, RuleSet.defaults(), TestModels.starting(), InputTopics.DEFAULT)
                .detect(input());
    }

    public static Output output(OutputRecord record) {
        return Output.read(record.kind(), record.key().getBytes(StandardCharsets.UTF_8), record.value());
    }

    public static Reconciler reconcilerOfInput() {
        Reconciler reconciler = new Reconciler(PARAMETERS, TestModels.starting());
        input().forEach(reconciler::input);
        return reconciler;
    }

    /** Writes what {@code fraud replay} would, for one engine. */
    public static void write(Path directory, String engine, Path scratch) throws IOException {
        Files.createDirectories(directory);
        try (InputRecording recording = new InputRecording(directory, PARAMETERS, TestModels.starting());
                OutputRecorder recorder = new OutputRecorder(scratch)) {
            input().forEach(recording::add);
            outputs().forEach(record -> recorder.add(output(record)));
            recorder.writeTo(directory.resolve(engine));
        }
    }
}
