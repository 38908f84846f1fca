package fraud.flink.versions;

import fraud.flink.state.BinaryTypes;
import fraud.model.PublishedVersion;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleSet;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import fraud.versions.VersionHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/** The versions in broadcast state, as one task has read them. */
public final class BroadcastVersions {

    /** Each accepted rule set by its version. */
    private static final MapStateDescriptor<Integer, PublishedRuleSet> RULE_SETS =
            new MapStateDescriptor<>("rule-sets", Types.INT, BinaryTypes.RULE_SET);

    /** Each accepted model by its version. */
    private static final MapStateDescriptor<Integer, PublishedModel> MODELS =
            new MapStateDescriptor<>("models", Types.INT, BinaryTypes.MODEL);

    private final BroadcastState<Integer, PublishedRuleSet> ruleSets;
    private final BroadcastState<Integer, PublishedModel> models;
    private VersionHistory history;

    /**
     * What a task's state holds.
     *
     * @param firstRules the rule set of version 0
     * @param firstModels the models of version 0
     */
    public BroadcastVersions(OperatorStateStore store, RuleSet firstRules, StartingModels firstModels)
            throws Exception {
        ruleSets = store.getBroadcastState(RULE_SETS);
        models = store.getBroadcastState(MODELS);
        history = VersionHistory.startingWith(firstRules, firstModels);
        for (PublishedRuleSet ruleSet : inOffsetOrder(ruleSets)) {
            history = history.with(ruleSet);
        }
        for (PublishedModel model : inOffsetOrder(models)) {
            history = history.with(model);
        }
    }

    /** Keeps one more, which comes in the order of offsets. */
    public void add(AcceptedVersion accepted) throws Exception {
        if (accepted.ruleSet() != null) {
            ruleSets.put(accepted.ruleSet().version(), accepted.ruleSet());
            history = history.with(accepted.ruleSet());
        } else {
            models.put(accepted.model().version(), accepted.model());
            history = history.with(accepted.model());
        }
    }

    /** All of them. */
    public VersionHistory history() {
        return history;
    }

    /** Versions ascend with offsets (SEMANTICS 13.3). */
    private static <V extends PublishedVersion> List<V> inOffsetOrder(BroadcastState<Integer, V> published)
            throws Exception {
        List<V> versions = new ArrayList<>();
        for (Map.Entry<Integer, V> entry : published.entries()) {
            versions.add(entry.getValue());
        }
        versions.sort(Comparator.comparingInt(PublishedVersion::version));
        return versions;
    }
}
