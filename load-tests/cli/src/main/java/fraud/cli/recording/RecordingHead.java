package fraud.cli.recording;

import com.fasterxml.jackson.core.JsonGenerator;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The first line of a topic's file in a recording: which topic it is, and the parameters that its detectors had
 * (SEMANTICS 12).
 *
 * @param topic one of the three
 * @param parameters of the detectors
 * @param models what the detectors were started with
 */
record RecordingHead(String topic, DetectorParameters parameters, StartingModels models) {

    private static final String TOPIC = "topic";
    private static final String PARTITIONS = "partitions";
    private static final String BOUND = "maxOutOfOrdernessMillis";
    private static final String SKEW = "skewMillis";
    private static final String LEAD = "leadMillis";
    private static final String HISTORY_LIMIT = "historyLimit";
    private static final String MERCHANT_DAILY_LIMIT = "merchantDailyLimit";
    private static final String FEATURES = "withFeatures";
    private static final String CHAMPION = "model";
    private static final String CHALLENGER = "challenger";
    private static final String SHA256 = "Sha256";
    private static final String MODELS_DIRECTORY = "modelsDirectory";
    /** What a recording of this program has at most, and a hand-written one may have. */
    private static final int MAX_PARTITIONS = 10_000;

    /**
     * What was read of one.
     *
     * @param partitions of the topic
     * @param parameters of the detectors, the numbers of partitions left out
     * @param models of the detectors; only {@code versions} says them
     */
    record Read(int partitions, DetectorParameters parameters, RecordedModels models) {}

    void writeTo(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField(TOPIC, topic);
        json.writeNumberField(PARTITIONS, partitions());
        json.writeNumberField(BOUND, parameters.maxOutOfOrdernessMillis());
        json.writeNumberField(SKEW, parameters.skewMillis());
        json.writeNumberField(LEAD, parameters.leadMillis());
        json.writeNumberField(HISTORY_LIMIT, parameters.historyLimit());
        json.writeNumberField(MERCHANT_DAILY_LIMIT, parameters.merchantDailyLimit());
        json.writeBooleanField(FEATURES, parameters.withFeatures());
        if (topic.equals(Topics.VERSIONS)) {
            write(json, CHAMPION, models.champion());
            write(json, CHALLENGER, models.challenger());
            if (models.modelsDirectory() != null) {
                json.writeStringField(MODELS_DIRECTORY, models.modelsDirectory());
            }
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, PublishedModel model) throws IOException {
        if (model != null) {
            json.writeStringField(name, model.directory());
            json.writeStringField(name + SHA256, model.sha256());
        }
    }

    private int partitions() {
        if (topic.equals(Topics.TRANSACTIONS)) {
            return parameters.partitions();
        }
        return topic.equals(Topics.LABELS) ? parameters.labelPartitions() : 1;
    }

    /**
     * The line as it was read.
     *
     * @param topic whose file it is
     * @throws IllegalArgumentException naming a field that is missing, of another type, or out of range
     */
    static Read read(RecordingLine fields, String topic) {
        if (!fields.text(TOPIC).equals(topic)) {
            throw new IllegalArgumentException(TOPIC + " must be " + topic);
        }
        int partitions = fields.whole(PARTITIONS, 1, topic.equals(Topics.VERSIONS) ? 1 : MAX_PARTITIONS);
        return new Read(
                partitions,
                new DetectorParameters(
                        topic.equals(Topics.TRANSACTIONS) ? partitions : 1,
                        DetectorParameters.DEFAULT_LABEL_PARTITIONS,
                        fields.whole(BOUND),
                        fields.whole(SKEW),
                        fields.whole(LEAD),
                        fields.whole(HISTORY_LIMIT, 0, Integer.MAX_VALUE),
                        fields.whole(MERCHANT_DAILY_LIMIT, 0, Integer.MAX_VALUE),
                        fields.isTrue(FEATURES)),
                new RecordedModels(
                        model(fields, CHAMPION),
                        model(fields, CHALLENGER),
                        fields.findText(MODELS_DIRECTORY).map(Path::of)));
    }

    private static Optional<RecordedModels.Model> model(RecordingLine fields, String name) {
        return fields.findText(name)
                .map(directory -> new RecordedModels.Model(Path.of(directory), fields.text(name + SHA256)));
    }
}
