package fraud.lab.demo;

import fraud.cli.progress.Progress;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Shows how a demo goes: a block of lines that is drawn over itself on a terminal, else the same lines now and then.
 */
final class LiveStatus {

    private static final Duration ON_A_TERMINAL = Duration.ofSeconds(1);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);
    private static final String CLEAR_LINE = "\033[K";
    private static final String CLEAR_BELOW = "\033[J";

    private final Progress progress;
    private final long everyNanos;
    private long lastNanos = System.nanoTime();
    private int drawn;

    LiveStatus(Progress progress) {
        this.progress = progress;
        this.everyNanos = (progress.isTerminal() ? ON_A_TERMINAL : ELSEWHERE).toNanos();
    }

    /** Says something that stays, in place of the block. */
    void say(String line) {
        progress.say(up() + line + (progress.isTerminal() ? CLEAR_LINE : ""));
        drawn = 0;
    }

    /** Shows the state, if it is time. */
    void show(Supplier<List<String>> lines) {
        long now = System.nanoTime();
        if (now - lastNanos < everyNanos) {
            return;
        }
        lastNanos = now;
        List<String> shown = lines.get();
        if (progress.isTerminal()) {
            progress.say(up()
                    + String.join(
                            System.lineSeparator(),
                            shown.stream().map(line -> line + CLEAR_LINE).toList()));
            drawn = shown.size();
        } else {
            shown.forEach(progress::say);
        }
    }

    /** Takes the block off the screen. */
    private String up() {
        return drawn == 0 ? "" : "\033[" + drawn + "A" + CLEAR_BELOW;
    }
}
