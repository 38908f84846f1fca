package fraud.lab;

import fraud.generator.PublishProgress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a demo has come to so far, so that a report can be made of it wherever it ends. Not thread-safe. */
final class DemoCourse {

    private final Map<String, Drain> drains = new LinkedHashMap<>();
    private DemoOptions options;
    private DemoStream stream;
    private OptionalDouble firstDecisionsSeconds = OptionalDouble.empty();
    private Optional<PublishProgress> sent = Optional.empty();
    private String manifestDigest = "";
    private OptionalDouble seconds = OptionalDouble.empty();

    /** A demo that begins. */
    DemoCourse(DemoOptions options, DemoStream stream) {
        this.options = options;
        this.stream = stream;
    }

    /** Options and stream have been chosen. */
    void chose(DemoOptions chosen, DemoStream stream) {
        this.options = chosen;
        this.stream = stream;
    }

    void bothDecide(double atSeconds) {
        firstDecisionsSeconds = OptionalDouble.of(atSeconds);
    }

    void drained(String engine, Drain drain) {
        drains.put(engine, drain);
    }

    void sent(PublishProgress progress) {
        sent = Optional.of(progress);
    }

    /** Everything is answered. */
    void ended(double atSeconds, String digest) {
        seconds = OptionalDouble.of(atSeconds);
        manifestDigest = digest;
    }

    /** The options as far as they are chosen. */
    DemoOptions options() {
        return options;
    }

    /** The stream as far as it is chosen. */
    DemoStream stream() {
        return stream;
    }

    /** When both engines had decided something. */
    OptionalDouble firstDecisionsSeconds() {
        return firstDecisionsSeconds;
    }

    /** How each engine worked off the history, by its name. */
    Map<String, Drain> drains() {
        return drains;
    }

    /** What was sent, history and live events; nothing before the first look. */
    Optional<PublishProgress> sent() {
        return sent;
    }

    /** Digest of all events; empty before the end. */
    String manifestDigest() {
        return manifestDigest;
    }

    /** When everything was answered; nothing before that. */
    OptionalDouble seconds() {
        return seconds;
    }
}
