package fraud.lab.workload;

import fraud.score.StartingModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How to run a demo.
 *
 * @param seconds of traffic in real time
 * @param ratePerSecond events a second in real time; not given: the most that is chosen
 * @param rateGiven whether the command line says so
 * @param cards in the population
 * @param historyDays of the cards' life before that; not given: the most that is chosen
 * @param historyGiven whether the command line says so
 * @param seed of all events
 * @param analysts who share the cases of a day
 * @param model the model as the command line names it, or {@code none}
 * @param models the same as the detectors are started with it
 * @param patience how long to wait for a detector that shows no progress
 * @param out where everything goes
 */
public record DemoOptions(
        int seconds,
        int ratePerSecond,
        boolean rateGiven,
        int cards,
        int historyDays,
        boolean historyGiven,
        long seed,
        int analysts,
        String model,
        StartingModels models,
        Duration patience,
        Path out) {

    /** Compilers go on for some 20 s of real time after the history, above all with what Spark does once a batch. */
    private static final int MAX_WARM_UP_SECONDS = 20;

    private static final int MAX_WARM_UP_SHARE = 3;

    /** The most that is chosen without being asked: what the demo has been measured with. */
    public static final int MAX_CHOSEN_RATE = 300;

    /**
     * The longest window of a feature: until profiles have seen this much, what is found says more about their youth
     * than about rules and model.
     */
    public static final int WARM_DAYS = 30;

    /** Half as much again. */
    public static final int MAX_CHOSEN_DAYS = 45;

    /** The same with what has been chosen. */
    public DemoOptions chosen(int days, int rate) {
        return new DemoOptions(
                seconds, rate, rateGiven, cards, days, historyGiven, seed, analysts, model, models, patience, out);
    }

    /** Real time left out of the latencies, since JVMs are slow at first: at most a third of it. */
    public int warmUpSeconds() {
        return Math.min(MAX_WARM_UP_SECONDS, seconds / MAX_WARM_UP_SHARE);
    }

    /** The command line that runs the same demo again. */
    public String command() {
        return String.join(
                " ",
                List.of(
                        "./fraud demo",
                        "--seconds " + seconds,
                        "--rate " + ratePerSecond,
                        "--cards " + cards,
                        "--history-days " + historyDays,
                        "--seed " + seed,
                        "--analysts " + analysts,
                        "--model " + model));
    }
}
