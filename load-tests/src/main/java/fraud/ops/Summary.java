package fraud.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fraud.ops.reconcile.Reconciliation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a replay came to: the content of {@code summary.json}.
 *
 * @param inputRecords records that the file brought, marks and controls included
 * @param engines what each engine made of them, by its name, in the order in which they ran
 * @param equal whether all outputs of all engines are equal in all fields; null if there was nothing to compare
 * @param difference the first difference, if they are not
 */
public record Summary(
        long inputRecords,
        Map<String, EngineSummary> engines,
        Boolean equal,
        @JsonInclude(JsonInclude.Include.NON_NULL) String difference) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * What one engine made of the input.
     *
     * @param decisions distinct decisions
     * @param duplicates distinct duplicates
     * @param deadLetters distinct dead letters
     * @param late distinct late entries
     * @param alerts distinct alerts
     * @param lost input offsets that lack an output
     * @param wrong outputs that ought not to be
     * @param repeats outputs equal to an earlier one
     * @param skewViolations input records whose timestamp runs back too far (SEMANTICS 1.3)
     * @param seconds from the start of the engine's process to its last echo, or of the reference's work
     * @param findings the first of what is lost or wrong
     */
    public record EngineSummary(
            long decisions,
            long duplicates,
            long deadLetters,
            long late,
            long alerts,
            long lost,
            long wrong,
            long repeats,
            long skewViolations,
            double seconds,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> findings) {

        /** The summary of a reconciliation. */
        public static EngineSummary of(Reconciliation reconciliation, double seconds) {
            return new EngineSummary(
                    reconciliation.decisions(),
                    reconciliation.duplicates(),
                    reconciliation.deadLetters(),
                    reconciliation.late(),
                    reconciliation.alerts(),
                    reconciliation.lost(),
                    reconciliation.wrong(),
                    reconciliation.repeats(),
                    reconciliation.skewViolations(),
                    Math.round(seconds * 10) / 10.0,
                    reconciliation.findings());
        }
    }

    /** As JSON over several lines. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a summary is made of strings and numbers", e);
        }
    }

    /** Writes {@code summary.json}. */
    public void writeTo(Path directory) {
        Path file = directory.resolve("summary.json");
        try {
            Files.writeString(file, toJson() + "\n");
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Ends the command with exit code 1 if something is lost, wrong or unequal.
     *
     * @throws OperationFailedException saying what, and where the first of it is
     */
    public void requireClean() {
        engines.forEach((engine, summary) -> {
            if (summary.lost() > 0 || summary.wrong() > 0) {
                throw new OperationFailedException(engine + ": " + summary.lost() + " lost, " + summary.wrong()
                        + " wrong; the first: "
                        + String.join(
                                "; ",
                                summary.findings()
                                        .subList(
                                                0,
                                                Math.min(3, summary.findings().size()))));
            }
        });
        if (Boolean.FALSE.equals(equal)) {
            throw new OperationFailedException("the engines' outputs are not equal: " + difference);
        }
    }
}
