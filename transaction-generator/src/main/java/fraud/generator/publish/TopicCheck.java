package fraud.generator.publish;

import java.util.Optional;

/** Whether topics are still those that a publisher began with. */
public interface TopicCheck {

    /** Of topics that no other program can change. */
    TopicCheck NONE = new TopicCheck() {
        @Override
        public Optional<String> differenceSoFar() {
            return Optional.empty();
        }

        @Override
        public Optional<String> differenceNow() {
            return Optional.empty();
        }
    };

    /**
     * What is different, in one line that says what to do, as far as it is known; never waits, so that it can be asked
     * all the time.
     */
    Optional<String> differenceSoFar();

    /** The same, waiting for the brokers to say so. */
    Optional<String> differenceNow();
}
