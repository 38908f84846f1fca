package fraud.spark.source;

import fraud.config.DetectorParameters;
import fraud.model.DeadLetter;
import fraud.model.Origin;
import fraud.parse.ParseResult;
import fraud.parse.RuleSetCodec;
import fraud.parse.SourceRecord;
import fraud.rules.PublishedRuleSet;
import fraud.rules.RuleSet;
import fraud.rules.RuleSetHistory;
import fraud.score.ModelHistory;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which rule set and which models are in force at an event time (SEMANTICS 13, 15), for every task of the query. They
 * are few and go to everybody, but Spark has nothing that carries a stream's content to all tasks of its own query. So
 * each JVM reads the topic for itself, whenever it is asked about a time that it has not read far enough for. It never
 * waits: who asks has seen the query's watermark pass the time in question less the lead ({@link PartitionClocks}), so
 * what counts is in the topic. And it gives the same answer whenever it is asked, in any JVM: at most
 * {@link fraud.model.PublishedVersion#MAX_VERSIONS} versions of each are kept, all of them for good.
 *
 * <p>What is sent to tasks is the name of the topic; what was read is shared by all that are equal in a JVM.
 */
public final class RulesAndModels implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final Map<Identity, SharedReader> READERS = new ConcurrentHashMap<>();

    private final Identity identity;
    private transient SharedReader reader;

    /**
     * The versions of a topic.
     *
     * @param firstRules in force before any rule set was published
     * @param firstModels in force before any model was published, and where the others are
     * @param verdicts on those
     */
    public RulesAndModels(
            RulesTopic topic,
            RuleSet firstRules,
            StartingModels firstModels,
            ModelVerdicts verdicts,
            DetectorParameters parameters) {
        this.identity = new Identity(
                topic, firstRules, firstModels, verdicts, parameters.leadMillis(), parameters.skewMillis());
    }

    private record Identity(
            RulesTopic topic,
            RuleSet firstRules,
            StartingModels firstModels,
            ModelVerdicts verdicts,
            long leadMillis,
            long skewMillis)
            implements Serializable {

        Optional<DeadLetter> refusal(PublishedModel candidate, Origin origin, ModelHistory admitted) {
            return admitted.refusal(
                    candidate,
                    origin,
                    leadMillis,
                    () -> verdicts.of(origin.offset(), () -> admitted.detailOfFiles(candidate)));
        }
    }

    /** The models that the detector was started with. */
    public StartingModels firstModels() {
        return identity.firstModels();
    }

    /**
     * What becomes of a model's version that is not admitted, or empty if it is (SEMANTICS 15.5); the same whenever it
     * is asked.
     */
    public Optional<DeadLetter> refusal(PublishedModel candidate, Origin origin, ModelHistory admitted) {
        return identity.refusal(candidate, origin, admitted);
    }

    /**
     * The rule set at an event time.
     *
     * @throws IllegalStateException if the records that count for it are not in the topic yet
     */
    public RuleSet rulesAt(long eventTimeMillis) {
        return reader().at(eventTimeMillis).rules().at(eventTimeMillis);
    }

    /**
     * The model of a role at an event time, if there is one.
     *
     * @throws IllegalStateException if the records that count for it are not in the topic yet
     */
    public Optional<PublishedModel> modelAt(ModelRole role, long eventTimeMillis) {
        return reader().at(eventTimeMillis).models().at(role, eventTimeMillis);
    }

    private SharedReader reader() {
        if (reader == null) {
            reader = READERS.computeIfAbsent(identity, SharedReader::new);
        }
        return reader;
    }

    /** What one JVM has read. */
    private static final class SharedReader {

        private final Identity identity;
        private final RulesTopic.Reader topic;
        private final RuleSetCodec codec = new RuleSetCodec();
        private final Queue<SourceRecord> pending = new ArrayDeque<>();
        private volatile Read read;

        SharedReader(Identity identity) {
            this.identity = identity;
            this.topic = identity.topic().open();
            this.read = new Read(
                    RuleSetHistory.startingWith(identity.firstRules()),
                    ModelHistory.startingWith(identity.firstModels()),
                    Long.MIN_VALUE);
        }

        /**
         * How far it has come.
         *
         * @param rules the rule sets that were admitted
         * @param models the models that were admitted
         * @param clockMillis what is yet to be read has no lesser timestamp
         */
        private record Read(RuleSetHistory rules, ModelHistory models, long clockMillis) {

            /** Whether everything that is in force at a time or was before has been read. */
            boolean covers(long eventTimeMillis, long leadMillis) {
                return eventTimeMillis - leadMillis < clockMillis;
            }
        }

        /** All versions, up to a time at least. */
        Read at(long eventTimeMillis) {
            Read soFar = read;
            return soFar.covers(eventTimeMillis, identity.leadMillis()) ? soFar : readFor(eventTimeMillis);
        }

        private synchronized Read readFor(long eventTimeMillis) {
            if (!read.covers(eventTimeMillis, identity.leadMillis())) {
                pending.addAll(topic.readToEnd());
                // One that cannot be taken at the moment is there again for who asks next.
                while (!pending.isEmpty()) {
                    take(pending.element());
                    pending.remove();
                }
            }
            if (!read.covers(eventTimeMillis, identity.leadMillis())) {
                throw new IllegalStateException("rule sets and models at " + eventTimeMillis + " were asked for before "
                        + identity.topic() + " has them: it has come to " + read.clockMillis());
            }
            return read;
        }

        private void take(SourceRecord record) {
            ParseResult parsed = codec.parse(record);
            RuleSetHistory rules = read.rules();
            ModelHistory models = read.models();
            switch (parsed.kind()) {
                case RULE_SET -> {
                    PublishedRuleSet next = parsed.ruleSet();
                    boolean isAdmitted = rules.refusal(next, parsed.origin(), identity.leadMillis())
                            .isEmpty();
                    rules = isAdmitted ? rules.with(next, RuleSetCodec.rules(next)) : rules;
                }
                case MODEL -> {
                    PublishedModel next = parsed.model();
                    boolean isAdmitted =
                            identity.refusal(next, parsed.origin(), models).isEmpty();
                    models = isAdmitted ? models.with(next) : models;
                }
                case MARK, DEAD_LETTER -> {
                    // Only its timestamp counts here.
                }
                case TRANSACTION, CONTROL, LABEL -> throw new IllegalStateException("not of rules: " + parsed.kind());
            }
            long clockMillis = record.origin().publishedAtMillis() - identity.skewMillis();
            read = new Read(rules, models, Math.max(read.clockMillis(), clockMillis));
        }
    }
}
