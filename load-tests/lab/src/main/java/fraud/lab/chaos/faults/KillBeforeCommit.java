package fraud.lab.chaos.faults;

import fraud.lab.chaos.proxy.KafkaProxy;

/**
 * A worker is killed when its checkpoint is complete, and the transactions that belong to it are not yet committed: the
 * moment for which two-phase commit was made. Of a system without transactions there is no such moment.
 */
public final class KillBeforeCommit implements FaultKind {

    private final Kill kill = new Kill(Part.WORKER);

    @Override
    public String what() {
        return "kill -9 between pre-commit and commit";
    }

    @Override
    public String strike(Scene scene) {
        scene.proxies().forEach(KafkaProxy::holdCommits);
        if (scene.proxies().stream().allMatch(proxy -> proxy.heldCommits() == 0)) {
            return "";
        }
        String victim = kill.strike(scene);
        scene.proxies().forEach(KafkaProxy::releaseCommits);
        return victim;
    }
}
