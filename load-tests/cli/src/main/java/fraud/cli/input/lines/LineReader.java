package fraud.cli.input.lines;

import fraud.model.Label;
import java.io.IOException;
import java.util.Optional;

/** One format's way to read the next line. */
public interface LineReader {

    /** The next line, or nothing at the end. */
    Optional<Line> next() throws IOException;

    /**
     * A line.
     *
     * @param record what is sent of it
     * @param label what it says of fraud, if it does
     */
    record Line(InputRecord record, Optional<Label> label) {

        /** A line that says nothing of fraud. */
        public static Line of(InputRecord record) {
            return new Line(record, Optional.empty());
        }
    }
}
