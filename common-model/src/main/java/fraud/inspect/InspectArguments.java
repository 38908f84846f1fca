package fraud.inspect;

import fraud.config.ConfigException;
import fraud.config.Option;
import fraud.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a program is told that reads an engine's state.
 *
 * @param checkpoint the checkpoint or savepoint
 * @param cards those that are asked for; empty for all
 * @param out where the states go, a line of JSON each
 * @param sequenceClockMillis see {@link CardStates#states}
 * @param withTimers whether the engine's own timers are said, too
 * @param summary whether figures of all state are asked for instead
 */
public record InspectArguments(
        Path checkpoint, Set<String> cards, Path out, long sequenceClockMillis, boolean withTimers, boolean summary) {

    private static final Option<Path> CHECKPOINT =
            Option.text("checkpoint", "a directory", "The checkpoint or savepoint to read.", Path::of);
    private static final Option<String> CARDS = Option.text(
                    "cards.file", "a file", "The cards to show, one a line; without it all.", text -> text)
            .otherwise("");
    private static final Option<Path> OUT = Option.text("out", "a file", "Where the states go.", Path::of);
    private static final Option<Long> CLOCK = Option.number(
            "sequence.clock.millis",
            Long.MIN_VALUE,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            "ms",
            "Matches whose time was over before it are left out.");
    private static final Option<Boolean> TIMERS =
            Option.bool("timers", false, "Whether the engine's own timers are shown.");
    private static final Option<Boolean> SUMMARY =
            Option.bool("summary", false, "Whether figures of all state are shown instead.");

    /**
     * Those of a command line.
     *
     * @throws ConfigException if one is missing or wrong
     */
    public static InspectArguments parse(String... arguments) {
        Settings settings = Settings.parse(arguments);
        String cards = settings.get(CARDS);
        return new InspectArguments(
                settings.get(CHECKPOINT),
                cards.isEmpty() ? Set.of() : lines(Path.of(cards)),
                settings.get(OUT),
                settings.get(CLOCK),
                settings.get(TIMERS),
                settings.get(SUMMARY));
    }

    private static Set<String> lines(Path file) {
        try {
            return new LinkedHashSet<>(Files.readAllLines(file));
        } catch (IOException e) {
            throw new ConfigException("cards.file = " + file + ": cannot be read: " + e.getMessage());
        }
    }
}
