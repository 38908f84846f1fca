package fraud.spark.parse;

import fraud.config.DetectorParameters;
import fraud.model.Signal;
import fraud.parse.LabelCodec;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.parse.VersionCodec;
import fraud.recovery.RecordAttempts;
import fraud.spark.metrics.CountsAccumulator;
import fraud.topics.InputTopics;
import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * Reads each record of a topic with the codec that all detectors share; {@code from_json} reads other things (SEMANTICS
 * 3). Drops the signals that get no answer.
 */
public final class ParseRecords implements FlatMapFunction<SourceRecord, ParsedRecord> {

    private static final long serialVersionUID = 1L;

    private final CodecFactory codecs;
    /** Null if it is not read here. */
    private final String topicThatEnds;

    private final long readyAfterMillis;
    private final CountsAccumulator counts;
    private final RecordAttempts.Step read;
    private transient Function<SourceRecord, ParseResult> codec;

    ParseRecords(
            CodecFactory codecs,
            String topicThatEnds,
            long readyAfterMillis,
            RecordAttempts attempts,
            CountsAccumulator counts) {
        this.codecs = codecs;
        this.readyAfterMillis = readyAfterMillis;
        this.counts = counts;
        this.topicThatEnds = topicThatEnds;
        this.read = attempts.step("read");
    }

    /** Makes a codec where it is used: they are not serializable. */
    interface CodecFactory extends Serializable {
        Function<SourceRecord, ParseResult> codec();
    }

    /** A parser of {@code transactions} and {@code versions}. */
    public static ParseRecords ofCards(
            InputTopics topics, DetectorParameters parameters, RecordAttempts attempts, CountsAccumulator counts) {
        String versions = topics.versions();
        int partitions = parameters.partitions();
        CodecFactory codecs = () -> {
            Function<SourceRecord, ParseResult> ofTransactions = new TransactionCodec(partitions)::parse;
            Function<SourceRecord, ParseResult> ofVersions = new VersionCodec()::parse;
            return record -> (record.origin().topic().equals(versions) ? ofVersions : ofTransactions).apply(record);
        };
        return new ParseRecords(codecs, topics.transactions(), parameters.skewMillis(), attempts, counts);
    }

    /** A parser of {@code labels}. */
    public static ParseRecords ofLabels(
            DetectorParameters parameters, RecordAttempts attempts, CountsAccumulator counts) {
        int partitions = parameters.labelPartitions();
        // Labels may be behind by the hour that they keep silent, less the lead.
        long readyAfterMillis =
                parameters.skewMillis() - DetectorParameters.LABEL_DELAY.toMillis() + parameters.leadMillis();
        return new ParseRecords(() -> new LabelCodec(partitions)::parse, null, readyAfterMillis, attempts, counts);
    }

    @Override
    public Iterator<ParsedRecord> call(SourceRecord record) {
        if (codec == null) {
            codec = codecs.codec();
        }
        ParseResult result = read.get(record.origin(), () -> codec.apply(record));
        counts.read(record.origin(), record.origin().publishedAtMillis() - readyAfterMillis);
        if (result.deadLetter() != null) {
            counts.ofTask().deadLetter(result.deadLetter().reason());
        }
        return isToBeHandled(result) ? List.of(ParsedRecord.of(result)).iterator() : Collections.emptyIterator();
    }

    /**
     * A signal has moved its clock before it was read; only the end of transactions is answered besides (SEMANTICS
     * 10.4).
     */
    private boolean isToBeHandled(ParseResult result) {
        return result.signal() == null
                || (result.signal() == Signal.END_OF_INPUT
                        && result.origin().topic().equals(topicThatEnds));
    }
}
