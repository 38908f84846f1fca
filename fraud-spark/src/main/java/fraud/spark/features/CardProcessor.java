package fraud.spark.features;

import fraud.config.DetectorParameters;
import fraud.features.CardProfile;
import fraud.features.EnrichedTransaction;
import fraud.features.HistoryFormats;
import fraud.metrics.DetectorCounts;
import fraud.parse.ParseResult;
import fraud.recovery.RecordAttempts;
import fraud.ruleset.RuleSet;
import fraud.sequences.SequenceEvent;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import fraud.spark.assess.AwaitSideInputs;
import fraud.spark.assess.WaitingTransactions;
import fraud.spark.completion.EmitCompletions;
import fraud.spark.completion.EndOfInput;
import fraud.spark.config.QueryNames;
import fraud.spark.metrics.CountsAccumulator;
import fraud.spark.parse.ParsedRecord;
import fraud.spark.sequences.FollowSequences;
import fraud.spark.sequences.PickCandidates;
import fraud.spark.sequences.Sequences;
import fraud.spark.sequences.SequencesState;
import fraud.spark.state.KeyTimer;
import fraud.spark.state.RecordState;
import fraud.spark.versions.AcceptVersions;
import fraud.spark.versions.AcceptedVersions;
import fraud.spark.versions.VersionReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.spark.sql.streaming.ExpiredTimerInfo;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.StatefulProcessorHandle;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The first stateful stage: everything that is remembered of a card. This class only declares state and the one timer
 * of a key (SEMANTICS 9), and says who works with which: {@link AcceptVersions} for what is published, which shares the
 * stage; {@link UpdateCardProfile} for what the card's past says, at once and in offset order; {@link AwaitSideInputs}
 * for when a transaction goes on; {@link FollowSequences} behind the watermark and in order of event time;
 * {@link EmitCompletions} for the end of the input.
 */
public final class CardProcessor extends StatefulProcessor<String, ParsedRecord, MerchantRecord> {

    private static final long serialVersionUID = 1L;

    /** Spark gives the rows of a key in no order. */
    private static final Comparator<ParseResult> OFFSET_ORDER = Comparator.comparingInt(
                    (ParseResult record) -> record.origin().partition())
            .thenComparingLong(record -> record.origin().offset());

    private final DetectorParameters parameters;
    private final VersionReader versions;
    private final RecordAttempts attempts;
    private final CountsAccumulator accumulator;
    private final RecordAttempts.Step route;
    private final RecordAttempts.Step release;

    private transient KeyTimer timer;
    private transient AcceptVersions acceptance;
    private transient UpdateCardProfile profiles;
    private transient AwaitSideInputs waiting;
    private transient FollowSequences sequences;
    private transient PickCandidates ofCards;
    private transient PickCandidates ofIssuerRanges;
    private transient EmitCompletions completions;

    /** The stage of all cards. */
    public CardProcessor(
            DetectorParameters parameters,
            VersionReader versions,
            RecordAttempts attempts,
            CountsAccumulator accumulator) {
        this.parameters = parameters;
        this.versions = versions;
        this.attempts = attempts;
        this.accumulator = accumulator;
        this.route = attempts.step("route");
        this.release = attempts.step("release");
    }

    @Override
    public void init(OutputMode outputMode, TimeMode timeMode) {
        StatefulProcessorHandle handle = getHandle();
        DetectorCounts counts = accumulator.ofTask();
        timer = new KeyTimer(handle);
        acceptance = new AcceptVersions(
                new RecordState<>(
                        handle,
                        QueryNames.ACCEPTED_VERSIONS,
                        AcceptedVersions.FORMAT,
                        AcceptedVersions.NONE,
                        AcceptedVersions::isEmpty),
                versions,
                attempts,
                counts);
        profiles = new UpdateCardProfile(
                new RecordState<>(
                        handle,
                        QueryNames.CARD_PROFILE,
                        HistoryFormats.CARD_PROFILE,
                        CardProfile.EMPTY,
                        CardProfile::isEmpty),
                timer,
                parameters,
                attempts,
                counts);
        waiting = new AwaitSideInputs(
                new RecordState<>(
                        handle,
                        QueryNames.WAITING,
                        WaitingTransactions.FORMAT,
                        WaitingTransactions.NONE,
                        WaitingTransactions::isEmpty),
                timer,
                parameters,
                counts);
        Sequences sequencesOfCards = Sequences.ofCard(attempts);
        ofCards = new PickCandidates(sequencesOfCards, counts);
        ofIssuerRanges = new PickCandidates(Sequences.ofIssuerRange(attempts), counts);
        sequences = new FollowSequences(
                sequencesOfCards,
                new RecordState<>(
                        handle,
                        QueryNames.SEQUENCES,
                        SequencesState.FORMAT,
                        SequencesState.EMPTY,
                        SequencesState::isEmpty),
                timer,
                parameters,
                counts);
        completions = new EmitCompletions(
                new RecordState<>(handle, QueryNames.END_OF_INPUT, EndOfInput.FORMAT, null, Objects::isNull),
                timer,
                parameters);
    }

    @Override
    public Iterator<MerchantRecord> handleInputRows(String key, Iterator<ParsedRecord> rows, TimerValues timerValues) {
        List<ParseResult> records = new ArrayList<>();
        CollectionConverters.asJava(rows).forEachRemaining(row -> records.add(row.result()));
        records.sort(OFFSET_ORDER);
        List<MerchantRecord> out = new ArrayList<>();
        Consumer<OutputRecord> outputs = output -> out.add(MerchantRecord.of(output));
        timer.load();
        switch (records.get(0).kind()) {
            case TRANSACTION, CONTROL -> {
                List<EnrichedTransaction> came = profiles.update(records, outputs);
                sequences.observe(release(came, timerValues.getCurrentWatermarkInMs(), out));
            }
            case RULE_SET, MODEL -> acceptance.accept(records, outputs);
            case SIGNAL -> completions.answer(records, outputs);
            case DEAD_LETTER ->
                records.forEach(record ->
                        route.run(record.origin(), () -> outputs.accept(OutputCodec.encode(record.deadLetter()))));
            case LABEL ->
                throw new IllegalStateException("has no card: " + records.get(0).origin());
        }
        timer.store();
        return CollectionConverters.asScala(out.iterator());
    }

    @Override
    public Iterator<MerchantRecord> handleExpiredTimer(String key, TimerValues timerValues, ExpiredTimerInfo expired) {
        long nowMillis = timerValues.getCurrentWatermarkInMs();
        List<MerchantRecord> out = new ArrayList<>();
        Consumer<OutputRecord> outputs = output -> out.add(MerchantRecord.of(output));
        timer.loadFired();
        profiles.forget(nowMillis);
        // What has waited is late for nothing: the sequences see it before they go on.
        sequences.advance(release(List.of(), nowMillis, out), nowMillis, outputs);
        completions.advance(nowMillis);
        timer.store();
        return CollectionConverters.asScala(out.iterator());
    }

    /**
     * Lets transactions go on to their merchants that need not wait any more, of what came and what waits, and to
     * their issuer ranges what the sequences of these are to see.
     *
     * @return what the sequences of the card are to see of these, now that their rule set is known
     */
    private List<SequenceEvent> release(List<EnrichedTransaction> came, long nowMillis, List<MerchantRecord> out) {
        List<SequenceEvent> candidates = new ArrayList<>();
        for (EnrichedTransaction enriched : waiting.release(came, nowMillis)) {
            release.run(enriched.origin(), () -> {
                out.add(MerchantRecord.of(enriched));
                RuleSet rules = versions.rulesAt(enriched.eventTimeMillis());
                SequenceEvent.ofTimely(enriched, rules, parameters).ifPresent(event -> {
                    if (ofCards.picks(event)) {
                        candidates.add(event);
                    }
                    if (ofIssuerRanges.picks(event)) {
                        out.add(MerchantRecord.ofIssuerRange(event));
                    }
                });
            });
        }
        return candidates;
    }
}
