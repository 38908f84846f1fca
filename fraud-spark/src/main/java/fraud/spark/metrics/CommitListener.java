package fraud.spark.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.apache.spark.sql.streaming.SourceProgress;
import org.apache.spark.sql.streaming.StreamingQueryListener;

/**
 * Hears of each batch after its commit. What Spark's Kafka source says of a partition is taken as it is: offsets that
 * the batch ends with, and the latest there were when it was planned.
 */
final class CommitListener extends StreamingQueryListener {

    private static final long serialVersionUID = 1L;

    private static final JsonMapper JSON = new JsonMapper();

    private final transient CommittedCounts totals;

    CommitListener(CommittedCounts totals) {
        this.totals = totals;
    }

    @Override
    public void onQueryStarted(QueryStartedEvent event) {}

    @Override
    public void onQueryProgress(QueryProgressEvent event) {
        totals.commit(event.progress().runId().toString(), event.progress().batchId());
        for (SourceProgress source : event.progress().sources()) {
            noteLags(source.endOffset(), source.latestOffset());
        }
    }

    /**
     * Takes the offsets of a source; those of other sources than Kafka's have another form, and say nothing.
     *
     * @param end {@code {"topic":{"partition":offset}}}, or null
     * @param latest the same
     */
    void noteLags(String end, String latest) {
        JsonNode latestByTopic = tree(latest);
        for (Map.Entry<String, JsonNode> topic : tree(end).properties()) {
            for (Map.Entry<String, JsonNode> partition : topic.getValue().properties()) {
                JsonNode latestOffset = latestByTopic.path(topic.getKey()).path(partition.getKey());
                if (latestOffset.isNumber()) {
                    totals.lag(new TopicPartition(topic.getKey(), Integer.parseInt(partition.getKey())), (double)
                            (latestOffset.longValue() - partition.getValue().longValue()));
                }
            }
        }
    }

    private static JsonNode tree(String json) {
        try {
            return json == null ? JSON.createObjectNode() : JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    @Override
    public void onQueryTerminated(QueryTerminatedEvent event) {}
}
