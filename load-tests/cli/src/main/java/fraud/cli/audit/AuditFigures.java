package fraud.cli.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * What an audit has found of one engine so far. Not thread-safe.
 */
final class AuditFigures {

    private static final int NAMED = 20;

    private final List<String> findings = new ArrayList<>();
    private long answers;
    private long alerts;
    private long lost;
    private long wrong;
    private long repeats;
    private long differing;

    /** An answer, for the first time. */
    void answer() {
        answers++;
    }

    /** An alert, for the first time. */
    void alert() {
        alerts++;
    }

    /** An answer that is there already, and says the same. */
    void repeat() {
        repeats++;
    }

    /** Records that have been given up, or were and have their answer after all. */
    void lost(int more, String what) {
        lost += more;
        if (more > 0) {
            find("lost: " + what);
        }
    }

    /** An output that must not be there, or not so. */
    void wrong(String what) {
        wrong++;
        find("wrong: " + what);
    }

    /** An output that another engine has not, or not so. */
    void differing(String what) {
        differing++;
        find("differs: " + what);
    }

    private void find(String finding) {
        if (findings.size() < NAMED) {
            findings.add(finding);
        }
    }

    /** Records that have an answer. */
    long answers() {
        return answers;
    }

    /** Distinct alerts. */
    long alerts() {
        return alerts;
    }

    /** Records that were left unanswered while later ones were answered. */
    long lost() {
        return lost;
    }

    /** Outputs that must not be there, or not so. */
    long wrong() {
        return wrong;
    }

    /** Answers that came again. */
    long repeats() {
        return repeats;
    }

    /** Outputs that the other engine has not, or not so. */
    long differing() {
        return differing;
    }

    /** The first that was found, not yet told; then they are. */
    List<String> takeFindings() {
        List<String> taken = List.copyOf(findings);
        findings.clear();
        return taken;
    }

    /** Whether nothing was found that must not be. */
    boolean isClean() {
        return lost == 0 && wrong == 0 && differing == 0;
    }
}
