package fraud.cli.reconcile;

import fraud.cli.outputs.Output;
import java.util.ArrayList;
import java.util.List;

/** What is lost, wrong or repeated: all of it counted, the first of it said. */
final class Faults {

    private final List<String> findings = new ArrayList<>();
    private long lost;
    private long wrong;
    private long repeats;

    /** An output that must be there is not. */
    void lost(String what) {
        lost++;
        find("lost: " + what);
    }

    /** An output that must not be there, or not so. */
    void wrong(Output output, String why) {
        wrong(output.name() + " " + why);
    }

    /** Something that contradicts the contract. */
    void wrong(String what) {
        wrong++;
        find("wrong: " + what);
    }

    /** An output that was there before, which is right only if it says the same. */
    void repeated(Output output, boolean equal) {
        if (equal) {
            repeats++;
        } else {
            wrong(output, "is repeated with another value");
        }
    }

    private void find(String finding) {
        if (findings.size() < Reconciliation.MAX_FINDINGS) {
            findings.add(finding);
        }
    }

    long lost() {
        return lost;
    }

    long wrong() {
        return wrong;
    }

    long repeats() {
        return repeats;
    }

    /** What was found first, a line each. */
    List<String> findings() {
        return findings;
    }
}
