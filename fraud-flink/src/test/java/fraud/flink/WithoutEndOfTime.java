package fraud.flink;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Holds back the watermark with which Flink ends a source that is finite: a topic has no end, and deadlines beyond the
 * last signal stay silent (SEMANTICS 10.3).
 */
final class WithoutEndOfTime<T> extends AbstractStreamOperator<T> implements OneInputStreamOperator<T, T> {

    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(StreamRecord<T> element) {
        output.collect(element);
    }

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        if (!watermark.equals(Watermark.MAX_WATERMARK)) {
            super.processWatermark(watermark);
        }
    }
}
