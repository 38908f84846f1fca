package fraud.cli.recording;

import fraud.cli.detectors.Engine;
import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.outputs.OutputRecorder;
import fraud.cli.topics.Topics;
import fraud.report.figures.Summary;
import fraud.report.page.HtmlReport;
import fraud.sink.OutputKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The directory that a run leaves behind, and whether what is in it is clean. */
public final class RunDirectory {

    /** Counts per engine, what is lost and wrong, and whether the outputs are equal. */
    public static final String SUMMARY = "summary.json";

    /** How well fraud was found, by labels. */
    public static final String QUALITY = "quality.json";

    /** What a run may have left behind at the top of its directory. */
    private static final List<String> RESULTS = List.of(SUMMARY, QUALITY, HtmlReport.JSON_FILE, HtmlReport.HTML_FILE);

    private static final int NAMED_FINDINGS = 3;

    private RunDirectory() {}

    /**
     * Makes the directory, or takes the results of an earlier run out of it, so that what is there at the end is of one
     * run. Other files stay.
     */
    public static void prepare(Path directory) {
        try {
            Files.createDirectories(directory);
            for (String result : RESULTS) {
                Files.deleteIfExists(directory.resolve(result));
            }
            for (String topic : Topics.INPUTS) {
                Files.deleteIfExists(InputRecording.file(directory, topic));
            }
            for (Engine engine : Engine.all()) {
                for (OutputKind kind : OutputRecorder.RECORDED) {
                    Files.deleteIfExists(OutputRecorder.file(directory.resolve(engine.wireName()), kind));
                }
            }
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot write to " + directory + ": " + FileFailure.reason(directory, e), e);
        }
    }

    /** Writes a file of JSON. */
    public static void write(Path directory, String name, String json) {
        Path file = directory.resolve(name);
        try {
            Files.writeString(file, json + "\n");
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + file + ": " + FileFailure.reason(file, e), e);
        }
    }

    /**
     * Ends the command with exit code 1 if something is lost, wrong or unequal.
     *
     * @throws OperationFailedException saying what, and where the first of it is
     */
    public static void requireClean(Summary summary) {
        summary.engines().forEach((name, engine) -> {
            if (!engine.isClean()) {
                List<String> findings = engine.findings();
                throw new OperationFailedException(name + ": " + engine.lost() + " lost, " + engine.wrong() + " wrong: "
                        + String.join("; ", findings.subList(0, Math.min(NAMED_FINDINGS, findings.size()))));
            }
        });
        if (Boolean.FALSE.equals(summary.equal())) {
            throw new OperationFailedException("the engines' outputs are not equal: " + summary.difference());
        }
    }
}
