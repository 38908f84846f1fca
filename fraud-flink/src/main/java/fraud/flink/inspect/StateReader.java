package fraud.flink.inspect;

import fraud.config.ConfigException;
import fraud.features.CardProfile;
import fraud.features.FeatureFormats;
import fraud.features.HistoryFormats;
import fraud.flink.config.OperatorIds;
import fraud.inspect.CardStates;
import fraud.inspect.InspectArguments;
import fraud.inspect.OpenAttempt;
import fraud.inspect.StateSummary;
import fraud.recovery.JobFailedException;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceEventFormat;
import fraud.sequences.SequenceRule;
import fraud.sequences.SequenceSubject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.runtime.SavepointLoader;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * Reads what the detector remembers from a checkpoint or a savepoint, by Flink's State Processor API, and writes it in
 * the shape that both engines share ({@link CardStates}). A program of its own.
 */
public final class StateReader {

    private static final TypeInformation<Tuple3<String, String, byte[]>> ROW =
            Types.TUPLE(Types.STRING, Types.STRING, Types.PRIMITIVE_ARRAY(Types.BYTE));

    private final SavepointReader savepoint;

    private StateReader(SavepointReader savepoint) {
        this.savepoint = savepoint;
    }

    /**
     * Arguments: those of {@link InspectArguments}. Exit code 1 if the checkpoint cannot be read, 2 for wrong usage.
     */
    public static void main(String[] arguments) {
        try {
            InspectArguments asked = InspectArguments.parse(arguments);
            StateReader reader = open(asked);
            Files.write(asked.out(), asked.summary() ? reader.summary() : reader.cards(asked));
        } catch (ConfigException e) {
            System.err.println("error: " + e.getMessage());
            System.exit(2);
        } catch (Exception e) {
            System.err.println("error: "
                    + JobFailedException.of("cannot read the state", e).getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private static StateReader open(InspectArguments asked) throws IOException {
        if (!Files.exists(asked.checkpoint().resolve("_metadata"))) {
            throw new JobFailedException(
                    asked.checkpoint() + " is no checkpoint or savepoint of Flink: it has no _metadata;"
                            + " give a directory chk-N of the job's, or a savepoint");
        }
        Configuration flink = new Configuration();
        flink.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
        flink.set(RestOptions.BIND_PORT, "0");
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        environment.setParallelism(1);
        String path = asked.checkpoint().toString();
        CheckpointMetadata metadata = SavepointLoader.loadSavepointMetadata(path);
        return new StateReader(SavepointReader.read(environment, path, backend(metadata)));
    }

    /** The one that has written it: of RocksDB alone a checkpoint is incremental. */
    private static StateBackend backend(CheckpointMetadata metadata) {
        boolean isOfRocks = metadata.getOperatorStates().stream()
                .map(OperatorState::getStates)
                .flatMap(states -> states.stream())
                .map(OperatorSubtaskState::getManagedKeyedState)
                .flatMap(handles -> handles.stream())
                .anyMatch(IncrementalRemoteKeyedStateHandle.class::isInstance);
        return isOfRocks ? new EmbeddedRocksDBStateBackend(true) : new HashMapStateBackend();
    }

    private Iterable<String> cards(InspectArguments asked) throws Exception {
        CardStates states = new CardStates(asked.cards());
        read(OperatorIds.UPDATE_CARD_PROFILE, new StateFunctions.OfCards(), row -> {
            if (row.f0.equals(StateFunctions.PROFILE)) {
                states.profile(row.f1, HistoryFormats.CARD_PROFILE.fromBytes(row.f2));
            } else {
                states.timer(row.f1, "profile", ByteBuffer.wrap(row.f2).getLong());
            }
        });
        read(OperatorIds.AWAIT_SIDE_INPUTS, new StateFunctions.OfMerchants(), row -> {
            if (row.f0.equals(StateFunctions.WAITING)) {
                states.waiting(FeatureFormats.ENRICHED.fromBytes(row.f2));
            }
        });
        for (SequenceRule rule : sequencesOf(SequenceSubject.CARD)) {
            Map<String, List<SequenceEvent>> attempts = new LinkedHashMap<>();
            read(OperatorIds.ofPattern(rule), new StateFunctions.OfSequence(), row -> {
                SequenceEvent event = SequenceEventFormat.SEQUENCE_EVENT.fromBytes(row.f2);
                if (row.f0.equals(StateFunctions.CANDIDATE)) {
                    states.candidate(event);
                } else {
                    attempts.computeIfAbsent(row.f1, any -> new ArrayList<>()).add(event);
                }
            });
            attempts.forEach((card, events) -> states.attempt(card, new OpenAttempt(rule, events)));
        }
        return states.states(asked.sequenceClockMillis()).stream()
                .map(state -> state.toJson(asked.withTimers()))
                .toList();
    }

    private static List<SequenceRule> sequencesOf(SequenceSubject subject) {
        return Arrays.stream(SequenceRule.values())
                .filter(rule -> rule.subject() == subject)
                .toList();
    }

    private Iterable<String> summary() throws Exception {
        StateSummary summary = new StateSummary();
        read(OperatorIds.UPDATE_CARD_PROFILE, new StateFunctions.OfCards(), row -> {
            if (row.f0.equals(StateFunctions.PROFILE)) {
                summary.add(row.f0, row.f1, row.f2.length, oldest(HistoryFormats.CARD_PROFILE.fromBytes(row.f2)));
            }
        });
        read(
                OperatorIds.AWAIT_SIDE_INPUTS,
                new StateFunctions.OfMerchants(),
                row -> summary.add(
                        row.f0.equals(StateFunctions.WAITING) ? "merchant-waiting" : row.f0,
                        row.f1,
                        row.f2.length,
                        Long.MAX_VALUE));
        for (SequenceRule rule : SequenceRule.values()) {
            String kind = OperatorIds.ofPattern(rule);
            read(OperatorIds.ofPattern(rule), new StateFunctions.OfSequence(), row -> {
                SequenceEvent event = SequenceEventFormat.SEQUENCE_EVENT.fromBytes(row.f2);
                summary.add(kind + "-" + row.f0, row.f1, row.f2.length, event.eventTimeMillis());
            });
        }
        return summary.lines();
    }

    private static long oldest(CardProfile profile) {
        return profile.eventTimesMillis().length == 0 ? Long.MAX_VALUE : profile.eventTimesMillis()[0];
    }

    private void read(String operator, StateFunctions.Reader reader, Consumer<Tuple3<String, String, byte[]>> sink)
            throws Exception {
        try (CloseableIterator<Tuple3<String, String, byte[]>> rows = savepoint
                .readKeyedState(OperatorIdentifier.forUid(operator), reader, Types.STRING, ROW)
                .executeAndCollect()) {
            rows.forEachRemaining(sink);
        }
    }
}
