package fraud.flink.versions;

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
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;

/** The versions in broadcast state, and what one task has read of it. */
public final class BroadcastVersions {

    /** Each accepted rule set by its version. */
    public static final MapStateDescriptor<Integer, PublishedRuleSet> RULE_SETS =
            new MapStateDescriptor<>("rule-sets", Types.INT, TypeInformation.of(PublishedRuleSet.class));

    /** Each accepted model by its version. */
    public static final MapStateDescriptor<Integer, PublishedModel> MODELS =
            new MapStateDescriptor<>("models", Types.INT, TypeInformation.of(PublishedModel.class));

    private final RuleSet firstRules;
    private final StartingModels firstModels;
    /** Null until it is asked for after a start. */
    private VersionHistory history;

    /**
     * Nothing is read yet.
     *
     * @param firstRules the rule set of version 0
     * @param firstModels the models of version 0
     */
    public BroadcastVersions(RuleSet firstRules, StartingModels firstModels) {
        this.firstRules = firstRules;
        this.firstModels = firstModels;
    }

    /** Keeps one more, which comes in the order of offsets. */
    public void add(AcceptedVersion accepted, KeyedBroadcastProcessFunction<?, ?, ?, ?>.Context context)
            throws Exception {
        VersionHistory before = read(context.getBroadcastState(RULE_SETS), context.getBroadcastState(MODELS));
        if (accepted.ruleSet() != null) {
            context.getBroadcastState(RULE_SETS).put(accepted.ruleSet().version(), accepted.ruleSet());
            history = before.with(accepted.ruleSet());
        } else {
            context.getBroadcastState(MODELS).put(accepted.model().version(), accepted.model());
            history = before.with(accepted.model());
        }
    }

    /** All of them. */
    public VersionHistory history(KeyedBroadcastProcessFunction<?, ?, ?, ?>.ReadOnlyContext context) throws Exception {
        return history == null
                ? read(context.getBroadcastState(RULE_SETS), context.getBroadcastState(MODELS))
                : history;
    }

    private VersionHistory read(
            ReadOnlyBroadcastState<Integer, PublishedRuleSet> ruleSets,
            ReadOnlyBroadcastState<Integer, PublishedModel> models)
            throws Exception {
        if (history == null) {
            VersionHistory read = VersionHistory.startingWith(firstRules, firstModels);
            for (PublishedRuleSet ruleSet : inOffsetOrder(ruleSets)) {
                read = read.with(ruleSet);
            }
            for (PublishedModel model : inOffsetOrder(models)) {
                read = read.with(model);
            }
            history = read;
        }
        return history;
    }

    /** Versions ascend with offsets (SEMANTICS 13.3). */
    private static <V extends PublishedVersion> List<V> inOffsetOrder(ReadOnlyBroadcastState<Integer, V> published)
            throws Exception {
        List<V> versions = new ArrayList<>();
        for (Map.Entry<Integer, V> entry : published.immutableEntries()) {
            versions.add(entry.getValue());
        }
        versions.sort(Comparator.comparingInt(PublishedVersion::version));
        return versions;
    }
}
