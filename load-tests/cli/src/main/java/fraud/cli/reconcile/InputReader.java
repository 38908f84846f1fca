package fraud.cli.reconcile;

import fraud.cli.reconcile.PartitionLedger.Content;
import fraud.cli.topics.Topics;
import fraud.model.DeadLetter;
import fraud.parse.LabelCodec;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.parse.VersionCodec;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import fraud.versions.ModelCheck;
import fraud.versions.VersionHistory;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the input as a detector does, and says which output each record must have. Rules come in the order of offsets.
 */
final class InputReader {

    private final long leadMillis;
    private final List<Codec> codecs;
    private final Set<Long> versions = new HashSet<>(Set.of(0L));
    private final ModelCheck modelCheck;
    private VersionHistory accepted;

    /** How the records of one topic are read. */
    private interface Codec {
        ParseResult parse(SourceRecord record);
    }

    InputReader(int partitions, int labelPartitions, long leadMillis, StartingModels models) {
        this.leadMillis = leadMillis;
        this.modelCheck = ModelCheck.ofFiles(models);
        this.accepted = VersionHistory.startingWith(RuleSet.defaults(), models);
        // As in Topics.INPUTS.
        this.codecs = List.of(
                new TransactionCodec(partitions)::parse,
                new LabelCodec(labelPartitions)::parse,
                new VersionCodec()::parse);
    }

    /**
     * A record that was read.
     *
     * @param deadLetter the one that it must have, if any
     */
    record Read(ParseResult result, Optional<DeadLetter> deadLetter) {

        Content content() {
            if (deadLetter.isPresent()) {
                return Content.UNREADABLE;
            }
            return result.kind() == ParseResult.Kind.TRANSACTION ? Content.TRANSACTION : Content.SILENT;
        }
    }

    /**
     * Reads a record of a topic, given by its place in {@link Topics#INPUTS}; versions that nothing speaks against are
     * accepted.
     */
    Read read(int topic, SourceRecord record) {
        ParseResult result = codecs.get(topic).parse(record);
        return new Read(
                result,
                switch (result.kind()) {
                    case TRANSACTION, SIGNAL, CONTROL, LABEL -> Optional.empty();
                    case DEAD_LETTER -> Optional.of(result.deadLetter());
                    case RULE_SET, MODEL -> offer(result);
                });
    }

    private Optional<DeadLetter> offer(ParseResult version) {
        VersionHistory.Offer offer = accepted.offer(version, leadMillis, modelCheck);
        accepted = offer.history();
        if (offer.rejection().isEmpty() && version.kind() == ParseResult.Kind.RULE_SET) {
            versions.add((long) version.ruleSet().version());
        }
        return offer.rejection();
    }

    /** Whether there is an accepted rule set of this version, 0 included. */
    boolean isVersion(long version) {
        return versions.contains(version);
    }

    /** How many rule sets were accepted. */
    int ruleSets() {
        return accepted.ruleSets().size();
    }
}
