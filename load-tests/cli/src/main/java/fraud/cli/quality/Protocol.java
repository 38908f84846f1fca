package fraud.cli.quality;

import fraud.score.KnownCards;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The days on which a model is judged, UTC, both inclusive, and those it was trained on, if cards that are known by
 * then are to be left out ({@link KnownCards}).
 *
 * @param from first day that counts
 * @param to last day that counts
 * @param training what the model was trained on
 */
public record Protocol(LocalDate from, LocalDate to, Optional<Training> training) {

    /** After so many days the outcome of a transaction is taken for known (SEMANTICS 14.3). */
    public static final int DELAY_DAYS = 7;

    /**
     * That of the Fraud Detection Handbook's chapter 5: a week to train, a week until outcomes are known, a week to
     * test.
     */
    public static final Protocol HANDBOOK = new Protocol(
            LocalDate.of(2018, 8, 8),
            LocalDate.of(2018, 8, 14),
            Optional.of(new Training(LocalDate.of(2018, 7, 25), LocalDate.of(2018, 7, 31))));

    /** @throws IllegalArgumentException if days are out of order */
    public Protocol {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("the days that count end on " + to + ", before " + from);
        }
        if (training.isPresent() && !training.get().to().isBefore(from)) {
            throw new IllegalArgumentException("training ends on "
                    + training.get().to() + ": must be before the days that count, which begin on " + from);
        }
    }

    /**
     * Days of training, both inclusive.
     *
     * @param from the first
     * @param to the last
     */
    public record Training(LocalDate from, LocalDate to) {

        /** @throws IllegalArgumentException if days are out of order */
        public Training {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("training ends on " + to + ", before " + from);
            }
        }
    }

    /**
     * What is counted.
     *
     * @param truth with all labels and transactions taken
     */
    public Scope scope(FraudTruth truth) {
        Optional<KnownCards> known = noneKnown();
        known.ifPresent(cards -> truth.forEachSeen(cards::fraud));
        return new Scope(words(), startOf(from), startOf(to.plusDays(1)), known);
    }

    /** The days that count, whatever is known of the cards. */
    public Scope days() {
        return new Scope(words(), startOf(from), startOf(to.plusDays(1)), Optional.empty());
    }

    /** The cards to leave out, if any are to be; yet without any. */
    public Optional<KnownCards> noneKnown() {
        return training.map(of -> new KnownCards(of.from(), of.to(), DELAY_DAYS));
    }

    private String words() {
        String days = from + " to " + to + " (UTC)";
        return training.map(of -> days + " without cards on which fraud is known by then: of the training from "
                        + of.from() + " to " + of.to() + ", or after " + DELAY_DAYS + " days")
                .orElse(days);
    }

    private static long startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
}
