package fraud.reference;

import fraud.features.CardProfile;
import fraud.model.CardControl.Action;
import fraud.model.Channel;
import fraud.model.Transaction;
import fraud.rules.CountryFlip;
import fraud.rules.DormantCard;
import fraud.rules.NewDevice;
import fraud.ruleset.RuleSet;
import java.time.Duration;

/**
 * Examples of what is new for a card: another country, another device, a payment after long silence (SEMANTICS 4.8 to
 * 4.10).
 */
final class HabitEpisodes {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long HORIZON = CardProfile.HORIZON.toMillis();

    private final SeededStream stream;
    private final RuleSet rules;

    HabitEpisodes(SeededStream stream) {
        this.stream = stream;
        this.rules = stream.rules();
    }

    void writeAll() {
        countryFlip();
        countryUsesThatDoNotCompare();
        newDevice();
        devicesOutOfSight();
        dormantCard();
        if (stream.parameters().historyLimit() <= Episodes.MAX_TRUNCATION_LIMIT) {
            evicted();
        }
    }

    private void countryFlip() {
        long within = rules.get(CountryFlip.WITHIN);
        for (long elapsed : new long[] {0, within, within + 1}) {
            EpisodeCard card = card();
            card.useIn("DE", 0);
            card.useIn("FR", elapsed);
        }
        EpisodeCard athome = card();
        athome.useIn("DE", 0);
        athome.useIn("DE", 1);
        // The latest use counts, not the latest in another country; other uses do not hide it.
        EpisodeCard backAgain = card();
        backAgain.useIn("DE", 0);
        backAgain.useIn("FR", within + 1);
        backAgain.pay(within + 2, stream.ordinaryAmount());
        backAgain.useIn("FR", within + 3);
        backAgain.useIn("DE", within + 4);
    }

    private void countryUsesThatDoNotCompare() {
        for (Channel channel : new Channel[] {null, Channel.ECOMMERCE, Channel.ATM}) {
            EpisodeCard second = card();
            second.useIn("DE", 0);
            second.publish(second.inCountry("FR", channel, 1), second.sentMillis(1));
            EpisodeCard first = card();
            first.publish(first.inCountry("FR", channel, 0), first.sentMillis(0));
            first.useIn("DE", 1);
        }
        EpisodeCard unnamed = card();
        unnamed.useIn("DE", 0);
        unnamed.useAt(1, 0);
        unnamed.useIn("DE", 2);
        EpisodeCard older = card();
        older.useIn("DE", HOUR);
        older.publish(older.inCountry("FR", Channel.CHIP, HOUR - 1), older.sentMillis(HOUR + 1));
        // Long after, a transaction of that minute comes in: just before and just when the horizon hides the earlier
        // use.
        for (long age : new long[] {HORIZON - 1, HORIZON}) {
            EpisodeCard delayed = card();
            Transaction before = delayed.inCountry("DE", Channel.CHIP, 0);
            delayed.publish(before, delayed.sentMillis(0));
            stream.sendExactly(delayed.inCountry("FR", Channel.CHIP, 1), before.eventTimeMillis() + age);
        }
    }

    private void newDevice() {
        long min = rules.get(NewDevice.MIN_AMOUNT);
        for (long amount : new long[] {min - 1, min}) {
            EpisodeCard card = card();
            card.buyOn("d-1", 0, stream.ordinaryAmount());
            card.buyOn("d-2", DAY, Math.max(0, amount));
            card.buyOn("d-2", DAY + 1, min);
        }
        EpisodeCard first = card();
        first.buyOn("d-1", 0, min);
        EpisodeCard firstAfterOthers = card();
        firstAfterOthers.pay(0, stream.ordinaryAmount());
        firstAfterOthers.buyOn("d-1", 1, min);
        for (Channel channel : new Channel[] {null, Channel.CONTACTLESS}) {
            EpisodeCard otherwise = card();
            otherwise.buyOn("d-1", 0, stream.ordinaryAmount());
            otherwise.publish(otherwise.onDevice("d-2", channel, 1, min), otherwise.sentMillis(1));
            otherwise.buyOn("d-2", 2, min);
        }
        // Known by its offset, though its first use is of a later time.
        EpisodeCard older = card();
        older.buyOn("d-1", 0, stream.ordinaryAmount());
        older.buyOn("d-2", HOUR, stream.ordinaryAmount());
        older.publish(older.onDevice("d-2", Channel.ECOMMERCE, HOUR - 1, min), older.sentMillis(HOUR));
        EpisodeCard forgotten = card();
        forgotten.buyOn("d-1", 0, stream.ordinaryAmount());
        forgotten.control(Action.FORGET, 1);
        forgotten.buyOn("d-2", 2, min);
        forgotten.buyOn("d-1", 3, min);
    }

    private void devicesOutOfSight() {
        long min = rules.get(NewDevice.MIN_AMOUNT);
        for (long age : new long[] {HORIZON - 1, HORIZON}) {
            EpisodeCard card = card();
            Transaction known = card.onDevice("d-1", Channel.ECOMMERCE, 0, stream.ordinaryAmount());
            card.publish(known, card.sentMillis(0));
            card.buyOn("d-2", DAY, stream.ordinaryAmount());
            stream.sendExactly(card.onDevice("d-1", Channel.ECOMMERCE, age, min), known.eventTimeMillis() + age);
            EpisodeCard forLong = card();
            Transaction only = forLong.onDevice("d-1", Channel.ECOMMERCE, 0, stream.ordinaryAmount());
            forLong.publish(only, forLong.sentMillis(0));
            stream.sendExactly(forLong.onDevice("d-2", Channel.ECOMMERCE, age, min), only.eventTimeMillis() + age);
        }
        EpisodeCard duplicated = card();
        duplicated.buyOn("d-1", 0, stream.ordinaryAmount());
        Transaction original = duplicated.transaction(1, stream.ordinaryAmount(), null, 0);
        duplicated.publish(original, duplicated.sentMillis(1));
        duplicated.publish(Episodes.repeat(original, original.amountMinor(), "d-2"), duplicated.sentMillis(2));
        duplicated.buyOn("d-2", 3, min);
    }

    private void dormantCard() {
        long idle = rules.get(DormantCard.IDLE);
        long min = rules.get(DormantCard.MIN_AMOUNT);
        for (long amount : new long[] {min - 1, min}) {
            EpisodeCard card = card();
            card.pay(0, stream.ordinaryAmount());
            card.pay(idle, Math.max(0, amount));
        }
        for (long silence : new long[] {idle - 1, 30 * DAY - 1, 30 * DAY}) {
            EpisodeCard card = card();
            card.pay(0, stream.ordinaryAmount());
            card.pay(silence, min);
        }
        EpisodeCard first = card();
        first.pay(0, min);
        // What is later than the transaction does not count, however early it came.
        EpisodeCard older = card();
        older.pay(0, stream.ordinaryAmount());
        older.pay(idle + HOUR, stream.ordinaryAmount());
        older.publish(older.transaction(idle, min, null, 0), older.sentMillis(idle + HOUR));
        EpisodeCard atOnce = card();
        atOnce.pay(0, stream.ordinaryAmount());
        atOnce.pay(idle, stream.ordinaryAmount());
        atOnce.pay(idle, min);
    }

    /** The history ends before the first country and the first device: the country is remembered, the device is not. */
    private void evicted() {
        int limit = stream.parameters().historyLimit();
        EpisodeCard countries = card();
        countries.useIn("DE", 0);
        EpisodeCard devices = card();
        devices.buyOn("d-1", 0, stream.ordinaryAmount());
        for (int i = 1; i <= limit; i++) {
            countries.pay(i, stream.ordinaryAmount());
            devices.buyOn("d-2", i * HOUR, stream.ordinaryAmount());
        }
        countries.useIn("FR", limit + 1);
        devices.buyOn("d-1", (limit + 1) * HOUR, rules.get(NewDevice.MIN_AMOUNT));
    }

    private EpisodeCard card() {
        return new EpisodeCard(stream);
    }
}
