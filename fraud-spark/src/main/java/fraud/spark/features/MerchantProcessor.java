package fraud.spark.features;

import fraud.config.DetectorParameters;
import fraud.decide.Flags;
import fraud.features.Features;
import fraud.features.MerchantHistory;
import fraud.model.Alert;
import fraud.model.Flag;
import fraud.model.Origin;
import fraud.model.Transaction;
import fraud.recovery.RecordAttempts;
import fraud.rules.RuleSet;
import fraud.sequences.SequenceEvent;
import fraud.sink.OutputCodec;
import fraud.spark.QueryNames;
import fraud.spark.sequences.Sequences;
import fraud.spark.sequences.SequencesState;
import fraud.spark.source.RulesAndModels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.streaming.ExpiredTimerInfo;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.StatefulProcessorHandle;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The second stateful stage: everything that is remembered of a merchant. Labels enter its history, transactions get
 * its features (SEMANTICS 14) and enter its sequences (8.7); what is final passes by.
 *
 * <p>Which rows share a batch makes no difference. A transaction comes once its gate is open, so every label that
 * counts for it came in this batch or before, and one that came early counts only later ({@link MerchantHistory}). And
 * G, the watermark of both stages, opens the gate of a transaction before its sequences are due: those see it in this
 * batch at the latest.
 *
 * <p>State per merchant: its history (until the last day's end plus 38 days is behind G, by the daily limit a bounded
 * number of labels a day), candidates and one open attempt of each sequence (until its time is over), and one timer
 * (9).
 */
public final class MerchantProcessor extends StatefulProcessor<String, MerchantRecord, MerchantOutput> {

    private static final long serialVersionUID = 1L;

    /** Spark gives the rows of a key in no order; the labels of a merchant are in one partition. */
    private static final Comparator<PublishedLabel> OFFSET_ORDER =
            Comparator.comparingLong(label -> label.origin().offset());

    /** What a timer is set for. */
    private enum Due {
        FORGET_LABELS,
        ADVANCE_SEQUENCES
    }

    private final DetectorParameters parameters;
    private final RulesAndModels versions;
    private final RecordAttempts attempts;
    private final RecordAttempts.Step remember;
    private final RecordAttempts.Step release;

    private transient Sequences sequences;
    private transient RecordState<MerchantHistory> historyState;
    private transient RecordState<SequencesState> sequencesState;
    private transient KeyTimer<Due> timer;

    /** The stage of all merchants. */
    public MerchantProcessor(DetectorParameters parameters, RulesAndModels versions, RecordAttempts attempts) {
        this.parameters = parameters;
        this.versions = versions;
        this.attempts = attempts;
        this.remember = attempts.step("remember label");
        this.release = attempts.step("release at merchant");
    }

    @Override
    public void init(OutputMode outputMode, TimeMode timeMode) {
        sequences = Sequences.ofMerchant(attempts);
        StatefulProcessorHandle handle = getHandle();
        historyState = new RecordState<>(
                handle,
                QueryNames.MERCHANT_HISTORY,
                MerchantHistory.class,
                MerchantHistory.EMPTY,
                MerchantHistory::isEmpty);
        sequencesState = new RecordState<>(
                handle, QueryNames.SEQUENCES, SequencesState.class, SequencesState.EMPTY, SequencesState::isEmpty);
        timer = new KeyTimer<>(handle, Due.class);
    }

    @Override
    public Iterator<MerchantOutput> handleInputRows(
            String key, Iterator<MerchantRecord> rows, TimerValues timerValues) {
        List<MerchantOutput> outputs = new ArrayList<>();
        List<PublishedLabel> labels = new ArrayList<>(0);
        List<EnrichedTransaction> transactions = new ArrayList<>();
        CollectionConverters.asJava(rows).forEachRemaining(row -> {
            if (row.output() != null) {
                outputs.add(MerchantOutput.of(row.output()));
            } else if (row.label() != null) {
                labels.add(row.label());
            } else {
                transactions.add(row.transaction());
            }
        });
        if (!labels.isEmpty() || !transactions.isEmpty()) {
            updateMerchant(labels, transactions, timerValues.getCurrentWatermarkInMs(), outputs);
        }
        return CollectionConverters.asScala(outputs.iterator());
    }

    @Override
    public Iterator<MerchantOutput> handleExpiredTimer(String key, TimerValues timerValues, ExpiredTimerInfo expired) {
        long nowMillis = timerValues.getCurrentWatermarkInMs();
        List<MerchantOutput> outputs = new ArrayList<>(0);
        timer.loadFired();
        if (timer.isDue(Due.FORGET_LABELS, nowMillis)) {
            store(historyState.get().forget(nowMillis));
        }
        if (timer.isDue(Due.ADVANCE_SEQUENCES, nowMillis)) {
            Sequences.Progress progress = sequences.advance(sequencesState.get(), nowMillis - parameters.boundMillis());
            store(progress.state());
            for (Alert alert : progress.alerts()) {
                outputs.add(MerchantOutput.of(OutputCodec.encode(alert)));
            }
        }
        timer.store();
        return CollectionConverters.asScala(outputs.iterator());
    }

    private void updateMerchant(
            List<PublishedLabel> labels,
            List<EnrichedTransaction> transactions,
            long nowMillis,
            List<MerchantOutput> outputs) {
        timer.load();
        labels.sort(OFFSET_ORDER);
        MerchantHistory history = historyState.get();
        for (PublishedLabel label : labels) {
            MerchantHistory before = history;
            history = remember.get(
                    label.origin(), () -> before.with(label.label(), label.origin(), parameters.merchantDailyLimit()));
        }
        MerchantHistory known = history;
        List<SequenceEvent> events = new ArrayList<>(0);
        for (EnrichedTransaction enriched : transactions) {
            release.run(enriched.origin(), () -> {
                RuleSet rules = versions.rulesAt(enriched.transaction().eventTimeMillis());
                outputs.add(MerchantOutput.of(withMerchant(enriched, known, rules)));
                addCandidate(enriched, rules, events);
            });
        }
        if (!labels.isEmpty()) {
            // Only now: a transaction that has waited may ask for more than those to come.
            store(history.forget(nowMillis));
        }
        if (!events.isEmpty()) {
            // Where the gate was shut for long they are due already; then the timer fires in this batch.
            store(sequences.observe(sequencesState.get(), events));
        }
        timer.store();
    }

    private static EnrichedTransaction withMerchant(
            EnrichedTransaction enriched, MerchantHistory history, RuleSet rules) {
        Transaction transaction = enriched.transaction();
        long eventTimeMillis = transaction.eventTimeMillis();
        Origin origin = enriched.origin();
        Features features = Flags.knowsMerchant(transaction, origin)
                ? enriched.features().withMerchant(history.featuresOf(eventTimeMillis))
                : enriched.features();
        List<Flag> flags = Flags.withMerchant(
                enriched.flags(), transaction, origin, history.isTruncatedFor(eventTimeMillis), rules);
        return enriched.with(features, flags);
    }

    private void addCandidate(EnrichedTransaction enriched, RuleSet rules, List<SequenceEvent> events) {
        Transaction transaction = enriched.transaction();
        Origin origin = enriched.origin();
        if (!parameters.isLate(transaction.eventTimeMillis(), origin.publishedAtMillis())) {
            SequenceEvent event = SequenceEvent.of(transaction, origin, enriched.features(), rules);
            if (sequences.isCandidate(event)) {
                events.add(event);
            }
        }
    }

    private void store(MerchantHistory history) {
        historyState.set(history);
        timer.clear(Due.FORGET_LABELS);
        if (!history.isEmpty()) {
            timer.set(Due.FORGET_LABELS, history.forgettableFromMillis());
        }
    }

    private void store(SequencesState state) {
        sequencesState.set(state);
        timer.clear(Due.ADVANCE_SEQUENCES);
        sequences
                .nextMillis(state)
                .ifPresent(millis -> timer.set(Due.ADVANCE_SEQUENCES, millis + parameters.boundMillis()));
    }
}
