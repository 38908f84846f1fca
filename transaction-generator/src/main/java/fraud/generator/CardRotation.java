package fraud.generator;

import fraud.generator.Draws.Subject;

/**
 * Whose turn it is: in every round each card comes up once, in an order of its own for each round. A holder who sleeps gives the turn to
 * another, drawn likewise. Even turns keep the number of uses of a card close to the mean, where free draws would give many cards twice as
 * many in a run of minutes.
 */
final class CardRotation {

    /** After so many sleepers the next is woken: a population that sleeps as a whole must not stop the stream. */
    private static final int MAX_TRIES = 4;

    private static final int ROUNDS = 4;

    private final long seed;
    private final Population population;
    private final int halfBits;

    CardRotation(long seed, Population population) {
        this.seed = seed;
        this.population = population;
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(population.cards() - 1);
        this.halfBits = (bits + 1) / 2;
    }

    /** The card used by the ordinary transaction of an index that happens at a time. */
    Card cardAt(long index, long eventTimeMillis) {
        long round = index / population.cards();
        int turn = (int) (index % population.cards());
        Card card = population.card(permuted(turn, round * MAX_TRIES));
        for (int i = 1; i < MAX_TRIES && !card.isActiveAt(eventTimeMillis); i++) {
            card = population.card(permuted(turn, round * MAX_TRIES + i));
        }
        return card;
    }

    /**
     * A permutation of the card numbers: a Feistel network on the next power of four, walked until it lands inside (Black and Rogaway
     * 2002, cycle walking; under four steps on average).
     */
    int permuted(int turn, long order) {
        long key = Draws.of(seed, Subject.ROTATION, order).nextLong();
        int mask = (1 << halfBits) - 1;
        int value = turn;
        do {
            int left = value >>> halfBits;
            int right = value & mask;
            for (int i = 0; i < ROUNDS; i++) {
                int mixed = left ^ ((int) Draws.mix(key + right + ((long) i << 32)) & mask);
                left = right;
                right = mixed;
            }
            value = left << halfBits | right;
        } while (Integer.compareUnsigned(value, population.cards()) >= 0);
        return value;
    }
}
