package fraud.cli.input.table;

/** A cell of a table that cannot be used. Its message names the column and says why, without the content. */
public final class BadCellException extends Exception {

    private static final long serialVersionUID = 1L;

    public BadCellException(String column, String why) {
        super(column + " " + why);
    }

    private BadCellException(String message, BadCellException cause) {
        super(message, cause);
    }

    /** The same, with the expression that the cell was needed for. */
    public BadCellException in(String expression) {
        return new BadCellException(getMessage() + " (in " + expression + ")", this);
    }
}
