package fraud.lab.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CategoriesTest {

    private final Categories categories = Categories.load();

    /** Stacks as they are seen, from the thread inwards. */
    @ParameterizedTest
    @CsvSource({
        "parse, [route];fraud.flink.parse.RecordDeserializer.deserialize;com.fasterxml.jackson.core.json.UTF8StreamJsonParser.nextToken",
        "serialize, [sink];fraud.sink.OutputCodec.write;com.fasterxml.jackson.core.json.UTF8JsonGenerator.writeString",
        "domain, [main];fraud.lab.bench.loops.FloorMain.main;fraud.features.CardProfile.update;java.util.HashMap.get",
        "model, [Executor task idle worker##];fraud.spark.score.ScoreTransactions.call;fraud.score.TreeEnsemble.score",
        "state, [card];org.apache.flink.streaming.runtime.tasks.StreamTask.invoke;org.apache.flink.runtime.state.heap.CopyOnWriteStateMap.get;java.util.Objects.equals",
        "serialize, [card];org.apache.flink.runtime.state.heap.CopyOnWriteStateMap.get;org.apache.flink.api.java.typeutils.runtime.PojoSerializer.copy",
        "state, [[tid=#]];start_thread;rocksdb::DBImpl::BackgroundCompaction;memcpy",
        "network, [Flink Netty Client];org.apache.flink.shaded.netty4.io.netty.channel.nio.NioEventLoop.run;sun.nio.ch.EPoll.wait;epoll_wait",
        "cep, [sequence];org.apache.flink.cep.nfa.NFA.process;java.util.ArrayDeque.add",
        "timers, [card];org.apache.flink.streaming.api.operators.InternalTimerServiceImpl.advanceWatermark",
        "kafka, [kafka-producer-network-thread | producer-#];java.lang.Thread.run;org.apache.kafka.common.network.Selector.poll;epoll_wait",
        "engine, [card];org.apache.flink.streaming.runtime.tasks.StreamTask.processInput",
        "engine, [Executor task idle worker##];org.apache.spark.scheduler.Task.run;org.apache.spark.sql.catalyst.expressions.GeneratedClass$GeneratedIteratorForCodegenStage#.processNext",
        "serialize, [Executor task idle worker##];org.apache.spark.scheduler.Task.run;org.apache.spark.sql.catalyst.expressions.UnsafeRow.copy",
        "planning, [stream execution thread for x];org.apache.spark.sql.catalyst.trees.TreeNode.transformDown;scala.collection.immutable.List.map",
        "jit, [C# CompilerThre];start_thread;CompileBroker::compiler_thread_loop;Compile::Compile;PhaseChaitin::Split",
        "jit, [C# CompilerThre];PhaseChaitin::Split",
        "gc, [GC Thread##];start_thread;GangWorker::loop;OopQueue::pop",
        "gc, [card];fraud.features.CardProfile.update;OptoRuntime::new_array_C;G1CollectedHeap::mem_allocate;memset",
        "jvm, [main];org.apache.flink.client.cli.CliFrontend.main;java.lang.ClassLoader.loadClass;java.util.zip.Inflater.inflate",
        "other, [main];not_walkable_Java;Interpreter"
    })
    void theInnermostFrameThatIsKnownDecides(String category, String stack) {
        assertThat(categories.of(List.of(stack.split(";")))).isEqualTo(category);
    }

    @Test
    void ofSeveralPrefixesTheLongestDecidesWhateverTheirOrder() {
        Categories two = Categories.read(new StringReader("# why\na: all\n  x.\nb: some\n  x.y.\n\nc: one\n  x.y\n"));

        assertThat(two.names()).containsExactly("a", "b", "c", "other");
        assertThat(two.of(List.of("[t]", "x.y.Z.run"))).isEqualTo("b");
        assertThat(two.of(List.of("[t]", "x.yes.run"))).isEqualTo("c");
        assertThat(two.of(List.of("[t]", "x.Z.run"))).isEqualTo("a");
    }

    @Test
    void aPrefixMayNotBelongToTwo() {
        assertThatThrownBy(() -> Categories.read(new StringReader("a: one\n  x.\nb: two\n  x.\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the table has x. twice");
    }
}
