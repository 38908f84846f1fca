package fraud.flink.sink;

import fraud.sequences.SequenceEvent;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts, and says aloud, what the sequences could not see because a partition's timestamps ran back by more than the
 * skew (SEMANTICS 1.3). Failing the job instead would not bring the event back, and a restart would meet it again.
 */
final class SkewViolationSink implements Sink<SequenceEvent> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(SkewViolationSink.class);

    @Override
    public SinkWriter<SequenceEvent> createWriter(WriterInitContext context) {
        Counter violations = context.metricGroup().counter("skewViolations");
        return new SinkWriter<>() {
            @Override
            public void write(SequenceEvent event, Context writeContext) {
                violations.inc();
                LOG.warn(
                        "partition {} offset {}: its timestamp runs back by more than skew.millis, no sequence sees it",
                        event.partition(),
                        event.offset());
            }

            @Override
            public void flush(boolean endOfInput) {
                // Nothing is held back.
            }

            @Override
            public void close() {
                // Holds nothing open.
            }
        };
    }
}
