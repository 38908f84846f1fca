package fraud.report.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fraud.config.DetectorParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run came to: the content of {@code summary.json}.
 *
 * @param inputRecords records of {@code transactions} that were brought: transactions, controls and what cannot be
 *     read; no signals
 * @param labels labels that were brought
 * @param ruleSets rule sets that were brought
 * @param engines what each engine made of them, by its name, in the order in which they ran
 * @param equal whether all outputs of all engines are equal in all fields; null if there was nothing to compare
 * @param difference the first difference, if they are not
 * @param notes what was done to the input on its way; left out where it came as it was
 * @param parameters of the detectors, by the names of their settings (SEMANTICS 12), and the partitions of
 *     {@code transactions}; null if they are not known
 */
public record Summary(
        long inputRecords,
        long labels,
        long ruleSets,
        Map<String, EngineSummary> engines,
        Boolean equal,
        @JsonInclude(JsonInclude.Include.NON_NULL) String difference,
        @JsonInclude(JsonInclude.Include.NON_NULL) InputNotes notes,
        @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, Object> parameters) {

    /** A run of input that came as it was. */
    public Summary(
            long inputRecords,
            long labels,
            long ruleSets,
            Map<String, EngineSummary> engines,
            Boolean equal,
            String difference) {
        this(inputRecords, labels, ruleSets, engines, equal, difference, null, null);
    }

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
     * @param skewViolations records of {@code transactions} whose timestamp runs back too far (SEMANTICS 1.3)
     * @param seconds from the start of the engine's process to its last completion, or of the reference's work
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

        public EngineSummary {
            // Written only if there are any.
            findings = findings == null ? List.of() : List.copyOf(findings);
        }

        /** Whether every input has its output and nothing else is there. */
        public boolean isClean() {
            return lost == 0 && wrong == 0;
        }
    }

    /** The same with the parameters of the detectors. */
    public Summary with(DetectorParameters of) {
        Map<String, Object> named = new LinkedHashMap<>(of.settings());
        named.put("partitions", of.partitions());
        return new Summary(inputRecords, labels, ruleSets, engines, equal, difference, notes, named);
    }

    /** As JSON over several lines. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a summary is made of strings and numbers", e);
        }
    }
}
