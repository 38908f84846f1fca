package fraud.cli.reconcile;

import fraud.report.figures.Summary.EngineSummary;
import java.util.List;

/**
 * What a detector's outputs are, held against its input.
 *
 * @param inputs records of {@code transactions} that are no signals
 * @param silent those of them that are controls, and have no output
 * @param labels valid labels
 * @param ruleSets rule sets that were accepted
 * @param decisions distinct decisions
 * @param duplicates distinct duplicates
 * @param deadLetters distinct dead letters, of all input topics
 * @param late distinct late entries
 * @param alerts distinct alerts
 * @param lost input offsets that lack an output
 * @param wrong outputs that ought not to be
 * @param repeats outputs equal to an earlier one
 * @param skewViolations records of {@code transactions} whose timestamp runs back by more than the skew (SEMANTICS 1.3)
 * @param findings the first of what is lost or wrong, each named by partition and offset; at most
 *     {@value #MAX_FINDINGS}
 */
public record Reconciliation(
        long inputs,
        long silent,
        long labels,
        long ruleSets,
        long decisions,
        long duplicates,
        long deadLetters,
        long late,
        long alerts,
        long lost,
        long wrong,
        long repeats,
        long skewViolations,
        List<String> findings) {

    /** Most findings that are named. */
    public static final int MAX_FINDINGS = 20;

    public Reconciliation {
        findings = List.copyOf(findings);
    }

    /** Whether every input has its output and nothing else is there. */
    public boolean isClean() {
        return lost == 0 && wrong == 0;
    }

    /**
     * The same for people and scripts.
     *
     * @param seconds how long the detector took
     */
    public EngineSummary summary(double seconds) {
        return new EngineSummary(
                decisions,
                duplicates,
                deadLetters,
                late,
                alerts,
                lost,
                wrong,
                repeats,
                skewViolations,
                Math.round(seconds * 10) / 10.0,
                findings);
    }
}
