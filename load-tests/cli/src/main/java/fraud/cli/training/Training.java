package fraud.cli.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.ChildProcess;
import fraud.cli.process.Installation;
import fraud.cli.process.Workspace;
import fraud.cli.progress.Progress;
import fraud.report.page.ModelReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * Trains a model: features in this JVM, with the detectors' own classes, everything that needs MLlib in another one on
 * {@code fraud-spark}'s class path.
 */
public final class Training {

    private static final String EVALUATION = "evaluation.json";
    private static final List<String> RESULTS = List.of("model.json", "mllib.ser", EVALUATION, ModelReport.HTML_FILE);

    private static final List<String> HEAP = List.of("-Xmx4g", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    private final Installation installation;
    private final Workspace workspace;
    private final Options options;
    private final Progress progress;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * What to train.
     *
     * @param input the transactions and labels
     * @param from first day of training, UTC
     * @param to last day of training, UTC
     * @param delayDays whole days in which outcomes become known
     * @param testDays days that the model is judged by, or 0
     * @param selection what to choose from
     * @param seed what everything is drawn from
     * @param threshold how the threshold is chosen
     * @param out where the model goes
     * @param arguments of the command, for the report
     */
    public record Options(
            TrainingInput input,
            LocalDate from,
            LocalDate to,
            int delayDays,
            int testDays,
            SelectionConfig selection,
            long seed,
            ThresholdChoice threshold,
            Path out,
            String arguments) {}

    public Training(Installation installation, Workspace workspace, Options options, Progress progress) {
        this.installation = installation;
        this.workspace = workspace;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Runs it to the end.
     *
     * @return what {@code evaluation.json} says
     * @throws OperationFailedException in one line, if there is nothing to learn from or something breaks
     */
    public JsonNode run() {
        try {
            Files.createDirectories(options.out());
            for (String result : RESULTS) {
                Files.deleteIfExists(options.out().resolve(result));
            }
            ObjectNode features = computeFeatures();
            Path plan = workspace.data().resolve("plan.json");
            json.writeValue(plan.toFile(), plan());
            train(plan);
            Path file = options.out().resolve(EVALUATION);
            ObjectNode evaluation = (ObjectNode) json.readTree(file.toFile());
            evaluation.set("input", features);
            evaluation.put("command", "./fraud " + options.arguments());
            String text = json.writerWithDefaultPrettyPrinter().writeValueAsString(evaluation) + "\n";
            Files.writeString(file, text);
            Files.writeString(options.out().resolve(ModelReport.HTML_FILE), ModelReport.page(text));
            return evaluation;
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot write to " + options.out() + ": " + FileFailure.reason(options.out(), e), e);
        }
    }

    private ObjectNode computeFeatures() {
        try (TrainingTables tables = new TrainingTables(workspace.data())) {
            LabelledHistory history = LabelledHistory.read(options.input(), tables, workspace, progress);
            history.audit().requireMatch();
            ObjectNode input = json.createObjectNode()
                    .put("file", options.input().file().getFileName().toString())
                    .put("transactions", history.transactions())
                    .put("duplicates", history.duplicates())
                    .put("rejectedRecords", history.rejected())
                    .put("rejectedLabels", history.rejectedLabels());
            input.set("notes", json.valueToTree(history.notes()));
            return input;
        }
    }

    private ObjectNode plan() {
        ObjectNode plan = json.createObjectNode()
                .put("rows", workspace.data().resolve(TrainingTables.ROWS).toString())
                .put(
                        "outcomes",
                        workspace.data().resolve(TrainingTables.OUTCOMES).toString())
                .put("out", options.out().toString())
                .put("from", options.from().toString())
                .put("to", options.to().toString())
                .put("delayDays", options.delayDays())
                .put("testDays", options.testDays())
                .put("seed", options.seed())
                .put("folds", options.selection().folds());
        plan.set("threshold", json.valueToTree(options.threshold()));
        ArrayNode candidates = plan.putArray("candidates");
        for (SelectionConfig.Candidate candidate : options.selection().candidates()) {
            candidates
                    .addObject()
                    .put("name", candidate.name())
                    .put("type", candidate.type().key())
                    .set("settings", json.valueToTree(candidate.settings()));
        }
        return plan;
    }

    private void train(Path plan) throws IOException {
        ChildProcess child = workspace.start(
                "train",
                installation.javaCommand(
                        "fraud-spark/training", HEAP, "fraud.training.TrainModel", List.of(plan.toString())));
        LogLines lines = new LogLines(child.log(), "progress: ");
        while (child.isAlive()) {
            lines.forEachNew(progress::say);
            pause();
        }
        lines.forEachNew(progress::say);
        child.requireSuccess();
        workspace.stop(child);
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("stopped", e);
        }
    }
}
