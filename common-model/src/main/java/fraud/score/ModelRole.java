package fraud.score;

import java.util.Locale;
import java.util.Optional;

/** What a model is for (SEMANTICS 15.4). */
public enum ModelRole {
    /** Its score is the decision's, and the rule {@code MODEL_SCORE} goes by it. */
    CHAMPION,
    /** Its score is recorded beside the champion's and never decides. */
    CHALLENGER;

    /** The role of this name on the wire, if there is one. */
    public static Optional<ModelRole> ofWireName(String name) {
        for (ModelRole role : values()) {
            if (role.wireName().equals(name)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** Its name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
