package fraud.features;

import java.math.BigInteger;

/** The population deviation of amounts in exact integers (SEMANTICS 4.5). */
final class Deviation {

    private Deviation() {}

    /**
     * ⌊√⌊(n·Q − S²) / n²⌋⌋, 0 if n is 0.
     *
     * @param squaresHigh upper 64 bits of Q, the sum of the squares
     * @param squaresLow its lower 64 bits, unsigned
     */
    static long of(int n, long sum, long squaresHigh, long squaresLow) {
        if (n == 0) {
            return 0;
        }
        BigInteger squares = BigInteger.valueOf(squaresHigh)
                .shiftLeft(Long.SIZE)
                .add(new BigInteger(Long.toUnsignedString(squaresLow)));
        BigInteger count = BigInteger.valueOf(n);
        BigInteger total = BigInteger.valueOf(sum);
        return count.multiply(squares)
                .subtract(total.multiply(total))
                .divide(count.multiply(count))
                .sqrt()
                .longValueExact();
    }
}
