package fraud.cli;

import fraud.mask.CardNumbers;
import java.io.PrintWriter;

/** Standard error of all commands: whatever a message repeats of what was given, no card number in it is shown. */
final class MaskingWriter extends PrintWriter {

    MaskingWriter(PrintWriter err) {
        super(err, true);
    }

    /** Where each text that is printed at once comes by. */
    @Override
    public void write(String text, int from, int length) {
        String masked = CardNumbers.maskInMessage(text.substring(from, from + length));
        super.write(masked, 0, masked.length());
    }
}
