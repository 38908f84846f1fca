package fraud.versions;

import fraud.model.DeadLetter;
import fraud.model.Origin;
import fraud.model.PublishedVersion;
import fraud.model.RejectReason;
import fraud.parse.ParseResult;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleSet;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rule sets and models that were accepted, as an immutable fold over the records of {@code versions} in offset
 * order (SEMANTICS 13, 15.5). At most {@link PublishedVersion#MAX_VERSIONS} of each kind besides those that a detector
 * starts with.
 */
public final class VersionHistory {

    private final RuleSet firstRules;
    private final StartingModels firstModels;
    /** Both in offset order, and so in order of versions. */
    private final List<AcceptedRuleSet> ruleSets;

    private final List<PublishedModel> models;

    private VersionHistory(
            RuleSet firstRules,
            StartingModels firstModels,
            List<AcceptedRuleSet> ruleSets,
            List<PublishedModel> models) {
        this.firstRules = firstRules;
        this.firstModels = firstModels;
        this.ruleSets = ruleSets;
        this.models = models;
    }

    /** Before anything was published: these are in force from the first instant on. */
    public static VersionHistory startingWith(RuleSet rules, StartingModels models) {
        return new VersionHistory(rules, models, List.of(), List.of());
    }

    /**
     * What became of a version that was offered.
     *
     * @param history with the version, if it was accepted
     * @param rejection the dead letter of one that was not
     */
    public record Offer(VersionHistory history, Optional<DeadLetter> rejection) {}

    /**
     * Accepts a version, or says why not (SEMANTICS 13.3, 15.5).
     *
     * @param record a rule set or a model
     * @param leadMillis how long before it takes effect a version is published at the latest
     * @param check of a model's files; asked only if all else is right
     */
    public Offer offer(ParseResult record, long leadMillis, ModelCheck check) {
        Origin origin = record.origin();
        return switch (record.kind()) {
            case RULE_SET -> {
                Optional<DeadLetter> rejection = rejection(record.ruleSet(), ruleSets(), origin, leadMillis);
                yield new Offer(rejection.isEmpty() ? with(record.ruleSet()) : this, rejection);
            }
            case MODEL -> {
                PublishedModel model = record.model();
                Optional<DeadLetter> rejection = rejection(model, models, origin, leadMillis);
                if (rejection.isEmpty() && model.isPresent()) {
                    rejection = check.fault(model, origin)
                            .map(detail -> new DeadLetter(RejectReason.BAD_MODEL, detail, null, origin));
                }
                yield new Offer(rejection.isEmpty() ? with(model) : this, rejection);
            }
            case TRANSACTION, CONTROL, LABEL, SIGNAL, DEAD_LETTER ->
                throw new IllegalArgumentException("no version: " + record.kind());
        };
    }

    private static Optional<DeadLetter> rejection(
            PublishedVersion candidate, List<? extends PublishedVersion> accepted, Origin origin, long leadMillis) {
        boolean isNew = accepted.isEmpty()
                || candidate.version() > accepted.get(accepted.size() - 1).version();
        if (!isNew) {
            return Optional.of(new DeadLetter(RejectReason.VERSION_NOT_NEW, "version", null, origin));
        }
        if (candidate.effectiveFromMillis() < origin.publishedAtMillis() + leadMillis) {
            return Optional.of(new DeadLetter(RejectReason.TOO_SOON, "effectiveFromMillis", null, origin));
        }
        return accepted.size() < PublishedVersion.MAX_VERSIONS
                ? Optional.empty()
                : Optional.of(new DeadLetter(RejectReason.TOO_MANY_VERSIONS, null, null, origin));
    }

    /** With one more, which was accepted. */
    public VersionHistory with(PublishedRuleSet next) {
        return new VersionHistory(firstRules, firstModels, append(ruleSets, new AcceptedRuleSet(next)), models);
    }

    /** With one more, which was accepted. */
    public VersionHistory with(PublishedModel next) {
        return new VersionHistory(firstRules, firstModels, ruleSets, append(models, next));
    }

    /** The rule set at an event time (SEMANTICS 13.4). */
    public RuleSet rulesAt(long eventTimeMillis) {
        return inForce(ruleSets, eventTimeMillis, ruleSet -> true)
                .map(AcceptedRuleSet::rules)
                .orElse(firstRules);
    }

    /** The version of a role at an event time, if that is a model (SEMANTICS 15.5). */
    public Optional<PublishedModel> modelAt(ModelRole role, long eventTimeMillis) {
        Optional<PublishedModel> published = publishedModelAt(role, eventTimeMillis);
        return published.isEmpty() ? firstModels.model(role) : published.filter(PublishedModel::isPresent);
    }

    /**
     * The published version of a role at an event time, which may say that there is no model; empty before the first.
     */
    public Optional<PublishedModel> publishedModelAt(ModelRole role, long eventTimeMillis) {
        return inForce(models, eventTimeMillis, model -> model.role() == role);
    }

    /** Of the versions that have taken effect the one that did last; of several at once the one published last. */
    private static <V extends PublishedVersion> Optional<V> inForce(
            List<V> accepted, long eventTimeMillis, Predicate<V> isAsked) {
        V inForce = null;
        for (V version : accepted) {
            boolean isLater = inForce == null || version.effectiveFromMillis() >= inForce.effectiveFromMillis();
            if (isLater && version.effectiveFromMillis() <= eventTimeMillis && isAsked.test(version)) {
                inForce = version;
            }
        }
        return Optional.ofNullable(inForce);
    }

    /** The rule sets that were accepted, in the order of versions. */
    public List<PublishedRuleSet> ruleSets() {
        return ruleSets.stream().map(AcceptedRuleSet::published).toList();
    }

    /** The models that were accepted, in the order of versions. */
    public List<PublishedModel> models() {
        return models;
    }

    private static <V> List<V> append(List<V> versions, V next) {
        List<V> more = new ArrayList<>(versions);
        more.add(next);
        return List.copyOf(more);
    }
}
