package fraud.lab.workload;

import fraud.generator.publish.PublishProgress;
import fraud.lab.measuring.CatchUp;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a demo has come to so far, so that a report can be made of it wherever it ends. Not thread-safe. */
public final class DemoTimeSeries {

    private final Map<String, CatchUp> catchUps = new LinkedHashMap<>();
    private DemoOptions options;
    private DemoStream stream;
    private OptionalDouble firstDecisionsSeconds = OptionalDouble.empty();
    private Optional<PublishProgress> sent = Optional.empty();
    private String manifestDigest = "";
    private OptionalDouble seconds = OptionalDouble.empty();

    /** A demo that begins. */
    public DemoTimeSeries(DemoOptions options, DemoStream stream) {
        this.options = options;
        this.stream = stream;
    }

    /** Options and stream have been chosen. */
    public void chose(DemoOptions chosen, DemoStream stream) {
        this.options = chosen;
        this.stream = stream;
    }

    public void bothDecide(double atSeconds) {
        firstDecisionsSeconds = OptionalDouble.of(atSeconds);
    }

    public void caughtUp(String engine, CatchUp catchUp) {
        catchUps.put(engine, catchUp);
    }

    public void sent(PublishProgress progress) {
        sent = Optional.of(progress);
    }

    /** Everything is answered. */
    public void ended(double atSeconds, String digest) {
        seconds = OptionalDouble.of(atSeconds);
        manifestDigest = digest;
    }

    /** The options as far as they are chosen. */
    public DemoOptions options() {
        return options;
    }

    /** The stream as far as it is chosen. */
    public DemoStream stream() {
        return stream;
    }

    /** When both engines had decided something. */
    public OptionalDouble firstDecisionsSeconds() {
        return firstDecisionsSeconds;
    }

    /** How each engine worked off the history, by its name. */
    public Map<String, CatchUp> catchUps() {
        return catchUps;
    }

    /** What was sent, history and live events; nothing before the first look. */
    public Optional<PublishProgress> sent() {
        return sent;
    }

    /** Digest of all events; empty before the end. */
    public String manifestDigest() {
        return manifestDigest;
    }

    /** When everything was answered; nothing before that. */
    public OptionalDouble seconds() {
        return seconds;
    }
}
