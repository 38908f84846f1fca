package fraud.lab.chaos.faults;

import java.time.Duration;

/** Something that goes wrong, and how it is done. */
public interface FaultKind {

    /** What it is, for people: {@code kill -9}. */
    String what();

    /**
     * Does it.
     *
     * @return what it hit, for people; empty if what it is to hit is not there at the moment
     */
    String strike(Scene scene);

    /** How long it lasts; nothing if it is over at once. */
    default Duration lasts() {
        return Duration.ZERO;
    }

    /** Ends it, once it has lasted for its time. */
    default void heal(Scene scene) {
        // Over at once.
    }
}
