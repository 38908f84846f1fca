package fraud.spark.source;

import fraud.config.DetectorParameters;
import fraud.parse.ParseResult;
import fraud.parse.RuleSetCodec;
import fraud.parse.SourceRecord;
import fraud.rules.PublishedRuleSet;
import fraud.rules.RuleSet;
import fraud.rules.RuleSetHistory;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which rule set is in force at an event time (SEMANTICS 13), for every task of the query. Rule sets are few and go to everybody, but Spark
 * has nothing that carries a stream's content to all tasks of its own query. So each JVM reads the topic for itself, whenever it is
 * asked about a time that it has not read far enough for. It never waits: who asks has seen the query's watermark pass the time in question
 * less the lead ({@link PartitionClocks}), so what counts is in the topic. And it gives the same answer whenever it is asked, in
 * any JVM: at most {@link RuleSetHistory#MAX_VERSIONS} versions are kept, all of them for good.
 *
 * <p>What is sent to tasks is the name of the topic; what was read is shared by all that are equal in a JVM.
 */
public final class RuleSets implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final Map<Identity, SharedReader> READERS = new ConcurrentHashMap<>();

    private final Identity identity;
    private transient SharedReader reader;

    /**
     * The rule sets of a topic.
     *
     * @param versionZero in force before anything was published
     */
    public RuleSets(RulesTopic topic, RuleSet versionZero, DetectorParameters parameters) {
        this.identity = new Identity(topic, versionZero, parameters.leadMillis(), parameters.skewMillis());
    }

    private record Identity(RulesTopic topic, RuleSet versionZero, long leadMillis, long skewMillis)
            implements Serializable {}

    /**
     * The version at an event time.
     *
     * @throws IllegalStateException if the records that count for it are not in the topic yet
     */
    public RuleSet at(long eventTimeMillis) {
        if (reader == null) {
            reader = READERS.computeIfAbsent(identity, SharedReader::new);
        }
        return reader.at(eventTimeMillis);
    }

    /** What one JVM has read. */
    private static final class SharedReader {

        private final Identity identity;
        private final RulesTopic.Reader topic;
        private final RuleSetCodec codec = new RuleSetCodec();
        private volatile Read read;

        SharedReader(Identity identity) {
            this.identity = identity;
            this.topic = identity.topic().open();
            this.read = new Read(RuleSetHistory.startingWith(identity.versionZero()), Long.MIN_VALUE);
        }

        /**
         * How far it has come.
         *
         * @param history what was admitted
         * @param clockMillis what is yet to be read has no lesser timestamp
         */
        private record Read(RuleSetHistory history, long clockMillis) {

            /** Whether every rule set that is in force at a time or was before is in the history. */
            boolean covers(long eventTimeMillis, long leadMillis) {
                return eventTimeMillis - leadMillis < clockMillis;
            }
        }

        RuleSet at(long eventTimeMillis) {
            Read soFar = read;
            return (soFar.covers(eventTimeMillis, identity.leadMillis()) ? soFar : readFor(eventTimeMillis))
                    .history()
                    .at(eventTimeMillis);
        }

        private synchronized Read readFor(long eventTimeMillis) {
            if (!read.covers(eventTimeMillis, identity.leadMillis())) {
                topic.readToEnd().forEach(this::take);
            }
            if (!read.covers(eventTimeMillis, identity.leadMillis())) {
                throw new IllegalStateException("rule sets at " + eventTimeMillis + " were asked for before "
                        + identity.topic() + " has them: it has come to " + read.clockMillis());
            }
            return read;
        }

        private void take(SourceRecord record) {
            ParseResult parsed = codec.parse(record);
            PublishedRuleSet ruleSet = parsed.ruleSet();
            RuleSetHistory history = read.history();
            boolean isAdmitted = ruleSet != null
                    && history.refusal(ruleSet, parsed.origin(), identity.leadMillis())
                            .isEmpty();
            read = new Read(
                    isAdmitted ? history.with(ruleSet, RuleSetCodec.rules(ruleSet)) : history,
                    Math.max(read.clockMillis(), record.origin().publishedAtMillis() - identity.skewMillis()));
        }
    }
}
