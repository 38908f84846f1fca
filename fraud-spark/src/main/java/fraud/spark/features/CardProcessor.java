package fraud.spark.features;

import fraud.config.DetectorParameters;
import fraud.features.CardProfile;
import fraud.model.Alert;
import fraud.model.Origin;
import fraud.model.Transaction;
import fraud.parse.ParseResult;
import fraud.parse.ParseResult.Kind;
import fraud.recovery.RecordAttempts;
import fraud.sequences.SequenceEvent;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import fraud.spark.QueryNames;
import fraud.spark.parse.ParsedRecord;
import fraud.spark.sequences.Sequences;
import fraud.spark.sequences.SequencesState;
import fraud.spark.source.RulesAndModels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.streaming.ExpiredTimerInfo;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.StatefulProcessorHandle;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The first stateful stage: everything that is remembered of a card. This class only fetches state, hands it to plain
 * classes, and stores what they return: {@link UpdateCardProfile} for what the card's past says, at once and in offset
 * order; {@link Gate} for when a transaction goes on; {@link Sequences} behind the watermark and in order of event
 * time; {@link EndMarks} for the echoes; {@link AdmitRuleSets} and {@link AdmitModels} for what is published, which
 * shares the stage.
 *
 * <p>State per card: a profile (until the horizon after its latest event time is behind W, unless the card is blocked),
 * transactions that wait (until their time less the lead is behind G, which live it is before they come), candidates
 * and one open attempt of each sequence (until its time is over), and one timer. State per partition: one end mark.
 * State of rule sets and models: the versions that were admitted (SEMANTICS 9).
 */
public final class CardProcessor extends StatefulProcessor<String, ParsedRecord, MerchantRecord> {

    private static final long serialVersionUID = 1L;

    /** Spark gives the rows of a key in no order. */
    private static final Comparator<ParseResult> OFFSET_ORDER = Comparator.comparingInt(
                    (ParseResult record) -> record.origin().partition())
            .thenComparingLong(record -> record.origin().offset());

    /** What a timer is set for. */
    private enum Due {
        FORGET_HISTORY,
        OPEN_GATE,
        ADVANCE_SEQUENCES,
        PASS_END_MARK
    }

    private final DetectorParameters parameters;
    private final RulesAndModels versions;
    private final RecordAttempts attempts;
    private final RecordAttempts.Step route;
    private final RecordAttempts.Step update;
    private final RecordAttempts.Step release;

    private transient Gate gate;
    private transient Sequences sequences;
    private transient EndMarks endMarks;
    private transient AdmitRuleSets ruleSetAdmission;
    private transient AdmitModels modelAdmission;
    private transient RecordState<CardProfile> profileState;
    private transient RecordState<WaitingTransactions> waitingState;
    private transient RecordState<SequencesState> sequencesState;
    private transient RecordState<EndMark> endMarkState;
    private transient RecordState<AdmittedVersions> admittedState;
    private transient KeyTimer<Due> timer;

    /** The stage of all cards. */
    public CardProcessor(DetectorParameters parameters, RulesAndModels versions, RecordAttempts attempts) {
        this.parameters = parameters;
        this.versions = versions;
        this.attempts = attempts;
        this.route = attempts.step("route");
        this.update = attempts.step("update card profile");
        this.release = attempts.step("release");
    }

    @Override
    public void init(OutputMode outputMode, TimeMode timeMode) {
        gate = new Gate(parameters);
        sequences = Sequences.ofCard(attempts);
        endMarks = new EndMarks(parameters);
        ruleSetAdmission = new AdmitRuleSets(parameters.leadMillis(), attempts);
        modelAdmission = new AdmitModels(versions, attempts);
        StatefulProcessorHandle handle = getHandle();
        profileState = new RecordState<>(
                handle, QueryNames.CARD_PROFILE, CardProfile.class, CardProfile.EMPTY, CardProfile::isEmpty);
        waitingState = new RecordState<>(
                handle,
                QueryNames.WAITING,
                WaitingTransactions.class,
                WaitingTransactions.NONE,
                WaitingTransactions::isEmpty);
        sequencesState = new RecordState<>(
                handle, QueryNames.SEQUENCES, SequencesState.class, SequencesState.EMPTY, SequencesState::isEmpty);
        endMarkState = new RecordState<>(handle, QueryNames.END_MARK, EndMark.class, null, Objects::isNull);
        admittedState = new RecordState<>(
                handle,
                QueryNames.ADMITTED_VERSIONS,
                AdmittedVersions.class,
                AdmittedVersions.NONE,
                AdmittedVersions::isEmpty);
        timer = new KeyTimer<>(handle, Due.class);
    }

    @Override
    public Iterator<MerchantRecord> handleInputRows(String key, Iterator<ParsedRecord> rows, TimerValues timerValues) {
        List<ParseResult> records = new ArrayList<>();
        CollectionConverters.asJava(rows).forEachRemaining(row -> records.add(row.result()));
        records.sort(OFFSET_ORDER);
        List<MerchantRecord> outputs = new ArrayList<>();
        switch (records.get(0).kind()) {
            case TRANSACTION, CONTROL -> updateCard(records, timerValues.getCurrentWatermarkInMs(), outputs);
            case RULE_SET, MODEL -> admit(records, outputs);
            case MARK -> answerEndMarks(records, outputs);
            case DEAD_LETTER ->
                records.forEach(record ->
                        route.run(record.origin(), () -> pass(OutputCodec.encode(record.deadLetter()), outputs)));
            case LABEL ->
                throw new IllegalStateException(
                        "not a card's: " + records.get(0).origin());
        }
        return CollectionConverters.asScala(outputs.iterator());
    }

    @Override
    public Iterator<MerchantRecord> handleExpiredTimer(String key, TimerValues timerValues, ExpiredTimerInfo expired) {
        List<MerchantRecord> outputs = new ArrayList<>();
        timer.loadFired();
        passTime(timerValues.getCurrentWatermarkInMs(), outputs);
        timer.store();
        return CollectionConverters.asScala(outputs.iterator());
    }

    private void updateCard(List<ParseResult> records, long nowMillis, List<MerchantRecord> outputs) {
        timer.load();
        UpdateCardProfile card = new UpdateCardProfile(parameters, profileState.get());
        records.forEach(record -> update.run(record.origin(), () -> card.handle(record)));
        if (card.hasChanged()) {
            store(card.profile());
        }
        card.outputs().forEach(output -> pass(output, outputs));
        List<SequenceEvent> events = passGate(card.transactions(), nowMillis, outputs);
        if (!events.isEmpty()) {
            store(sequences.observe(sequencesState.get(), events));
        }
        timer.store();
    }

    /**
     * Releases those for which the gate is open, of what came and what waits, and lets the others wait.
     *
     * @return what the sequences of the card are to see of the released ones
     */
    private List<SequenceEvent> passGate(List<EnrichedTransaction> came, long nowMillis, List<MerchantRecord> outputs) {
        List<EnrichedTransaction> transactions = came;
        boolean someOpen = timer.isDue(Due.OPEN_GATE, nowMillis);
        boolean someJoin = came.stream().anyMatch(enriched -> !gate.isOpenFor(enriched, nowMillis));
        if (timer.isSet(Due.OPEN_GATE) && (someOpen || someJoin)) {
            transactions = new ArrayList<>(waitingState.get().transactions());
            transactions.addAll(came);
        }
        List<SequenceEvent> events = new ArrayList<>();
        List<EnrichedTransaction> early = new ArrayList<>();
        for (EnrichedTransaction enriched : transactions) {
            if (gate.isOpenFor(enriched, nowMillis)) {
                release.run(enriched.origin(), () -> release(enriched, events, outputs));
            } else {
                early.add(enriched);
            }
        }
        if (someOpen || someJoin) {
            waitingState.set(new WaitingTransactions(early));
            timer.clear(Due.OPEN_GATE);
            early.forEach(enriched -> timer.setNoLaterThan(Due.OPEN_GATE, gate.opensAtMillis(enriched)));
        }
        return events;
    }

    /** Lets a transaction go on to its merchant, and into the sequences of its card, now that its rule set is known. */
    private void release(EnrichedTransaction enriched, List<SequenceEvent> events, List<MerchantRecord> outputs) {
        outputs.add(MerchantRecord.of(enriched));
        Transaction transaction = enriched.transaction();
        Origin origin = enriched.origin();
        if (!parameters.isLate(transaction.eventTimeMillis(), origin.publishedAtMillis())) {
            SequenceEvent event = SequenceEvent.of(
                    transaction, origin, enriched.features(), versions.rulesAt(transaction.eventTimeMillis()));
            if (sequences.isCandidate(event)) {
                events.add(event);
            }
        }
    }

    private void passTime(long nowMillis, List<MerchantRecord> outputs) {
        long handledMillis = nowMillis - parameters.boundMillis();
        if (timer.isDue(Due.FORGET_HISTORY, nowMillis)) {
            timer.clear(Due.FORGET_HISTORY);
            CardProfile profile = profileState.get();
            store(profile.invisibleFromMillis() < handledMillis ? profile.withoutHistory() : profile);
        }
        // What the gate lets through is late for nothing: the sequences see it before they go on.
        List<SequenceEvent> events = passGate(List.of(), nowMillis, outputs);
        if (!events.isEmpty() || timer.isDue(Due.ADVANCE_SEQUENCES, nowMillis)) {
            Sequences.Progress progress =
                    sequences.advance(sequences.observe(sequencesState.get(), events), handledMillis);
            store(progress.state());
            for (Alert alert : progress.alerts()) {
                pass(OutputCodec.encode(alert), outputs);
            }
        }
        if (timer.isDue(Due.PASS_END_MARK, nowMillis)) {
            store(EndMarks.advance(endMarkState.get(), nowMillis));
        }
    }

    private void store(CardProfile profile) {
        profileState.set(profile);
        long invisibleFromMillis = profile.invisibleFromMillis();
        if (invisibleFromMillis != Long.MIN_VALUE) {
            timer.setNoLaterThan(Due.FORGET_HISTORY, invisibleFromMillis + 1 + parameters.boundMillis());
        }
    }

    private void store(SequencesState state) {
        sequencesState.set(state);
        timer.clear(Due.ADVANCE_SEQUENCES);
        sequences
                .nextMillis(state)
                .ifPresent(millis -> timer.set(Due.ADVANCE_SEQUENCES, millis + parameters.boundMillis()));
    }

    private void admit(List<ParseResult> candidates, List<MerchantRecord> outputs) {
        AdmittedVersions before = admittedState.get();
        AdmitRuleSets.Answer ofRules = ruleSetAdmission.answer(before.ruleSets(), ofKind(Kind.RULE_SET, candidates));
        AdmitModels.Answer ofModels = modelAdmission.answer(before.models(), ofKind(Kind.MODEL, candidates));
        admittedState.set(new AdmittedVersions(ofRules.admitted(), ofModels.admitted()));
        ofRules.deadLetters().forEach(deadLetter -> pass(deadLetter, outputs));
        ofModels.deadLetters().forEach(deadLetter -> pass(deadLetter, outputs));
    }

    private static List<ParseResult> ofKind(Kind kind, List<ParseResult> records) {
        return records.stream().filter(record -> record.kind() == kind).toList();
    }

    private void answerEndMarks(List<ParseResult> marks, List<MerchantRecord> outputs) {
        timer.load();
        List<Origin> copies = marks.stream().map(ParseResult::origin).toList();
        EndMarks.Answer answer = endMarks.answer(endMarkState.get(), copies);
        store(answer.waiting());
        answer.echoes().forEach(echo -> pass(echo, outputs));
        timer.store();
    }

    private void store(EndMark waiting) {
        endMarkState.set(waiting);
        timer.clear(Due.PASS_END_MARK);
        if (waiting != null) {
            timer.set(Due.PASS_END_MARK, EndMarks.nextMillis(waiting));
        }
    }

    private static void pass(OutputRecord output, List<MerchantRecord> outputs) {
        outputs.add(MerchantRecord.of(output));
    }
}
