package fraud.flink.sequences;

import fraud.sequences.SequenceEvent;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gives the sequences their time: stamps each event with its event time, whatever timer released it, and lets the
 * watermark follow the maximum out-of-orderness behind. So the readiness clock less 1 ms becomes the sequence clock
 * less 1 ms, or less: nothing that is not late follows at or before it (SEMANTICS 7.2). Stateless.
 */
public final class SequenceTime extends AbstractStreamOperator<SequenceEvent>
        implements OneInputStreamOperator<SequenceEvent, SequenceEvent> {

    private static final long serialVersionUID = 1L;

    private final long maxOutOfOrdernessMillis;

    /**
     * The time of the sequences.
     *
     * @param maxOutOfOrdernessMillis b of the contract
     */
    public SequenceTime(long maxOutOfOrdernessMillis) {
        this.maxOutOfOrdernessMillis = maxOutOfOrdernessMillis;
    }

    @Override
    public void processElement(StreamRecord<SequenceEvent> element) {
        SequenceEvent event = element.getValue();
        output.collect(new StreamRecord<>(event, event.eventTimeMillis()));
    }

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        super.processWatermark(
                watermark.equals(Watermark.MAX_WATERMARK)
                        ? watermark
                        : new Watermark(watermark.getTimestamp() - maxOutOfOrdernessMillis));
    }
}
