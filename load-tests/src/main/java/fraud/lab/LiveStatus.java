package fraud.lab;

import fraud.generator.PublishProgress;
import fraud.ops.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows how a demo goes: a block of lines that is drawn over itself on a terminal, else the same lines now and then. */
final class LiveStatus {

    private static final Duration ON_A_TERMINAL = Duration.ofSeconds(1);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);
    private static final String CLEAR_LINE = "\033[K";

    private final Progress progress;
    private final long startNanos;
    private final long everyNanos;
    private long lastNanos;
    private int drawn;

    LiveStatus(Progress progress, long startNanos) {
        this.progress = progress;
        this.startNanos = startNanos;
        this.everyNanos = (progress.isTerminal() ? ON_A_TERMINAL : ELSEWHERE).toNanos();
        this.lastNanos = startNanos;
    }

    /** Says something that stays. */
    void say(String line) {
        drawn = 0;
        progress.say(line);
    }

    /** Shows the state, if it is time. */
    void show(PublishProgress sent, List<OutputFollower> followers) {
        long now = System.nanoTime();
        if (now - lastNanos < everyNanos) {
            return;
        }
        lastNanos = now;
        List<String> lines = lines(sent, followers, (now - startNanos) / 1_000_000_000);
        if (progress.isTerminal()) {
            String up = drawn == 0 ? "" : "\033[" + drawn + "A";
            progress.say(up
                    + String.join(
                            System.lineSeparator(),
                            lines.stream().map(line -> line + CLEAR_LINE).toList()));
            drawn = lines.size();
        } else {
            lines.forEach(progress::say);
        }
    }

    private static List<String> lines(PublishProgress sent, List<OutputFollower> followers, long seconds) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%3d s  sent %,d", seconds, sent.published()));
        long toBeAnswered = sent.published() - sent.controls();
        for (OutputFollower follower : followers) {
            OutputFollower.Status status = follower.status();
            lines.add(String.format(
                    Locale.ROOT,
                    "       %-6s received %,d  decisions %,d  alerts %,d  behind %,d",
                    follower.engine().wireName(),
                    status.answers(),
                    status.decisions(),
                    status.alerts(),
                    Math.max(0, toBeAnswered - status.answers())));
        }
        return lines;
    }
}
