package fraud.spark.features;

import fraud.config.DetectorParameters;
import fraud.features.CardProfile;
import fraud.model.Origin;
import fraud.parse.ParseResult;
import fraud.rules.RuleSet;
import fraud.sequences.SequenceEvent;
import fraud.sink.OutputCodec;
import fraud.spark.QueryNames;
import fraud.spark.RecordEncoder;
import fraud.spark.parse.ParsedRecord;
import fraud.spark.sequences.CardSequences;
import fraud.spark.sequences.SequencesState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.streaming.ExpiredTimerInfo;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.StatefulProcessorHandle;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import org.apache.spark.sql.streaming.ValueState;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The one stateful stage: everything that is remembered of a card. This class only fetches state, hands it to plain classes, and stores
 * what they return: {@link UpdateCardProfile} for decisions, at once and in offset order; {@link CardSequences} for the sequences,
 * behind the watermark and in order of event time; {@link EndMarks} for the echoes.
 *
 * <p>State per card: a profile (until the horizon after its latest event time is behind W, unless the card is blocked), one open
 * attempt of each sequence (until its time is over), and one timer. State per partition: one end mark (SEMANTICS 9).
 */
public final class CardProcessor extends StatefulProcessor<String, ParsedRecord, CardOutput> {

    private static final long serialVersionUID = 1L;

    /** Spark gives the rows of a key in no order. */
    private static final Comparator<ParseResult> OFFSET_ORDER = Comparator.comparingInt(
                    (ParseResult record) -> record.origin().partition())
            .thenComparingLong(record -> record.origin().offset());

    private final DetectorParameters parameters;
    private final RuleSet rules;

    private transient CardSequences sequences;
    private transient EndMarks endMarks;
    private transient ValueState<CardProfile> profileState;
    private transient ValueState<SequencesState> sequencesState;
    private transient ValueState<EndMark> endMarkState;
    private transient CardTimer timer;

    /** The stage under one set of parameters and rules. */
    public CardProcessor(DetectorParameters parameters, RuleSet rules) {
        this.parameters = parameters;
        this.rules = rules;
    }

    @Override
    public void init(OutputMode outputMode, TimeMode timeMode) {
        sequences = new CardSequences(rules);
        endMarks = new EndMarks(parameters);
        StatefulProcessorHandle handle = getHandle();
        profileState = valueState(handle, QueryNames.CARD_PROFILE, CardProfile.class);
        sequencesState = valueState(handle, QueryNames.SEQUENCES, SequencesState.class);
        endMarkState = valueState(handle, QueryNames.END_MARK, EndMark.class);
        timer = new CardTimer(handle);
    }

    @Override
    public Iterator<CardOutput> handleInputRows(String key, Iterator<ParsedRecord> rows, TimerValues timerValues) {
        List<ParseResult> records = new ArrayList<>();
        CollectionConverters.asJava(rows).forEachRemaining(row -> records.add(row.result()));
        records.sort(OFFSET_ORDER);
        return iterator(
                switch (records.get(0).kind()) {
                    case TRANSACTION, CONTROL -> updateCard(records);
                    case MARK -> answerEndMarks(records);
                    case DEAD_LETTER -> passOn(records);
                });
    }

    @Override
    public Iterator<CardOutput> handleExpiredTimer(String key, TimerValues timerValues, ExpiredTimerInfo expired) {
        long nowMillis = timerValues.getCurrentWatermarkInMs();
        timer.fired();
        return iterator(ParsedRecord.isEndMarkKey(key) ? passEndMark(nowMillis) : passTime(nowMillis));
    }

    private List<CardOutput> updateCard(List<ParseResult> records) {
        UpdateCardProfile update = new UpdateCardProfile(parameters, orElse(profileState, CardProfile.EMPTY));
        records.forEach(update::handle);
        if (update.hasChanged()) {
            store(update.profile());
        }
        observe(update.timely());
        return update.outputs();
    }

    private void observe(List<SequenceEvent> events) {
        List<SequenceEvent> candidates =
                events.stream().filter(sequences::isCandidate).toList();
        if (!candidates.isEmpty()) {
            store(sequences.observe(orElse(sequencesState, SequencesState.EMPTY), candidates));
        }
    }

    private List<CardOutput> passTime(long nowMillis) {
        CardProfile profile = orElse(profileState, CardProfile.EMPTY);
        if (profile.invisibleFromMillis() < nowMillis) {
            profile = profile.withoutHistory();
        }
        store(profile);
        CardSequences.Progress progress = sequences.advance(orElse(sequencesState, SequencesState.EMPTY), nowMillis);
        store(progress.state());
        return progress.alerts().stream()
                .map(alert -> CardOutput.of(OutputCodec.encode(alert)))
                .toList();
    }

    private void store(CardProfile profile) {
        if (profile.isEmpty()) {
            profileState.clear();
            return;
        }
        profileState.update(profile);
        long invisibleFromMillis = profile.invisibleFromMillis();
        if (invisibleFromMillis != Long.MIN_VALUE) {
            timer.setNoLaterThan(invisibleFromMillis + 1);
        }
    }

    private void store(SequencesState state) {
        if (state.isEmpty()) {
            sequencesState.clear();
            return;
        }
        sequencesState.update(state);
        sequences.nextMillis(state).ifPresent(timer::setNoLaterThan);
    }

    private List<CardOutput> answerEndMarks(List<ParseResult> marks) {
        List<Origin> copies = marks.stream().map(ParseResult::origin).toList();
        EndMarks.Answer answer = endMarks.answer(endMarkState.get(), copies);
        store(answer.waiting());
        return answer.echoes();
    }

    private List<CardOutput> passEndMark(long nowMillis) {
        EndMark waiting = endMarkState.get();
        if (waiting != null) {
            store(EndMarks.advance(waiting, nowMillis));
        }
        return List.of();
    }

    private void store(EndMark waiting) {
        if (waiting == null) {
            endMarkState.clear();
        } else {
            endMarkState.update(waiting);
            timer.setNoLaterThan(EndMarks.nextMillis(waiting));
        }
    }

    private static List<CardOutput> passOn(List<ParseResult> records) {
        return records.stream()
                .map(record -> CardOutput.of(OutputCodec.encode(record.deadLetter())))
                .toList();
    }

    private static <T extends Record> ValueState<T> valueState(
            StatefulProcessorHandle handle, String name, Class<T> type) {
        return handle.getValueState(name, RecordEncoder.of(type), TTLConfig.NONE());
    }

    private static <T> T orElse(ValueState<T> state, T otherwise) {
        T value = state.get();
        return value == null ? otherwise : value;
    }

    private static Iterator<CardOutput> iterator(List<CardOutput> outputs) {
        return CollectionConverters.asScala(outputs.iterator());
    }
}
