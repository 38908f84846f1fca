package fraud.lab.chaos.faults;

import fraud.lab.chaos.proxy.KafkaProxy;
import java.time.Duration;

/**
 * The network between the system and its brokers is cut: nothing arrives, and no connection is closed.
 *
 * @param lasts for how long
 */
public record BrokerCut(Duration lasts) implements FaultKind {

    @Override
    public String what() {
        return "cut off for " + lasts.toSeconds() + " s";
    }

    @Override
    public String strike(Scene scene) {
        scene.proxies().forEach(KafkaProxy::cut);
        return "network to Kafka";
    }

    @Override
    public void heal(Scene scene) {
        scene.proxies().forEach(KafkaProxy::mend);
    }
}
