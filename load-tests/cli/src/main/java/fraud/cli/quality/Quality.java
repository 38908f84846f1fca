package fraud.cli.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.outputs.OutputRecorder;
import fraud.costs.Costs;
import fraud.drift.ScoreReference;
import fraud.report.figures.QualityReport;
import fraud.score.BadModelException;
import fraud.score.ModelFiles;
import fraud.score.StartingModels;
import fraud.sink.OutputKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** How well fraud was found in a run, from the outputs that it left behind ({@link OutputRecorder}). */
public final class Quality {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Quality() {}

    /**
     * What is to be counted, and how it is to be shown.
     *
     * @param scope which transactions are counted
     * @param analysts how many share the cases of a day
     * @param costs what mistakes cost; empty if the run has no model, which would say
     */
    public record Question(Scope scope, int analysts, Optional<Costs> costs) {}

    /** What mistakes cost by the champion that detectors start with; empty without one, or if it does not say. */
    public static Optional<Costs> costs(StartingModels models) {
        return champion(models).flatMap(Costs::of);
    }

    /** Alerts a day that the threshold of the same was chosen for; empty without one, or if it was chosen otherwise. */
    public static OptionalInt budgetPerDay(StartingModels models) {
        JsonNode budget = champion(models)
                .map(of -> of.path(ScoreReference.MEMBER).path("budgetPerDay"))
                .orElse(MissingNode.getInstance());
        return budget.isInt() ? OptionalInt.of(budget.asInt()) : OptionalInt.empty();
    }

    private static Optional<JsonNode> champion(StartingModels models) {
        return Optional.ofNullable(models.champion()).map(champion -> {
            Path directory = Path.of(champion.directory());
            try {
                return JSON.readTree(ModelFiles.read(directory, champion.sha256()));
            } catch (BadModelException | IOException e) {
                throw new OperationFailedException(
                        "cannot read the model in " + directory + " again: " + e.getMessage(), e);
            }
        });
    }

    /**
     * What one engine found.
     *
     * @param directory the run's directory, which holds the engine's
     * @param tally takes what is read on the way
     * @throws OperationFailedException if a file of outputs cannot be read
     */
    public static EngineDetectionMetrics findings(
            Path directory, String engine, FraudTruth truth, Question question, OutputTally tally) {
        EngineDetectionMetrics findings = new EngineDetectionMetrics(engine, truth, question);
        Path outputs = directory.resolve(engine);
        forEachLine(outputs, OutputKind.ALERT, alert -> {
            tally.alert(alert);
            findings.alert(alert);
        });
        forEachLine(outputs, OutputKind.DECISION, decision -> {
            tally.decision(decision);
            findings.decision(decision);
        });
        forEachLine(outputs, OutputKind.DEAD_LETTER, tally::deadLetter);
        return findings;
    }

    /**
     * The report of all engines; what there was to find is said by the first.
     *
     * @param engines at least one, in the order in which they are shown
     */
    public static QualityReport report(List<EngineDetectionMetrics> engines, Question question) {
        DetectionMetrics first = engines.get(0).all();
        return new QualityReport(
                question.scope().words(),
                first.transactions(),
                first.frauds(),
                first.scenarios(),
                first.lookAlikes(),
                meaning(question.analysts()),
                engines.stream().map(EngineDetectionMetrics::quality).toList(),
                question.costs()
                        .map(costs -> "Where " + costs.text() + ", as the model says.")
                        .orElse("What the alarms cost is not said: there is no model with the costs of mistakes."));
    }

    private static String meaning(int analysts) {
        return "Cases per day of event time and analyst, with " + analysts + (analysts == 1 ? " analyst" : " analysts")
                + ". A case is a card on a UTC day with at least one alarm: a decision of REVIEW or DECLINE, or a transaction in"
                + " an alert, unless all there is to it is a block that the issuer ordered.";
    }

    private static void forEachLine(Path outputs, OutputKind kind, Consumer<JsonNode> sink) {
        Path file = OutputRecorder.file(outputs, kind);
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sink.accept(JSON.readTree(line));
            }
        } catch (JsonProcessingException e) {
            throw new OperationFailedException(file + " holds what is no output: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + file + ": " + FileFailure.reason(file, e), e);
        }
    }
}
