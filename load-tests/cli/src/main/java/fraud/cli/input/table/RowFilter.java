package fraud.cli.input.table;

/** Which rows of a table are taken. */
@FunctionalInterface
public interface RowFilter {

    /** Takes all rows. */
    RowFilter ALL = header -> row -> true;

    /**
     * The filter for a table.
     *
     * @throws BadCellException naming a column that is not there
     */
    Test bind(Header header) throws BadCellException;

    /** Whether a row is taken. */
    @FunctionalInterface
    interface Test {
        boolean keeps(Row row) throws BadCellException;
    }

    /** Takes what both take; the second sees only what the first takes. */
    default RowFilter and(RowFilter other) {
        return header -> {
            Test first = bind(header);
            Test second = other.bind(header);
            return row -> first.keeps(row) && second.keeps(row);
        };
    }
}
