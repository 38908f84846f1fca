package fraud.spark.features;

import fraud.config.DetectorParameters;
import fraud.features.CardProfile;
import fraud.features.CardUpdate;
import fraud.features.EnrichedTransaction;
import fraud.metrics.DetectorCounts;
import fraud.parse.ParseResult;
import fraud.recovery.RecordAttempts;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import fraud.spark.state.Due;
import fraud.spark.state.KeyTimer;
import fraud.spark.state.RecordState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Remembers each card (SEMANTICS 4, 6, 7): applies controls, tells duplicates apart, and gives every other transaction
 * the features of its card, in offset order.
 *
 * <p>State of a card: its {@link CardProfile}, at most the history limit's entries, until the sequence clock is past
 * its horizon (a block stays until it is released).
 */
final class UpdateCardProfile {

    private final RecordState<CardProfile> profileState;
    private final KeyTimer timer;
    private final DetectorParameters parameters;
    private final RecordAttempts.Step update;
    private final DetectorCounts counts;

    UpdateCardProfile(
            RecordState<CardProfile> profileState,
            KeyTimer timer,
            DetectorParameters parameters,
            RecordAttempts attempts,
            DetectorCounts counts) {
        this.profileState = profileState;
        this.timer = timer;
        this.parameters = parameters;
        this.update = attempts.step("update card profile");
        this.counts = counts;
    }

    /**
     * Takes the records of one batch of the card at hand.
     *
     * @param records in offset order
     * @param outputs gets what follows from them at once
     * @return its transactions yet to be decided: no duplicates
     */
    @SuppressWarnings("ReferenceEquality") // duplicates alone give the same profile back: nothing to write
    List<EnrichedTransaction> update(List<ParseResult> records, Consumer<OutputRecord> outputs) {
        List<EnrichedTransaction> transactions = new ArrayList<>();
        CardProfile stored = profileState.get();
        CardProfile profile = stored;
        for (ParseResult record : records) {
            CardProfile before = profile;
            profile = update.get(record.origin(), () -> after(before, record, transactions, outputs));
        }
        if (profile != stored) {
            store(profile);
        }
        return transactions;
    }

    private CardProfile after(
            CardProfile before,
            ParseResult record,
            List<EnrichedTransaction> transactions,
            Consumer<OutputRecord> outputs) {
        return switch (record.kind()) {
            case CONTROL -> before.after(record.control().action());
            case TRANSACTION -> {
                CardUpdate next = CardUpdate.of(before, record.transaction(), record.origin(), parameters);
                next.duplicate().ifPresent(duplicate -> {
                    outputs.accept(OutputCodec.encode(duplicate));
                    counts.duplicate();
                });
                next.enriched().ifPresent(transactions::add);
                next.late().ifPresent(late -> {
                    outputs.accept(OutputCodec.encode(late));
                    counts.late();
                });
                yield next.profile();
            }
            case LABEL, RULE_SET, MODEL, SIGNAL, DEAD_LETTER ->
                throw new IllegalStateException("has no card: " + record.origin());
        };
    }

    /** Forgets a history that no later record can see, if it is time to look. */
    void forget(long nowMillis) {
        if (timer.isDue(Due.FORGET_HISTORY, nowMillis)) {
            timer.clear(Due.FORGET_HISTORY);
            CardProfile profile = profileState.get();
            boolean isInvisible = profile.invisibleFromMillis() < nowMillis - parameters.maxOutOfOrdernessMillis();
            store(isInvisible ? profile.withoutHistory() : profile);
        }
    }

    private void store(CardProfile profile) {
        profileState.set(profile);
        long invisibleFromMillis = profile.invisibleFromMillis();
        if (invisibleFromMillis != Long.MIN_VALUE) {
            timer.setNoLaterThan(Due.FORGET_HISTORY, invisibleFromMillis + 1 + parameters.maxOutOfOrdernessMillis());
        }
    }
}
