package fraud.ops.input;

/** A cell of a table that cannot be used. Its message names the column and says why, without the content. */
final class BadCellException extends Exception {

    private static final long serialVersionUID = 1L;

    BadCellException(String column, String why) {
        super(column + " " + why);
    }
}
