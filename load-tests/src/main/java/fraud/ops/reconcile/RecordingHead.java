package fraud.ops.reconcile;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import fraud.config.DetectorParameters;
import fraud.ops.topics.Topics;
import fraud.score.StartingModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The first line of a topic's file in a recording: which topic it is, and the parameters that its detectors had (SEMANTICS 12).
 *
 * @param topic one of the three
 * @param parameters of the detectors
 * @param models what the detectors were started with
 */
record RecordingHead(String topic, DetectorParameters parameters, StartingModels models) {

    private static final String TOPIC = "topic";
    private static final String PARTITIONS = "partitions";
    private static final String BOUND = "boundMillis";
    private static final String SKEW = "skewMillis";
    private static final String LEAD = "leadMillis";
    private static final String HISTORY_LIMIT = "historyLimit";
    private static final String MERCHANT_DAILY_LIMIT = "merchantDailyLimit";
    private static final String FEATURES = "withFeatures";
    private static final String MODELS_DIRECTORY = "modelsDirectory";

    /**
     * What was read of one.
     *
     * @param partitions of the topic
     * @param parameters of the detectors, the numbers of partitions left out
     * @param modelsDirectory where the detectors looked for published models; only {@code rules} says it
     */
    record Read(int partitions, DetectorParameters parameters, Optional<Path> modelsDirectory) {}

    void writeTo(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField(TOPIC, topic);
        json.writeNumberField(PARTITIONS, partitions());
        json.writeNumberField(BOUND, parameters.boundMillis());
        json.writeNumberField(SKEW, parameters.skewMillis());
        json.writeNumberField(LEAD, parameters.leadMillis());
        json.writeNumberField(HISTORY_LIMIT, parameters.historyLimit());
        json.writeNumberField(MERCHANT_DAILY_LIMIT, parameters.merchantDailyLimit());
        json.writeBooleanField(FEATURES, parameters.withFeatures());
        if (models.modelsDirectory() != null && topic.equals(Topics.RULES)) {
            json.writeStringField(MODELS_DIRECTORY, models.modelsDirectory());
        }
        json.writeEndObject();
    }

    private int partitions() {
        if (topic.equals(Topics.TRANSACTIONS)) {
            return parameters.partitions();
        }
        return topic.equals(Topics.LABELS) ? parameters.labelPartitions() : 1;
    }

    /** The line as it was read; an IllegalArgumentException says that a field is missing or out of range. */
    static Read read(JsonNode line) {
        int partitions = line.required(PARTITIONS).intValue();
        return new Read(
                partitions,
                new DetectorParameters(
                        partitions,
                        DetectorParameters.DEFAULT_LABEL_PARTITIONS,
                        line.required(BOUND).longValue(),
                        line.required(SKEW).longValue(),
                        line.required(LEAD).longValue(),
                        line.required(HISTORY_LIMIT).intValue(),
                        line.required(MERCHANT_DAILY_LIMIT).intValue(),
                        line.required(FEATURES).booleanValue()),
                Optional.ofNullable(line.path(MODELS_DIRECTORY).textValue()).map(Path::of));
    }
}
