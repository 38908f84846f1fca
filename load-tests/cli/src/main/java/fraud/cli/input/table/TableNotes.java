package fraud.cli.input.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was done to the rows of a table that its owner should know, in numbers. Not thread-safe. */
public final class TableNotes {

    private final Map<String, Long> leftOutBy = new LinkedHashMap<>();
    private long rowsLeftOut;
    private long rowsWithoutLabel;
    private long localTimesSkipped;
    private long localTimesDoubled;

    void leftOut() {
        rowsLeftOut++;
    }

    /**
     * Counts a row that this filter, as it is written, leaves out: one of several may leave out what another would
     * take.
     */
    public void leftOutBy(String filter) {
        leftOutBy.merge(filter, 1L, Long::sum);
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

    /** How many rows each filter left out, as far as the filters have names. */
    public Map<String, Long> rowsLeftOutBy() {
        return Collections.unmodifiableMap(leftOutBy);
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
