package fraud.cli.doctor;

/**
 * Something about a detector, in a sentence or two.
 *
 * @param needsAction whether it needs somebody to act; else it is good to know
 * @param text what it is, and what to do about it
 */
record Finding(boolean needsAction, String text) {

    static Finding wrong(String text) {
        return new Finding(true, text);
    }

    static Finding note(String text) {
        return new Finding(false, text);
    }
}
