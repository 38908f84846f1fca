package fraud.lab.workload;

import java.util.Map;

/**
 * Lets a history through to the engines: all of one that was asked for, else what {@link HistoryChoice} says, as it
 * says it.
 */
public final class HistoryFeed {

    private static final double SAMPLE_EVERY_SECONDS = 0.5;

    private final HistoryChoice days;
    private final DemoOptions asked;
    private final DemoChoice choice;
    private final Traffic traffic;
    private final DemoStream stream;
    private double nextSeconds;
    private boolean expected;

    /**
     * A feed that begins now.
     *
     * @param stream the longest there may be
     */
    public HistoryFeed(HistoryChoice days, DemoOptions asked, DemoChoice choice, Traffic traffic, DemoStream stream) {
        this.days = days;
        this.asked = asked;
        this.choice = choice;
        this.traffic = traffic;
        this.stream = stream;
    }

    /** Takes how many records each engine has answered; sends more if it is time. */
    public void answered(double atSeconds, Map<String, Long> answered) {
        if (atSeconds < nextSeconds) {
            return;
        }
        nextSeconds = atSeconds + SAMPLE_EVERY_SECONDS;
        if (!asked.historyGiven()) {
            days.answered(atSeconds, answered);
        } else {
            days.allOfThem();
            days.answered(atSeconds, answered);
            expect(atSeconds);
        }
        traffic.sendHistory(stream.countOfDays(days.days()), days.isFinal());
    }

    private void expect(double atSeconds) {
        if (!expected && days.isSettled(atSeconds)) {
            expected = true;
            days.secondsFor(asked.historyDays(), atSeconds).ifPresent(seconds -> choice.expectHistory(days, seconds));
        }
    }

    /** Whether no more is let through. */
    public boolean isFinal() {
        return days.isFinal();
    }
}
