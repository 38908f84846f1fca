package fraud.scoring.flink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import fraud.flink.config.ClusterRun;
import fraud.flink.config.FlinkSettings;
import fraud.flink.config.JobConfig;
import fraud.flink.sink.KafkaOutputs;
import fraud.flink.source.KafkaInputs;
import fraud.model.Origin;
import fraud.parse.SourceRecord;
import fraud.score.StartingModels;
import fraud.scoring.StatelessScoring;
import fraud.settings.RequiredTopics;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import fraud.topics.InputTopics;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Scoring alone on Flink, for the load lab: transactions that carry their features, the model and the rules, and no
 * state. Its twin is {@code ScoringSparkJob}, which does the same in Spark's Real-Time Mode.
 *
 * <pre>
 * transactions ─ score ─► decisions
 * </pre>
 *
 * <p>It has the detector's settings, and with them its checkpoints, object reuse, parallelism and Kafka clients. What
 * both twins do with a record is one function, {@link StatelessScoring}: what differs between them is the engine.
 *
 * <p>A record that holds no transaction with its features fails the job: the lab makes none. Labels and versions are
 * not read, since nothing is remembered.
 */
public final class ScoringFlinkJob {

    private ScoringFlinkJob() {}

    /** Runs the job with the arguments of the detector (see {@link JobConfig}). */
    public static void main(String... arguments) throws Exception {
        JobConfig config = JobConfig.parse(arguments);
        String name = config.detector().detectorName();
        InputTopics topics = config.detector().topics();
        int partitions = RequiredTopics.find(config.detector())
                .parameters(config.detector().parameters())
                .partitions();
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkSettings.ofJob(config));

        KafkaSource<SourceRecord> source = KafkaSource.<SourceRecord>builder()
                .setProperties(KafkaInputs.consumerProperties(config))
                .setTopics(topics.transactions())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new ToSourceRecord())
                .build();
        KafkaSink<Scored> sink = KafkaSink.<Scored>builder()
                .setBootstrapServers(config.detector().bootstrapServers())
                .setKafkaProducerConfig(KafkaOutputs.producerProperties(config))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new ToKafkaRecord(OutputKind.DECISION.topic(name)))
                .build();
        // No task more than there are partitions, and all three in one.
        int parallelism = Math.min(environment.getParallelism(), partitions);
        environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), topics.transactions())
                .uid("transactions-source")
                .setParallelism(parallelism)
                .map(new Score(config.detector().models()))
                .name("score")
                .uid("score")
                .setParallelism(parallelism)
                .sinkTo(sink)
                .name("decision sink")
                .uid("decision-sink")
                .setParallelism(parallelism);

        ClusterRun.execute(environment, "fraud-" + name);
    }

    /** Reads a record as it is, with its place and the header {@value Origin#INTENDED_SEND_HEADER}. */
    static final class ToSourceRecord implements KafkaRecordDeserializationSchema<SourceRecord> {

        private static final long serialVersionUID = 1L;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SourceRecord> out) {
            Header intended = record.headers().lastHeader(Origin.INTENDED_SEND_HEADER);
            Origin origin = new Origin(
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.timestamp(),
                    intended == null ? Origin.UNKNOWN : Long.parseLong(new String(intended.value(), US_ASCII)));
            out.collect(new SourceRecord(origin, record.key(), record.value()));
        }

        @Override
        public TypeInformation<SourceRecord> getProducedType() {
            return TypeInformation.of(SourceRecord.class);
        }
    }

    /**
     * A decision with the place of its source.
     *
     * @param source where it was read: partition and offset, {@code 3-1024}
     * @param decision as it is to be written
     */
    public record Scored(String source, OutputRecord decision) {}

    /** Scores each record by itself; a task reads the model once. */
    static final class Score extends RichMapFunction<SourceRecord, Scored> {

        private static final long serialVersionUID = 1L;

        private final StartingModels models;
        private transient StatelessScoring scoring;

        Score(StartingModels models) {
            this.models = models;
        }

        @Override
        public void open(OpenContext context) {
            scoring = StatelessScoring.of(models);
        }

        @Override
        public Scored map(SourceRecord record) {
            Origin origin = record.origin();
            return new Scored(origin.partition() + "-" + origin.offset(), scoring.score(record));
        }
    }

    /**
     * Writes a decision. The headers {@code source} and {@value Origin#INTENDED_SEND_HEADER} are those of the lab's
     * echo, by which it is held against its source.
     */
    static final class ToKafkaRecord implements KafkaRecordSerializationSchema<Scored> {

        private static final long serialVersionUID = 1L;

        private final String topic;

        ToKafkaRecord(String topic) {
            this.topic = topic;
        }

        @Override
        public ProducerRecord<byte[], byte[]> serialize(Scored scored, KafkaSinkContext context, Long timestamp) {
            OutputRecord decision = scored.decision();
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topic, decision.key().getBytes(UTF_8), decision.value());
            record.headers().add("source", scored.source().getBytes(US_ASCII));
            if (decision.intendedSendMicros() != Origin.UNKNOWN) {
                record.headers()
                        .add(
                                Origin.INTENDED_SEND_HEADER,
                                Long.toString(decision.intendedSendMicros()).getBytes(US_ASCII));
            }
            return record;
        }
    }
}
