package fraud.cli.training;

import fraud.cli.yaml.YamlValue;
import java.util.List;
import java.util.Optional;

/**
 * What a type of model can be told: MLlib's parameter of that name, or {@code fraudWeight}, what a fraud weighs in
 * training against a transaction that is none.
 *
 * @param name its name
 * @param kind what its values are
 * @param least the least number
 * @param greatest the greatest number
 * @param choices the texts it can be, the first one the default; empty for a number
 * @param otherwise the number that it is unless told, if it is any
 */
record ModelSetting(
        String name, Kind kind, double least, double greatest, List<String> choices, Optional<Double> otherwise) {

    /** What values are. */
    enum Kind {
        WHOLE,
        REAL,
        CHOICE
    }

    static ModelSetting whole(String name, int least, int greatest, int otherwise) {
        return new ModelSetting(name, Kind.WHOLE, least, greatest, List.of(), Optional.of((double) otherwise));
    }

    static ModelSetting real(String name, double least, double greatest, double otherwise) {
        return new ModelSetting(name, Kind.REAL, least, greatest, List.of(), Optional.of(otherwise));
    }

    static ModelSetting optional(String name, double least, double greatest) {
        return new ModelSetting(name, Kind.REAL, least, greatest, List.of(), Optional.empty());
    }

    static ModelSetting choice(String name, List<String> choices) {
        return new ModelSetting(name, Kind.CHOICE, 0, 0, choices, Optional.empty());
    }

    /** What it is if nothing is said: a number, a text, or nothing. */
    Optional<Object> defaultValue() {
        return switch (kind) {
            case WHOLE -> otherwise.map(Double::intValue);
            case REAL -> otherwise.map(Object.class::cast);
            case CHOICE -> Optional.of(choices.get(0));
        };
    }

    /** A value as MLlib takes it; nothing if it is none. */
    Optional<Object> valueOf(YamlValue given) {
        return switch (kind) {
            case WHOLE ->
                given.wholeNumber()
                        .filter(number -> number >= least && number <= greatest)
                        .map(Long::intValue);
            case REAL ->
                given.number()
                        .filter(number -> number >= least && number <= greatest)
                        .map(Object.class::cast);
            case CHOICE -> given.text().filter(choices::contains).map(Object.class::cast);
        };
    }

    /** What values there are, as an error says it. */
    String range() {
        return switch (kind) {
            case WHOLE -> "must be a whole number from " + (long) least + " to " + (long) greatest;
            case REAL -> "must be a number from " + plain(least) + " to " + plain(greatest);
            case CHOICE -> "must be one of " + String.join(", ", choices);
        };
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
