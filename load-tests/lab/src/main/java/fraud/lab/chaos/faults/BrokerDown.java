package fraud.lab.chaos.faults;

import java.time.Duration;

/** A broker of three is killed like {@code kill -9}, and comes back; another one each time. */
public final class BrokerDown implements FaultKind {

    private static final int BROKERS = 3;

    private final Duration lasts;
    private int next;
    private int down;

    /** One that is to be. */
    public BrokerDown(Duration lasts) {
        this.lasts = lasts;
    }

    @Override
    public String what() {
        return "kill -9, back after " + lasts.toSeconds() + " s";
    }

    @Override
    public Duration lasts() {
        return lasts;
    }

    @Override
    public String strike(Scene scene) {
        down = next;
        next = (next + 1) % BROKERS;
        scene.brokers().kill(down);
        return "broker " + (down + 1);
    }

    @Override
    public void heal(Scene scene) {
        scene.brokers().startAgain(down);
    }
}
