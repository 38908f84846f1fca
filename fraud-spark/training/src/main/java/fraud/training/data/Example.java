package fraud.training.data;

/**
 * A row with the outcome that is taken for true.
 *
 * @param row the row
 * @param fraud whether it was fraud
 * @param scenario the kind of fraud; empty if it was none, or is not known
 */
public record Example(TableRow row, boolean fraud, String scenario) {

    static Example of(TableRow row, TableRow.Outcome outcome) {
        return new Example(row, outcome.fraud(), outcome.scenario());
    }
}
