package fraud.spark.inspect;

import fraud.binary.BinaryFormat;
import fraud.config.ConfigException;
import fraud.features.CardProfile;
import fraud.features.HistoryFormats;
import fraud.inspect.CardStates;
import fraud.inspect.InspectArguments;
import fraud.inspect.OpenAttempt;
import fraud.inspect.StateSummary;
import fraud.recovery.JobFailedException;
import fraud.spark.assess.WaitingTransactions;
import fraud.spark.config.QueryNames;
import fraud.spark.config.SessionSettings;
import fraud.spark.sequences.SequencesState;
import fraud.spark.state.DueTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads what the detector remembers from the checkpoint of its query, by Spark's own source for state, and writes it in
 * the shape that both engines share ({@link CardStates}). A program of its own; the query need not be stopped, since
 * what is read is the last batch that was committed.
 */
public final class StateReader {

    /** Stages by the numbers that Spark gives them in a checkpoint. */
    private static final int OF_CARDS = 0;

    private static final int OF_MERCHANTS = 1;

    private final SparkSession spark;
    private final Path checkpoint;

    private StateReader(SparkSession spark, Path checkpoint) {
        this.spark = spark;
        this.checkpoint = checkpoint;
    }

    /**
     * Arguments: those of {@link InspectArguments}. Exit code 1 if the checkpoint cannot be read, 2 for wrong usage.
     */
    public static void main(String[] arguments) throws IOException {
        try {
            InspectArguments asked = InspectArguments.parse(arguments);
            requireCheckpoint(asked.checkpoint());
            SparkConf conf = SessionSettings.applyToLocal(SessionSettings.applyTo(new SparkConf(), 1), 1);
            try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
                StateReader reader = new StateReader(spark, asked.checkpoint());
                Files.write(asked.out(), asked.summary() ? reader.summary() : reader.cards(asked));
            }
        } catch (ConfigException e) {
            System.err.println("error: " + e.getMessage());
            System.exit(2);
        } catch (RuntimeException e) {
            System.err.println("error: "
                    + JobFailedException.of("cannot read the state", e).getMessage());
            System.exit(1);
        }
    }

    /** Rejects what is no checkpoint of a query. */
    static void requireCheckpoint(Path checkpoint) {
        for (String part : List.of("metadata", "offsets", "commits", "state")) {
            if (!Files.exists(checkpoint.resolve(part))) {
                throw new JobFailedException(checkpoint + " is no checkpoint of a Spark query: it has no " + part
                        + "; give the detector's checkpoint.dir");
            }
        }
    }

    private Iterable<String> cards(InspectArguments asked) {
        CardStates states = new CardStates(asked.cards());
        each(OF_CARDS, QueryNames.CARD_PROFILE, HistoryFormats.CARD_PROFILE, states::profile);
        each(
                OF_CARDS,
                QueryNames.WAITING,
                WaitingTransactions.FORMAT,
                (card, waiting) -> waiting.transactions().forEach(states::waiting));
        each(OF_CARDS, QueryNames.SEQUENCES, SequencesState.FORMAT, (card, sequences) -> {
            sequences.pending().forEach(states::candidate);
            sequences
                    .attempts()
                    .forEach(attempt -> states.attempt(card, new OpenAttempt(attempt.rule(), attempt.events())));
        });
        each(
                OF_CARDS,
                QueryNames.TIMER,
                DueTimes.FORMAT,
                (card, due) -> due.millis()
                        .forEach((purpose, millis) -> states.timer(
                                card, purpose.name().toLowerCase(Locale.ROOT).replace('_', '-'), millis)));
        return states.states(asked.sequenceClockMillis()).stream()
                .map(state -> state.toJson(asked.withTimers()))
                .toList();
    }

    private Iterable<String> summary() {
        StateSummary summary = new StateSummary();
        bytes(
                OF_CARDS,
                QueryNames.CARD_PROFILE,
                (card, bytes) -> summary.add(
                        "card-profile", card, bytes.length, oldest(HistoryFormats.CARD_PROFILE.fromBytes(bytes))));
        for (String state : List.of(QueryNames.WAITING, QueryNames.SEQUENCES)) {
            bytes(OF_CARDS, state, (card, bytes) -> summary.add("card-" + state, card, bytes.length, Long.MAX_VALUE));
        }
        for (String state : List.of(QueryNames.MERCHANT_HISTORY, QueryNames.MERCHANT_USES, QueryNames.SEQUENCES)) {
            String kind = state.startsWith("merchant") ? state : "merchant-" + state;
            bytes(OF_MERCHANTS, state, (key, bytes) -> summary.add(kind, key, bytes.length, Long.MAX_VALUE));
        }
        return summary.lines();
    }

    private static long oldest(CardProfile profile) {
        return profile.eventTimesMillis().length == 0 ? Long.MAX_VALUE : profile.eventTimesMillis()[0];
    }

    private <T> void each(int stage, String state, BinaryFormat<T> format, BiConsumer<String, T> sink) {
        bytes(stage, state, (key, bytes) -> sink.accept(key, format.fromBytes(bytes)));
    }

    /** Every key of a state, with its value. */
    private void bytes(int stage, String state, BiConsumer<String, byte[]> sink) {
        Dataset<Row> rows = spark.read()
                .format("statestore")
                .option("path", checkpoint.toString())
                .option("operatorId", stage)
                .option("stateVarName", state)
                .load()
                .select("key", "value");
        rows.toLocalIterator()
                .forEachRemaining(row -> sink.accept(
                        row.getStruct(0).getString(0), (byte[]) row.getStruct(1).get(0)));
    }
}
