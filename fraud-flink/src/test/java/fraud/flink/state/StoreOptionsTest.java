package fraud.flink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.checkpoint.SnapshotType;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.RocksDB;

/** All of a state is found in RocksDB with these options, after a restart with more tasks, too. */
class StoreOptionsTest {

    private static final int KEY_GROUPS = 720;
    private static final int KEYS = 2_000;

    /** Remembers when each key was seen, and at its timer says it all, in order, and forgets it. */
    private static final class Times extends KeyedProcessFunction<String, Long, String> {

        private static final long serialVersionUID = 1L;

        private transient MapState<Long, Integer> state;

        @Override
        public void open(OpenContext context) {
            state = getRuntimeContext().getMapState(new MapStateDescriptor<>("times", Types.LONG, Types.INT));
        }

        @Override
        public void processElement(Long time, Context context, Collector<String> out) throws Exception {
            state.put(time, 1);
            context.timerService().registerEventTimeTimer(1_000_000);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) throws Exception {
            TreeMap<Long, Integer> sorted = new TreeMap<>();
            state.entries().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
            out.collect(context.getCurrentKey() + sorted.keySet());
            state.clear();
        }
    }

    @BeforeAll
    static void load() {
        RocksDB.loadLibrary();
    }

    private static List<SnapshotType> snapshots() {
        return List.of(
                CheckpointType.CHECKPOINT,
                SavepointType.savepoint(SavepointFormatType.CANONICAL),
                SavepointType.savepoint(SavepointFormatType.NATIVE));
    }

    @ParameterizedTest
    @MethodSource("snapshots")
    void findsAllOfAStateAlsoInMoreOrFewerTasks(SnapshotType type) throws Exception {
        List<OperatorSubtaskState> ofTwo = new ArrayList<>();
        for (int task = 0; task < 2; task++) {
            try (KeyedOneInputStreamOperatorTestHarness<String, Long, String> harness = harness(2, task)) {
                harness.open();
                for (long time = 0; time < 3L * KEYS; time++) {
                    if (taskOf(keyOf(time), 2) == task) {
                        harness.processElement(time, 0);
                    }
                }
                ofTwo.add(harness.snapshotWithLocalState(1, 1, type).getJobManagerOwnedState());
            }
        }
        OperatorSubtaskState all =
                AbstractStreamOperatorTestHarness.repackageState(ofTwo.toArray(OperatorSubtaskState[]::new));

        assertThat(restored(all, 1)).containsExactlyInAnyOrderElementsOf(expected());
        assertThat(restored(all, 2)).containsExactlyInAnyOrderElementsOf(expected());
        assertThat(restored(all, 3)).containsExactlyInAnyOrderElementsOf(expected());
    }

    @Test
    void rejectsFiltersWhichWouldBeOfKeyGroups() {
        try (BloomFilter filter = new BloomFilter();
                ColumnFamilyOptions options = new ColumnFamilyOptions()
                        .setTableFormatConfig(new BlockBasedTableConfig().setFilterPolicy(filter))) {
            assertThatThrownBy(() -> new StoreOptions().createColumnOptions(options, new ArrayList<>()))
                    .isInstanceOf(SuppressRestartsException.class)
                    .rootCause()
                    .isInstanceOf(IllegalConfigurationException.class)
                    .hasMessageContaining("use-bloom-filter");
        }
    }

    private static List<String> restored(OperatorSubtaskState all, int tasks) throws Exception {
        List<String> outputs = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            try (KeyedOneInputStreamOperatorTestHarness<String, Long, String> harness = harness(tasks, task)) {
                harness.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(all, KEY_GROUPS, 2, tasks, task));
                harness.open();
                harness.processWatermark(new Watermark(1_000_000));
                outputs.addAll(harness.extractOutputValues());
                assertThat(harness.numEventTimeTimers()).isZero();
            }
        }
        return outputs;
    }

    private static List<String> expected() {
        return IntStream.range(0, KEYS)
                .mapToObj(key -> "k" + key + List.of(key, KEYS + key, 2 * KEYS + key))
                .toList();
    }

    private static String keyOf(long time) {
        return "k" + time % KEYS;
    }

    private static int taskOf(String key, int tasks) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(key, KEY_GROUPS, tasks);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Long, String> harness(int tasks, int task)
            throws Exception {
        KeyedOneInputStreamOperatorTestHarness<String, Long, String> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new Times()),
                        StoreOptionsTest::keyOf,
                        Types.STRING,
                        KEY_GROUPS,
                        tasks,
                        task);
        EmbeddedRocksDBStateBackend rocksDb = new EmbeddedRocksDBStateBackend(true);
        rocksDb.setRocksDBOptions(new StoreOptions());
        harness.setStateBackend(rocksDb);
        return harness;
    }
}
