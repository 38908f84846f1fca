package fraud.generator;

/** Devices of fraudsters: their identifiers never coincide with a holder's. */
final class StrangeDevice {

    private StrangeDevice() {}

    static String next(Draws draws) {
        return "x" + Population.padded(draws.nextInt(1_000_000_000), Population.CARD_ID_DIGITS);
    }
}
