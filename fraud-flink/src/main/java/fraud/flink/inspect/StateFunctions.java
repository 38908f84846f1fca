package fraud.flink.inspect;

import fraud.features.CardProfile;
import fraud.features.EnrichedTransaction;
import fraud.features.FeatureFormats;
import fraud.features.HistoryFormats;
import fraud.features.MerchantHistory;
import fraud.features.MerchantUses;
import fraud.flink.state.BinaryTypes;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceEventFormat;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.cep.configuration.SharedBufferCacheConfig;
import org.apache.flink.cep.nfa.ComputationState;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.NFAStateSerializer;
import org.apache.flink.cep.nfa.sharedbuffer.EventId;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBuffer;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.Collector;

/**
 * Read the state of an operator, key by key: what it is, the key, and a value as the bytes of its own format. States
 * are found by the names and types that the operators give them.
 */
final class StateFunctions {

    static final String PROFILE = "card-profile";
    static final String WAITING = "waiting";
    static final String CANDIDATE = "candidate";
    static final String ATTEMPT = "attempt";
    static final String MERCHANT_HISTORY = "merchant-history";
    static final String MERCHANT_USES = "merchant-uses";
    static final String TIMER = "timer";

    private StateFunctions() {}

    /** What all of them give. */
    abstract static class Reader extends KeyedStateReaderFunction<String, Tuple3<String, String, byte[]>> {
        private static final long serialVersionUID = 1L;
    }

    /** Of {@code UpdateCardProfile}. */
    static final class OfCards extends Reader {

        private static final long serialVersionUID = 1L;

        private transient ValueState<CardProfile> profile;

        @Override
        public void open(OpenContext context) {
            profile = getRuntimeContext().getState(new ValueStateDescriptor<>("profile", BinaryTypes.CARD_PROFILE));
        }

        @Override
        public void readKey(String card, Context context, Collector<Tuple3<String, String, byte[]>> out)
                throws Exception {
            if (profile.value() != null) {
                out.collect(Tuple3.of(PROFILE, card, HistoryFormats.CARD_PROFILE.toBytes(profile.value())));
            }
            for (long timer : context.registeredEventTimeTimers()) {
                out.collect(Tuple3.of(
                        TIMER,
                        card,
                        ByteBuffer.allocate(Long.BYTES).putLong(timer).array()));
            }
        }
    }

    /** Of {@code AwaitSideInputs}, whose keys are merchants. */
    static final class OfMerchants extends Reader {

        private static final long serialVersionUID = 1L;

        private transient MapState<Long, List<EnrichedTransaction>> waiting;
        private transient ValueState<MerchantHistory> history;
        private transient ValueState<MerchantUses> uses;

        @Override
        public void open(OpenContext context) {
            RuntimeContext runtime = getRuntimeContext();
            waiting = runtime.getMapState(
                    new MapStateDescriptor<>("waiting", Types.LONG, Types.LIST(BinaryTypes.ENRICHED)));
            history = runtime.getState(new ValueStateDescriptor<>("merchant", BinaryTypes.MERCHANT_HISTORY));
            uses = runtime.getState(new ValueStateDescriptor<>("uses", BinaryTypes.MERCHANT_USES));
        }

        @Override
        public void readKey(String merchant, Context context, Collector<Tuple3<String, String, byte[]>> out)
                throws Exception {
            for (List<EnrichedTransaction> ofTime : waiting.values()) {
                for (EnrichedTransaction transaction : ofTime) {
                    out.collect(Tuple3.of(WAITING, merchant, FeatureFormats.ENRICHED.toBytes(transaction)));
                }
            }
            if (history.value() != null) {
                out.collect(Tuple3.of(
                        MERCHANT_HISTORY, merchant, HistoryFormats.MERCHANT_HISTORY.toBytes(history.value())));
            }
            if (uses.value() != null) {
                out.collect(Tuple3.of(MERCHANT_USES, merchant, HistoryFormats.MERCHANT_USES.toBytes(uses.value())));
            }
        }
    }

    /**
     * Of CEP: the events that its operator has yet to show to the pattern, and of the partial matches of a key the one
     * that began first. The contract has one open attempt of each sequence; CEP begins one with each event that may be
     * a first, and those that began later are the ends of it.
     */
    static final class OfSequence extends Reader {

        private static final long serialVersionUID = 1L;

        private static final Comparator<List<SequenceEvent>> FIRST_AND_LONGEST = Comparator.comparing(
                        (List<SequenceEvent> match) -> match.get(0), SequenceEvent.ORDER)
                .thenComparing(Comparator.comparing((List<SequenceEvent> match) -> match.size())
                        .reversed());

        private transient ValueState<NFAState> partialMatches;
        private transient MapState<Long, List<SequenceEvent>> queue;
        private transient SharedBuffer<SequenceEvent> events;

        @Override
        public void open(OpenContext context) {
            RuntimeContext runtime = getRuntimeContext();
            var serializer = BinaryTypes.SEQUENCE_EVENT.createSerializer(new SerializerConfigImpl());
            partialMatches = runtime.getState(new ValueStateDescriptor<>("nfaStateName", new NFAStateSerializer()));
            queue = runtime.getMapState(new MapStateDescriptor<>(
                    "eventQueuesStateName", LongSerializer.INSTANCE, new ListSerializer<>(serializer)));
            events = new SharedBuffer<>(store(runtime), serializer, SharedBufferCacheConfig.of(new Configuration()));
            events.releaseCacheStatisticsTimer();
        }

        /** The buffer asks for states as an operator does; a function has the same ones. */
        private static KeyedStateStore store(RuntimeContext runtime) {
            return (KeyedStateStore) Proxy.newProxyInstance(
                    StateFunctions.class.getClassLoader(),
                    new Class<?>[] {KeyedStateStore.class},
                    (proxy, method, arguments) -> RuntimeContext.class
                            .getMethod(method.getName(), method.getParameterTypes())
                            .invoke(runtime, arguments));
        }

        @Override
        public void readKey(String key, Context context, Collector<Tuple3<String, String, byte[]>> out)
                throws Exception {
            for (List<SequenceEvent> ofTime : queue.values()) {
                for (SequenceEvent event : ofTime) {
                    out.collect(Tuple3.of(CANDIDATE, key, SequenceEventFormat.SEQUENCE_EVENT.toBytes(event)));
                }
            }
            for (SequenceEvent event : attempt()) {
                out.collect(Tuple3.of(ATTEMPT, key, SequenceEventFormat.SEQUENCE_EVENT.toBytes(event)));
            }
        }

        private List<SequenceEvent> attempt() throws Exception {
            NFAState state = partialMatches.value();
            List<List<SequenceEvent>> open = new ArrayList<>();
            try (SharedBufferAccessor<SequenceEvent> accessor = events.getAccessor()) {
                for (ComputationState partial :
                        state == null ? List.<ComputationState>of() : state.getPartialMatches()) {
                    if (partial.getPreviousBufferEntry() == null) {
                        continue;
                    }
                    for (Map<String, List<EventId>> path :
                            accessor.extractPatterns(partial.getPreviousBufferEntry(), partial.getVersion())) {
                        List<SequenceEvent> match = new ArrayList<>();
                        accessor.materializeMatch(path).values().forEach(match::addAll);
                        match.sort(SequenceEvent.ORDER);
                        open.add(match);
                    }
                }
            }
            return open.stream()
                    .filter(match -> !match.isEmpty())
                    .min(FIRST_AND_LONGEST)
                    .orElse(List.of());
        }
    }
}
