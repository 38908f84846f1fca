package fraud.flink;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.flink.config.FlinkSettings;
import fraud.flink.config.JobConfig;
import fraud.flink.config.OperatorIds;
import fraud.flink.sink.FraudStreams;
import fraud.flink.sink.KafkaOutputs;
import fraud.flink.source.KafkaInputs;
import fraud.ruleset.RuleSet;
import fraud.topics.DetectorMemory;
import fraud.topics.TopicIdentities;
import fraud.topics.TopicIdentity;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** The whole job as it would be submitted, with Kafka at both ends, but not run. */
class FraudJobTest {

    @Test
    void givesEveryOperatorAUidOfItsOwn() {
        Collection<StreamNode> operators = job(3, 4).getStreamNodes();

        assertThat(operators)
                .allSatisfy(operator -> assertThat(operator.getTransformationUID())
                        .as(operator.getOperatorName())
                        .isNotNull());
        Set<String> uids = new HashSet<>();
        operators.forEach(operator -> uids.add(operator.getTransformationUID()));
        assertThat(uids).hasSameSizeAs(operators).containsAll(operatorIds());
    }

    @Test
    void becomesAJobWithoutGeneratedUidsOrKryo() {
        assertThat(job(3, 4).getJobGraph().getNumberOfVertices()).isPositive();
    }

    @Test
    void keepsItsUidsWhateverTheParallelism() {
        assertThat(uids(job(1, 4))).isEqualTo(uids(job(7, 2)));
    }

    @Test
    void givesNoSubtaskOfTheSourceLessThanAPartition() {
        assertThat(parallelismOf(OperatorIds.TRANSACTIONS_SOURCE, job(8, 4))).isEqualTo(4);
        assertThat(parallelismOf(OperatorIds.TRANSACTIONS_SOURCE, job(3, 4))).isEqualTo(3);
        assertThat(parallelismOf(OperatorIds.LABELS_SOURCE, job(3, 4))).isEqualTo(2);
        assertThat(parallelismOf(OperatorIds.VERSIONS_SOURCE, job(3, 4))).isEqualTo(1);
    }

    @Test
    void acceptsVersionsInOnePlace() {
        assertThat(parallelismOf(OperatorIds.ACCEPT_VERSIONS, job(8, 4))).isEqualTo(1);
    }

    private static int parallelismOf(String uid, StreamGraph job) {
        return job.getStreamNodes().stream()
                .filter(operator -> uid.equals(operator.getTransformationUID()))
                .findFirst()
                .orElseThrow()
                .getParallelism();
    }

    private static List<String> uids(StreamGraph job) {
        return job.getStreamNodes().stream()
                .map(StreamNode::getTransformationUID)
                .sorted()
                .toList();
    }

    private static List<String> operatorIds() {
        return Arrays.stream(OperatorIds.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(FraudJobTest::value)
                .toList();
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static StreamGraph job(int parallelism, int partitions) {
        List<String> arguments = new ArrayList<>(List.of("--bootstrap.servers", "127.0.0.1:1"));
        arguments.addAll(List.of("--checkpoint.dir", "checkpoints", "--parallelism", String.valueOf(parallelism)));
        JobConfig config = JobConfig.parse(arguments.toArray(String[]::new));
        DetectorMemory now = new DetectorMemory(
                config.detector().detectorName(),
                new TopicIdentities(List.of(
                        new TopicIdentity("transactions", partitions, "A"),
                        new TopicIdentity("labels", 2, "B"),
                        new TopicIdentity("versions", 1, "C"))));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(FlinkSettings.ofLocalJob(config));
        KafkaInputs inputs = new KafkaInputs(environment, config, now, config.attempts());
        FraudStreams streams = FraudTopology.build(
                inputs.transactions(),
                inputs.labels(),
                inputs.versions(),
                now.parameters(config.detector().parameters()),
                RuleSet.defaults(),
                config.detector().models(),
                config.attempts());
        new KafkaOutputs(config, config.attempts()).attach(streams);
        return environment.getStreamGraph();
    }
}
