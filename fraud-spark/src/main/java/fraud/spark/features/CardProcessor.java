package fraud.spark.features;

import fraud.config.DetectorParameters;
import fraud.features.CardProfile;
import fraud.model.Alert;
import fraud.model.Origin;
import fraud.model.Transaction;
import fraud.parse.ParseResult;
import fraud.sequences.SequenceEvent;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import fraud.spark.QueryNames;
import fraud.spark.RecordEncoder;
import fraud.spark.parse.ParsedRecord;
import fraud.spark.sequences.Sequences;
import fraud.spark.sequences.SequencesState;
import fraud.spark.source.RuleSets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.streaming.ExpiredTimerInfo;
import org.apache.spark.sql.streaming.ListState;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.StatefulProcessorHandle;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The first stateful stage: everything that is remembered of a card. This class only fetches state, hands it to plain classes, and stores
 * what they return: {@link UpdateCardProfile} for what the card's past says, at once and in offset order; {@link Gate} for when a transaction
 * goes on; {@link Sequences} behind the watermark and in order of event time; {@link EndMarks} for the echoes; {@link AdmitRuleSets} for the
 * rule sets, which share the stage.
 *
 * <p>State per card: a profile (until the horizon after its latest event time is behind W, unless the card is blocked), transactions that
 * wait (until their time less the lead is behind G, which live it is before they come), candidates and one open attempt of each sequence
 * (until its time is over), and one timer. State per partition: one end mark. State of the rule sets: the versions that were admitted
 * (SEMANTICS 9).
 */
public final class CardProcessor extends StatefulProcessor<String, ParsedRecord, MerchantRecord> {

    private static final long serialVersionUID = 1L;

    /** Spark gives the rows of a key in no order. */
    private static final Comparator<ParseResult> OFFSET_ORDER = Comparator.comparingInt(
                    (ParseResult record) -> record.origin().partition())
            .thenComparingLong(record -> record.origin().offset());

    private final DetectorParameters parameters;
    private final RuleSets ruleSets;

    private transient Gate gate;
    private transient Sequences sequences;
    private transient EndMarks endMarks;
    private transient AdmitRuleSets admission;
    private transient RecordState<CardProfile> profileState;
    private transient ListState<EnrichedTransaction> waitingState;
    private transient RecordState<SequencesState> sequencesState;
    private transient RecordState<EndMark> endMarkState;
    private transient RecordState<AdmittedRuleSets> admittedState;
    private transient KeyTimer timer;

    /** The stage of all cards. */
    public CardProcessor(DetectorParameters parameters, RuleSets ruleSets) {
        this.parameters = parameters;
        this.ruleSets = ruleSets;
    }

    @Override
    public void init(OutputMode outputMode, TimeMode timeMode) {
        gate = new Gate(parameters);
        sequences = Sequences.ofCard();
        endMarks = new EndMarks(parameters);
        admission = new AdmitRuleSets(parameters.leadMillis());
        StatefulProcessorHandle handle = getHandle();
        profileState = new RecordState<>(
                handle, QueryNames.CARD_PROFILE, CardProfile.class, CardProfile.EMPTY, CardProfile::isEmpty);
        waitingState =
                handle.getListState(QueryNames.WAITING, RecordEncoder.of(EnrichedTransaction.class), TTLConfig.NONE());
        sequencesState = new RecordState<>(
                handle, QueryNames.SEQUENCES, SequencesState.class, SequencesState.EMPTY, SequencesState::isEmpty);
        endMarkState = new RecordState<>(handle, QueryNames.END_MARK, EndMark.class, null, Objects::isNull);
        admittedState = new RecordState<>(
                handle,
                QueryNames.ADMITTED_RULE_SETS,
                AdmittedRuleSets.class,
                AdmittedRuleSets.NONE,
                admitted -> admitted.published().isEmpty());
        timer = new KeyTimer(handle);
    }

    @Override
    public Iterator<MerchantRecord> handleInputRows(String key, Iterator<ParsedRecord> rows, TimerValues timerValues) {
        List<ParseResult> records = new ArrayList<>();
        CollectionConverters.asJava(rows).forEachRemaining(row -> records.add(row.result()));
        records.sort(OFFSET_ORDER);
        List<MerchantRecord> outputs = new ArrayList<>();
        switch (records.get(0).kind()) {
            case TRANSACTION, CONTROL -> updateCard(records, timerValues.getCurrentWatermarkInMs(), outputs);
            case RULE_SET -> admit(records, outputs);
            case MARK -> answerEndMarks(records, outputs);
            case DEAD_LETTER -> records.forEach(record -> pass(OutputCodec.encode(record.deadLetter()), outputs));
            case LABEL ->
                throw new IllegalStateException(
                        "not a card's: " + records.get(0).origin());
        }
        return CollectionConverters.asScala(outputs.iterator());
    }

    @Override
    public Iterator<MerchantRecord> handleExpiredTimer(String key, TimerValues timerValues, ExpiredTimerInfo expired) {
        long nowMillis = timerValues.getCurrentWatermarkInMs();
        timer.fired();
        List<MerchantRecord> outputs = new ArrayList<>();
        if (ParsedRecord.isEndMarkKey(key)) {
            passEndMark(nowMillis);
        } else {
            passTime(nowMillis, outputs);
        }
        return CollectionConverters.asScala(outputs.iterator());
    }

    private void updateCard(List<ParseResult> records, long nowMillis, List<MerchantRecord> outputs) {
        UpdateCardProfile update = new UpdateCardProfile(parameters, profileState.get());
        records.forEach(update::handle);
        if (update.hasChanged()) {
            store(update.profile());
        }
        update.outputs().forEach(output -> pass(output, outputs));
        List<EnrichedTransaction> early = new ArrayList<>(0);
        List<SequenceEvent> events = new ArrayList<>();
        for (EnrichedTransaction enriched : update.transactions()) {
            if (gate.isOpenFor(enriched, nowMillis)) {
                release(enriched, events, outputs);
            } else {
                early.add(enriched);
            }
        }
        if (!early.isEmpty()) {
            waitingState.appendList(early.toArray(EnrichedTransaction[]::new));
            early.forEach(enriched -> timer.setNoLaterThan(gate.opensAtMillis(enriched)));
        }
        if (!events.isEmpty()) {
            store(sequences.observe(sequencesState.get(), events));
        }
    }

    /** Lets a transaction go on to its merchant, and into the sequences of its card, now that its rule set is known. */
    private void release(EnrichedTransaction enriched, List<SequenceEvent> events, List<MerchantRecord> outputs) {
        outputs.add(MerchantRecord.of(enriched));
        Transaction transaction = enriched.transaction();
        Origin origin = enriched.origin();
        if (!parameters.isLate(transaction.eventTimeMillis(), origin.publishedAtMillis())) {
            SequenceEvent event = SequenceEvent.of(
                    transaction, origin, enriched.features(), ruleSets.at(transaction.eventTimeMillis()));
            if (sequences.isCandidate(event)) {
                events.add(event);
            }
        }
    }

    private void passTime(long nowMillis, List<MerchantRecord> outputs) {
        long handledMillis = nowMillis - parameters.boundMillis();
        CardProfile profile = profileState.get();
        store(profile.invisibleFromMillis() < handledMillis ? profile.withoutHistory() : profile);
        // What the gate lets through is late for nothing: the sequences see it before they go on.
        List<SequenceEvent> events = openGate(nowMillis, outputs);
        Sequences.Progress progress = sequences.advance(sequences.observe(sequencesState.get(), events), handledMillis);
        store(progress.state());
        for (Alert alert : progress.alerts()) {
            pass(OutputCodec.encode(alert), outputs);
        }
    }

    private List<SequenceEvent> openGate(long nowMillis, List<MerchantRecord> outputs) {
        List<SequenceEvent> events = new ArrayList<>(0);
        if (!waitingState.exists()) {
            return events;
        }
        List<EnrichedTransaction> early = new ArrayList<>();
        for (EnrichedTransaction enriched :
                CollectionConverters.asJavaCollection(waitingState.get().toSeq())) {
            if (gate.isOpenFor(enriched, nowMillis)) {
                release(enriched, events, outputs);
            } else {
                early.add(enriched);
            }
        }
        if (early.isEmpty()) {
            waitingState.clear();
        } else {
            waitingState.put(early.toArray(EnrichedTransaction[]::new));
            early.forEach(enriched -> timer.setNoLaterThan(gate.opensAtMillis(enriched)));
        }
        return events;
    }

    private void store(CardProfile profile) {
        profileState.set(profile);
        long invisibleFromMillis = profile.invisibleFromMillis();
        if (invisibleFromMillis != Long.MIN_VALUE) {
            timer.setNoLaterThan(invisibleFromMillis + 1 + parameters.boundMillis());
        }
    }

    private void store(SequencesState state) {
        sequencesState.set(state);
        sequences.nextMillis(state).ifPresent(millis -> timer.setNoLaterThan(millis + parameters.boundMillis()));
    }

    private void admit(List<ParseResult> candidates, List<MerchantRecord> outputs) {
        AdmitRuleSets.Answer answer = admission.answer(admittedState.get(), candidates);
        admittedState.set(answer.admitted());
        answer.deadLetters().forEach(deadLetter -> pass(deadLetter, outputs));
    }

    private void answerEndMarks(List<ParseResult> marks, List<MerchantRecord> outputs) {
        List<Origin> copies = marks.stream().map(ParseResult::origin).toList();
        EndMarks.Answer answer = endMarks.answer(endMarkState.get(), copies);
        store(answer.waiting());
        answer.echoes().forEach(echo -> pass(echo, outputs));
    }

    private void passEndMark(long nowMillis) {
        EndMark waiting = endMarkState.get();
        if (waiting != null) {
            store(EndMarks.advance(waiting, nowMillis));
        }
    }

    private void store(EndMark waiting) {
        endMarkState.set(waiting);
        if (waiting != null) {
            timer.setNoLaterThan(EndMarks.nextMillis(waiting));
        }
    }

    private static void pass(OutputRecord output, List<MerchantRecord> outputs) {
        outputs.add(MerchantRecord.of(output));
    }
}
