package fraud.spark.versions;

import fraud.config.DetectorParameters;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.VersionCodec;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import fraud.spark.source.PartitionClocks;
import fraud.versions.ModelCheck;
import fraud.versions.VersionHistory;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which rule set and which models are in force at an event time (SEMANTICS 13, 15), for every task of the query. They
 * are few and go to every task, but Spark has nothing that carries a stream's content to all tasks of its own query. So
 * each JVM reads the topic for itself, whenever it is asked about a time that it has not read far enough for. It never
 * waits: who asks has seen the query's watermark pass the time in question less the lead ({@link PartitionClocks}), so
 * what counts is in the topic. And it gives the same answer whenever it is asked, in any JVM: at most
 * {@link fraud.model.PublishedVersion#MAX_VERSIONS} versions of each are kept, all of them for good.
 *
 * <p>What is sent to tasks is the name of the topic; what was read is shared by all that are equal in a JVM.
 */
public final class VersionReader implements Serializable {

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
    public VersionReader(
            VersionsTopic topic,
            RuleSet firstRules,
            StartingModels firstModels,
            ModelVerdicts verdicts,
            DetectorParameters parameters) {
        this.identity = new Identity(
                topic, firstRules, firstModels, verdicts, parameters.leadMillis(), parameters.skewMillis());
    }

    private record Identity(
            VersionsTopic topic,
            RuleSet firstRules,
            StartingModels firstModels,
            ModelVerdicts verdicts,
            long leadMillis,
            long skewMillis)
            implements Serializable {

        VersionHistory.Offer offer(ParseResult candidate, VersionHistory accepted) {
            ModelCheck ofFiles = ModelCheck.ofFiles(firstModels);
            return accepted.offer(
                    candidate,
                    leadMillis,
                    (model, origin) -> verdicts.of(origin.offset(), () -> ofFiles.fault(model, origin)));
        }
    }

    /** The models that the detector was started with. */
    public StartingModels firstModels() {
        return identity.firstModels();
    }

    /** The versions that a detector starts with, and none besides. */
    VersionHistory beforeAny() {
        return VersionHistory.startingWith(identity.firstRules(), identity.firstModels());
    }

    /**
     * What becomes of a version (SEMANTICS 13.3, 15.5); the same whenever it is asked.
     *
     * @param accepted the versions before it
     */
    VersionHistory.Offer offer(ParseResult candidate, VersionHistory accepted) {
        return identity.offer(candidate, accepted);
    }

    /**
     * All versions that were accepted, of which those at an event time may be asked for.
     *
     * @throws IllegalStateException if the records that count for that time are not in the topic yet
     */
    public VersionHistory historyAt(long eventTimeMillis) {
        return reader().at(eventTimeMillis).versions();
    }

    /**
     * The rule set at an event time.
     *
     * @throws IllegalStateException if the records that count for it are not in the topic yet
     */
    public RuleSet rulesAt(long eventTimeMillis) {
        return historyAt(eventTimeMillis).rulesAt(eventTimeMillis);
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
        private final VersionsTopic.Reader topic;
        private final VersionCodec codec = new VersionCodec();
        private final Queue<SourceRecord> pending = new ArrayDeque<>();
        private volatile Read read;

        SharedReader(Identity identity) {
            this.identity = identity;
            this.topic = identity.topic().open();
            this.read = new Read(
                    VersionHistory.startingWith(identity.firstRules(), identity.firstModels()), Long.MIN_VALUE);
        }

        /**
         * How far it has come.
         *
         * @param versions those that were accepted
         * @param clockMillis what is yet to be read has no lesser timestamp
         */
        private record Read(VersionHistory versions, long clockMillis) {

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
            VersionHistory versions = switch (parsed.kind()) {
                case RULE_SET, MODEL -> identity.offer(parsed, read.versions()).history();
                // Only their timestamps count here.
                case SIGNAL, DEAD_LETTER -> read.versions();
                case TRANSACTION, CONTROL, LABEL -> throw new IllegalStateException("not of rules: " + parsed.kind());
            };
            long clockMillis = record.origin().publishedAtMillis() - identity.skewMillis();
            read = new Read(versions, Math.max(read.clockMillis(), clockMillis));
        }
    }
}
