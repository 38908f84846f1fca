package fraud.reference;

import fraud.features.TestTransaction;
import fraud.model.Channel;
import fraud.model.Transaction;
import fraud.sequences.BinEnumeration;
import fraud.sequences.SequenceRule;

/**
 * Examples of scripts that try the numbers of an issuer range (SEMANTICS 8.8): matches, and next to each what almost is
 * one. Unless said otherwise each attempt is sent after a delay of its own within the maximum out-of-orderness, so that
 * a detector that goes by arrival gets the example wrong.
 */
final class EnumerationEpisodes {

    private static final long WITHIN = SequenceRule.BIN_ENUMERATION.within().toMillis();
    private static final String KNOWN = "d-known";

    private final SeededStream stream;
    private final long max;

    EnumerationEpisodes(SeededStream stream) {
        this.stream = stream;
        this.max = stream.rules().get(BinEnumeration.SMALL_MAX);
    }

    void writeAll() {
        // A card is a letter, a merchant a digit: a second apart, each is tried with the greatest amount that is seen.
        row("abcdefghij", "0123456789");
        row("abcdefghi", "012345678");
        row("abcdefghia", "0123456789");
        row("abcdebfghijklm", "01234567890123");
        row("aabcdefghij", "01234567890");
        // At five merchants, at four, and at four until another comes.
        row("abcdefghij", "0123401234");
        row("abcdefghijkl", "012301230123");
        row("abcdefghijklm", "0123012301234");
        // What a match holds is spent.
        row("abcdefghijabcdefghij", "01234567890123456789");
        row("abcdefghijklmnopqrs", "0123456789012345678");
        amounts();
        time();
        oneInstant();
        lateOnes();
        duplicate();
        ofTwoRanges();
        for (boolean known : new boolean[] {true, false}) {
            devices(known);
        }
        for (int i = 0; i < 4; i++) {
            randomExample();
        }
    }

    private void row(String cards, String merchants) {
        Range range = new Range();
        for (int i = 0; i < cards.length(); i++) {
            range.tryOut(cards.charAt(i), merchants.charAt(i), i * 1_000L, max);
        }
    }

    private Range nine() {
        Range range = new Range();
        for (int i = 0; i < 9; i++) {
            range.tryOut((char) ('a' + i), (char) ('0' + i), i, max);
        }
        return range;
    }

    /** What is too much, at a terminal, or of no channel is not seen, and breaks no row. */
    private void amounts() {
        for (long amount : new long[] {0, max, max + 1}) {
            nine().tryOut('j', '9', 9, amount);
        }
        Range range = nine();
        range.use('a', '9', 9, max + 1, Channel.ECOMMERCE)
                .use('b', '9', 9, max, Channel.CHIP)
                .use('c', '9', 9, max, null)
                .tryOut('j', '9', 10, max);
    }

    private void time() {
        for (long last : new long[] {WITHIN - 1, WITHIN}) {
            nine().tryOut('j', '9', last, max);
            // A row that is too old goes on without its first.
            nine().tryOut('j', '9', WITHIN, max).tryOut('k', '0', last + 1, max);
        }
    }

    /** Within one instant first the card decides, then the identifier. */
    private void oneInstant() {
        Range range = new Range();
        for (char card : "lkjihgfedcba".toCharArray()) {
            range.tryOut(card, (char) ('0' + card % 7), 0, max);
        }
        range.tryOut('a', '8', 0, max);
    }

    /** The tenth comes at the maximum out-of-orderness, or a millisecond beyond: not seen. */
    private void lateOnes() {
        long bound = stream.parameters().maxOutOfOrdernessMillis();
        for (long delay : new long[] {bound, bound + 1}) {
            Transaction tenth = nine().transaction('j', '9', 9, max).build();
            stream.sendExactly(tenth, tenth.eventTimeMillis() + delay);
        }
    }

    private void duplicate() {
        Range range = new Range();
        for (int i = 0; i < 9; i++) {
            Transaction tried = range.transaction((char) ('a' + i), (char) ('0' + i), i, max)
                    .build();
            stream.send(tried, tried.eventTimeMillis() + range.delay());
            stream.send(tried, tried.eventTimeMillis() + range.delay());
        }
        range.tryOut('j', '9', 9, max);
    }

    private void ofTwoRanges() {
        Range one = new Range();
        Range other = new Range(one);
        for (int i = 0; i < 10; i++) {
            (i < 5 ? one : other).tryOut((char) ('a' + i), (char) ('0' + i), i, max);
        }
    }

    /** The tenth is on the device that its card is known by, or on another. */
    private void devices(boolean known) {
        Range range = nine();
        Transaction before = range.transaction('j', '9', -3_600_000, stream.ordinaryAmount())
                .device(KNOWN)
                .build();
        stream.send(before, before.eventTimeMillis());
        Transaction tenth = range.transaction('j', '9', 9, max)
                .device(known ? KNOWN : "d-strange")
                .build();
        stream.send(tenth, tenth.eventTimeMillis() + range.delay());
    }

    private void randomExample() {
        Range range = new Range();
        for (int i = 0; i < 60; i++) {
            long at = stream.random().nextLong(2 * WITHIN);
            char card = (char) ('a' + stream.random().nextInt(26));
            char merchant = (char) ('0' + stream.random().nextInt(6));
            // Many at one instant, as random times hardly are.
            range.tryOut(
                    card, merchant, stream.chance(50) ? at : at / WITHIN * WITHIN, max + (stream.chance(5) ? 1 : 0));
        }
    }

    /** A fresh issuer range, its cards named by letters and merchants named by digits, which are in many partitions. */
    private final class Range {

        private final String id;
        private final String cards;
        private final String merchants;
        private final long originMillis;

        Range() {
            this.cards = stream.newCard();
            this.merchants = stream.newMerchant();
            this.id = "b-" + cards;
            this.originMillis = SeededStream.START_MILLIS + stream.random().nextLong(SeededStream.SPAN.toMillis());
        }

        /** Another, at the same time for the same cards and merchants. */
        Range(Range other) {
            this.cards = other.cards;
            this.merchants = other.merchants;
            this.id = other.id + "-other";
            this.originMillis = other.originMillis;
        }

        Range tryOut(char card, char merchant, long atMillis, long amountMinor) {
            return use(card, merchant, atMillis, amountMinor, Channel.ECOMMERCE);
        }

        Range use(char card, char merchant, long atMillis, long amountMinor, Channel channel) {
            Transaction transaction = transaction(card, merchant, atMillis, amountMinor)
                    .channel(channel)
                    .build();
            stream.send(transaction, transaction.eventTimeMillis() + delay());
            return this;
        }

        TestTransaction transaction(char card, char merchant, long atMillis, long amountMinor) {
            return TestTransaction.of(amountMinor)
                    .id(stream.newTransactionId())
                    .card(cards + "." + card)
                    .merchant(merchants + "." + merchant)
                    .at(originMillis + atMillis)
                    .channel(Channel.ECOMMERCE)
                    .issuerRange(id);
        }

        long delay() {
            return stream.random().nextLong(stream.parameters().maxOutOfOrdernessMillis() + 1);
        }
    }
}
