package fraud.training.console;

import java.util.Locale;

/** How far the training is, for {@code ./fraud train}, which reads the lines that begin with {@code progress:}. */
public final class Progress {

    private Progress() {}

    /** Says a line on standard output. */
    public static void say(String pattern, Object... values) {
        System.out.println("progress: " + String.format(Locale.ROOT, pattern, values));
    }
}
