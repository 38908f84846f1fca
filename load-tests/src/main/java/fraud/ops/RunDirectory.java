package fraud.ops;

import fraud.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The directory that a run leaves behind, and whether what is in it is clean. */
public final class RunDirectory {

    private static final int NAMED_FINDINGS = 3;

    private RunDirectory() {}

    /** Writes {@code summary.json}. */
    public static void writeSummary(Path directory, String json) {
        Path file = directory.resolve("summary.json");
        try {
            Files.writeString(file, json + "\n");
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + file + ": " + e.getMessage(), e);
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
