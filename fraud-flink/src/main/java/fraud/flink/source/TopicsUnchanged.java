package fraud.flink.source;

import org.apache.flink.api.connector.source.SourceEvent;

/** Tells a reader that the topics are those that the job's memory is of: it may read. */
record TopicsUnchanged() implements SourceEvent {

    private static final long serialVersionUID = 1L;
}
