package fraud.reference;

import fraud.model.Channel;
import fraud.model.Transaction;
import fraud.sequences.MuleCashOut;
import fraud.sequences.SequenceRule;

/**
 * Examples of mules who draw money at one machine (SEMANTICS 8.7): matches, and next to each what almost is one. Unless
 * said otherwise each withdrawal is sent after a delay of its own within the maximum out-of-orderness, so that a
 * detector that goes by arrival gets the example wrong.
 */
final class MuleEpisodes {

    private static final long WITHIN = SequenceRule.MULE_CASH_OUT.within().toMillis();

    private final SeededStream stream;
    private final long min;

    MuleEpisodes(SeededStream stream) {
        this.stream = stream;
        this.min = stream.rules().get(MuleCashOut.MIN_AMOUNT);
    }

    void writeAll() {
        // A card is a letter: a second apart, each draws the least amount that is seen.
        row("abcde");
        row("abcd");
        row("abcdb");
        row("abcdbef");
        row("aabcde");
        row("abcabcdef");
        // What a match holds is spent.
        row("abcdefghi");
        row("abcdefghij");
        row("abcdeabcde");
        amounts();
        time();
        oneInstant();
        lateOnes();
        duplicate();
        atTwoMachines();
        for (int i = 0; i < 10; i++) {
            randomExample();
        }
    }

    private void row(String cards) {
        Machine machine = new Machine();
        for (int i = 0; i < cards.length(); i++) {
            machine.draw(cards.charAt(i), i * 1_000L, min);
        }
    }

    /** An amount that is too low and a use that draws no money are not seen, and break no row. */
    private void amounts() {
        for (long least : new long[] {min - 1, min}) {
            Machine machine = new Machine();
            for (char card : "abcd".toCharArray()) {
                machine.draw(card, card, min);
            }
            machine.draw('e', 'e', Math.max(0, least));
        }
        Machine machine = new Machine();
        for (char card : "abcd".toCharArray()) {
            machine.draw(card, card, min);
        }
        machine.draw('a', 'd', Math.max(0, min - 1))
                .use('b', 'd', min, Channel.CHIP)
                .use('c', 'd', min, null)
                .draw('e', 'e', min);
    }

    private void time() {
        for (long last : new long[] {WITHIN - 1, WITHIN}) {
            fourAnd().draw('e', last, min);
            // A row that is too old goes on without its first.
            fourAnd().draw('e', WITHIN, min).draw('f', last + 1, min);
        }
    }

    private Machine fourAnd() {
        return new Machine()
                .draw('a', 0, min)
                .draw('b', 1, min)
                .draw('c', 2, min)
                .draw('d', 3, min);
    }

    /** Within one instant first the card decides, then the identifier. */
    private void oneInstant() {
        Machine five = new Machine();
        for (char card : "edcba".toCharArray()) {
            five.draw(card, 0, min);
        }
        Machine twice = new Machine();
        for (char card : "dcbba".toCharArray()) {
            twice.draw(card, 0, min);
        }
        twice.draw('e', 1, min).draw('f', 2, min);
        Machine lastOfMany = new Machine();
        for (char card : "gfedcba".toCharArray()) {
            lastOfMany.draw(card, 0, min);
        }
        lastOfMany.draw('a', 1, min).draw('b', 1, min).draw('c', 1, min);
    }

    /** The fifth comes at the maximum out-of-orderness, or a millisecond beyond: not seen. */
    private void lateOnes() {
        long bound = stream.parameters().maxOutOfOrdernessMillis();
        for (long delay : new long[] {bound, bound + 1}) {
            Machine machine = fourAnd();
            Transaction fifth = machine.transaction('e', 4, min, Channel.ATM);
            stream.sendExactly(fifth, fifth.eventTimeMillis() + delay);
        }
    }

    private void duplicate() {
        Machine machine = new Machine();
        for (char card : "abcd".toCharArray()) {
            Transaction drawn = machine.transaction(card, card, min, Channel.ATM);
            stream.send(drawn, drawn.eventTimeMillis() + machine.delay());
            stream.send(drawn, drawn.eventTimeMillis() + machine.delay());
        }
        machine.draw('e', 'e', min);
    }

    private void atTwoMachines() {
        Machine one = new Machine().draw('a', 0, min).draw('b', 1, min).draw('c', 2, min);
        Machine other = new Machine(one);
        other.draw('d', 3, min).draw('e', 4, min);
    }

    private void randomExample() {
        Machine machine = new Machine();
        for (int i = 0; i < 40; i++) {
            long at = stream.random().nextLong(4 * WITHIN);
            // Many at one instant, as random times hardly are.
            machine.draw(anyCard(), stream.chance(50) ? at : at / WITHIN * WITHIN, min - (stream.chance(10) ? 1 : 0));
        }
    }

    private char anyCard() {
        return (char) ('a' + stream.random().nextInt(12));
    }

    /** A fresh merchant with its cash machine, and fresh cards named by letters, which are in many partitions. */
    private final class Machine {

        private final MerchantExample merchant = new MerchantExample(stream);
        private final String cards;
        private final long originMillis;

        Machine() {
            this.cards = stream.newCard();
            this.originMillis = SeededStream.START_MILLIS + stream.random().nextLong(SeededStream.SPAN.toMillis());
        }

        /** Of another merchant, at the same time for the same cards. */
        Machine(Machine other) {
            this.cards = other.cards;
            this.originMillis = other.originMillis;
        }

        Machine draw(char card, long atMillis, long amountMinor) {
            return use(card, atMillis, amountMinor, Channel.ATM);
        }

        Machine use(char card, long atMillis, long amountMinor, Channel channel) {
            Transaction transaction = transaction(card, atMillis, amountMinor, channel);
            stream.send(transaction, transaction.eventTimeMillis() + delay());
            return this;
        }

        Transaction transaction(char card, long atMillis, long amountMinor, Channel channel) {
            return merchant.transaction(cards + "." + card, channel, originMillis + atMillis, amountMinor);
        }

        long delay() {
            return stream.random().nextLong(stream.parameters().maxOutOfOrdernessMillis() + 1);
        }
    }
}
