package fraud.spark.features;

import fraud.config.DetectorParameters;
import fraud.features.EnrichedTransaction;
import fraud.features.HistoryFormats;
import fraud.features.MerchantHistory;
import fraud.features.MerchantUses;
import fraud.metrics.DetectorCounts;
import fraud.parse.ParseResult;
import fraud.recovery.RecordAttempts;
import fraud.ruleset.RuleSet;
import fraud.sequences.SequenceEvent;
import fraud.spark.config.QueryNames;
import fraud.spark.metrics.CountsAccumulator;
import fraud.spark.sequences.FollowSequences;
import fraud.spark.sequences.PickCandidates;
import fraud.spark.sequences.Sequences;
import fraud.spark.sequences.SequencesState;
import fraud.spark.state.KeyTimer;
import fraud.spark.state.RecordState;
import fraud.spark.versions.VersionReader;
import java.util.ArrayList;
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
 * The second stateful stage: everything that is remembered of a merchant. Labels enter its history
 * ({@link UpdateMerchantHistory}), transactions are counted ({@link CountMerchantUses}), get its features
 * (SEMANTICS 14) and enter its sequences ({@link FollowSequences}, 8.7); what is final passes by. Issuer ranges have
 * keys of their own in the same stage, and sequences only (8.8): a stage more would cost every batch more than they do.
 * This class only declares state and the one timer of a key.
 *
 * <p>Which rows share a batch makes no difference. A transaction comes once it need not wait any more, so every label
 * that counts for it came in this batch or before, and one that came early counts only later ({@link MerchantHistory}).
 * And the readiness clock, the watermark of both stages, releases a transaction before its sequences are due: those see
 * it in this batch at the latest.
 */
public final class MerchantProcessor extends StatefulProcessor<String, MerchantRecord, MerchantOutput> {

    private static final long serialVersionUID = 1L;

    private final DetectorParameters parameters;
    private final VersionReader versions;
    private final RecordAttempts attempts;
    private final CountsAccumulator accumulator;
    private final RecordAttempts.Step release;

    private transient KeyTimer timer;
    private transient UpdateMerchantHistory histories;
    private transient CountMerchantUses uses;
    private transient PickCandidates ofMerchants;
    private transient FollowSequences sequences;
    private transient FollowSequences sequencesOfIssuerRanges;

    /** The stage of all merchants. */
    public MerchantProcessor(
            DetectorParameters parameters,
            VersionReader versions,
            RecordAttempts attempts,
            CountsAccumulator accumulator) {
        this.parameters = parameters;
        this.versions = versions;
        this.attempts = attempts;
        this.accumulator = accumulator;
        this.release = attempts.step("release at merchant");
    }

    @Override
    public void init(OutputMode outputMode, TimeMode timeMode) {
        StatefulProcessorHandle handle = getHandle();
        timer = new KeyTimer(handle);
        histories = new UpdateMerchantHistory(
                new RecordState<>(
                        handle,
                        QueryNames.MERCHANT_HISTORY,
                        HistoryFormats.MERCHANT_HISTORY,
                        MerchantHistory.EMPTY,
                        MerchantHistory::isEmpty),
                timer,
                parameters,
                attempts);
        uses = new CountMerchantUses(
                new RecordState<>(
                        handle,
                        QueryNames.MERCHANT_USES,
                        HistoryFormats.MERCHANT_USES,
                        MerchantUses.EMPTY,
                        MerchantUses::isEmpty),
                timer,
                attempts);
        DetectorCounts counts = accumulator.ofTask();
        RecordState<SequencesState> sequencesState = new RecordState<>(
                handle, QueryNames.SEQUENCES, SequencesState.FORMAT, SequencesState.EMPTY, SequencesState::isEmpty);
        Sequences ofMerchant = Sequences.ofMerchant(attempts);
        ofMerchants = new PickCandidates(ofMerchant, counts);
        sequences = new FollowSequences(ofMerchant, sequencesState, timer, parameters, counts);
        sequencesOfIssuerRanges =
                new FollowSequences(Sequences.ofIssuerRange(attempts), sequencesState, timer, parameters, counts);
    }

    @Override
    public Iterator<MerchantOutput> handleInputRows(
            String key, Iterator<MerchantRecord> rows, TimerValues timerValues) {
        List<MerchantOutput> outputs = new ArrayList<>();
        List<ParseResult> labels = new ArrayList<>(0);
        List<EnrichedTransaction> transactions = new ArrayList<>();
        List<SequenceEvent> ofIssuerRange = new ArrayList<>(0);
        CollectionConverters.asJava(rows).forEachRemaining(row -> {
            if (row.output() != null) {
                outputs.add(MerchantOutput.of(row.output()));
            } else if (row.label() != null) {
                labels.add(row.label());
            } else if (row.candidate() != null) {
                ofIssuerRange.add(row.candidate());
            } else {
                transactions.add(row.transaction());
            }
        });
        if (!ofIssuerRange.isEmpty()) {
            timer.load();
            sequencesOfIssuerRanges.observe(ofIssuerRange);
            timer.store();
        }
        if (!labels.isEmpty() || !transactions.isEmpty()) {
            updateMerchant(labels, transactions, timerValues.getCurrentWatermarkInMs(), outputs);
        }
        return CollectionConverters.asScala(outputs.iterator());
    }

    private void updateMerchant(
            List<ParseResult> labels,
            List<EnrichedTransaction> transactions,
            long nowMillis,
            List<MerchantOutput> outputs) {
        timer.load();
        MerchantHistory history = histories.with(labels);
        MerchantUses used = uses.with(transactions, nowMillis);
        List<SequenceEvent> candidates = new ArrayList<>(0);
        for (EnrichedTransaction enriched : transactions) {
            release.run(enriched.origin(), () -> {
                RuleSet rules = versions.rulesAt(enriched.eventTimeMillis());
                outputs.add(MerchantOutput.of(enriched.withMerchant(history, used, rules)));
                SequenceEvent.ofTimely(enriched, rules, parameters)
                        .filter(ofMerchants::picks)
                        .ifPresent(candidates::add);
            });
        }
        if (!labels.isEmpty()) {
            // Only now: a transaction that has waited may ask for more than those to come.
            histories.store(history, nowMillis);
        }
        sequences.observe(candidates);
        timer.store();
    }

    @Override
    public Iterator<MerchantOutput> handleExpiredTimer(String key, TimerValues timerValues, ExpiredTimerInfo expired) {
        long nowMillis = timerValues.getCurrentWatermarkInMs();
        List<MerchantOutput> outputs = new ArrayList<>(0);
        timer.loadFired();
        histories.forget(nowMillis);
        uses.forget(nowMillis);
        FollowSequences ofKey = MerchantRecord.isOfIssuerRange(key) ? sequencesOfIssuerRanges : sequences;
        ofKey.advance(List.of(), nowMillis, alert -> outputs.add(MerchantOutput.of(alert)));
        timer.store();
        return CollectionConverters.asScala(outputs.iterator());
    }
}
