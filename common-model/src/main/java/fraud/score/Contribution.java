package fraud.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * By how much a feature moved a score (SEMANTICS 15.6).
 *
 * @param feature one of {@link FeatureVector#names()}
 * @param contribution up if positive, down if negative
 */
public record Contribution(String feature, double contribution) {

    /** Most that a decision names. */
    public static final int MOST = 3;

    /**
     * The features that moved a score most, the greatest first, in their own order where they are equal; those that did
     * not move it are left out.
     *
     * @param contributions of all features, in the order of {@link FeatureVector#names()}
     */
    public static List<Contribution> greatest(double[] contributions) {
        List<Contribution> moved = new ArrayList<>();
        for (int i = 0; i < contributions.length; i++) {
            if (contributions[i] != 0) {
                moved.add(new Contribution(FeatureVector.names().get(i), contributions[i]));
            }
        }
        moved.sort(Comparator.comparingDouble((Contribution each) -> -Math.abs(each.contribution())));
        return List.copyOf(moved.subList(0, Math.min(MOST, moved.size())));
    }
}
