package fraud.ops.input.table;

/** What was done to the rows of a table that whoever brought it should know, in numbers. Not thread-safe. */
public final class TableNotes {

    private long rowsLeftOut;
    private long rowsWithoutLabel;
    private long localTimesSkipped;
    private long localTimesDoubled;

    void leftOut() {
        rowsLeftOut++;
    }

    /** Counts a row that says nothing of fraud, in a table whose rows do. */
    public void withoutLabel() {
        rowsWithoutLabel++;
    }

    /** Counts a local time that a change of clocks skips. */
    public void skippedTime() {
        localTimesSkipped++;
    }

    /** Counts a local time that a change of clocks brings twice. */
    public void doubledTime() {
        localTimesDoubled++;
    }

    /** Rows that a filter left out. */
    public long rowsLeftOut() {
        return rowsLeftOut;
    }

    /** Rows whose cell about fraud is empty. */
    public long rowsWithoutLabel() {
        return rowsWithoutLabel;
    }

    /** Local times that no clock ever showed. */
    public long localTimesSkipped() {
        return localTimesSkipped;
    }

    /** Local times that the clocks showed twice. */
    public long localTimesDoubled() {
        return localTimesDoubled;
    }
}
