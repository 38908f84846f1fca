package fraud.cli.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.topics.Signals;
import fraud.cli.topics.Topics;
import fraud.model.Signal;
import fraud.sink.OutputKind;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * Goal: what is wrong with a detector that does not decide is said in plain words. Method: the command line against an
 * embedded broker, on whose topics the test itself plays the detector.
 */
class DoctorTest extends CommandsOnABroker {

    private static final String DETECTOR = "patient";

    private int doctor(String... more) {
        return command(List.of(more), "doctor", "--engine", DETECTOR);
    }

    @Test
    void namesTheTopicsThatAreNotThere() {
        assertThat(command(List.of(), "doctor", "--engine", "nobody"))
                .as("%s", err)
                .isEqualTo(1);
        assertThat(out.toString())
                .hasLineCount(OutputKind.values().length + 1)
                .startsWith("wrong: topic decisions.nobody is not there: create it");
    }

    @Test
    void findsOutWhatADetectorWaitsFor() throws Exception {
        Topics.createOutputs(admin, List.of(DETECTOR), PARAMETERS.partitions());
        try (Producer<byte[], byte[]> producer = connection.producer()) {
            producer.send(new ProducerRecord<>(topics.transactions(), 1, "c1".getBytes(UTF_8), "{}".getBytes(UTF_8)))
                    .get();
            assertThat(doctor()).as("%s", err).isEqualTo(1);
            assertThat(out.toString())
                    .contains(
                            "wrong: " + topics.transactions() + "-0 has never had a record",
                            "wrong: " + topics.versions() + "-0 has never had a record",
                            "wrong: detector " + DETECTOR + " has never written anything, and 1 records wait");

            out.getBuffer().setLength(0);
            new Signals(producer, Topics.inputPartitions(admin, topics))
                    .send(Signal.HEARTBEAT, System.currentTimeMillis());
            producer.flush();
            producer.send(new ProducerRecord<>(
                            OutputKind.DEAD_LETTER.topic(DETECTOR),
                            ("{\"sourceTopic\":\"" + topics.transactions()
                                            + "\",\"sourcePartition\":1,\"sourceOffset\":0,\"reason\":\"MISSING_FIELD\"}")
                                    .getBytes(UTF_8)))
                    .get();
            assertThat(doctor()).as("%s%s", out, err).isZero();
            assertThat(out.toString()).endsWith("nothing is wrong" + System.lineSeparator());

            out.getBuffer().setLength(0);
            assertThat(doctor("--json")).isZero();
            assertThat(out.toString()).contains("\"well\" : true", "\"needsAction\" : false");
        }
    }

    @Test
    void needsTheNameOfADetector() {
        assertThat(command(List.of(), "doctor")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).startsWith("error: Missing required option: '--engine=NAME'");
    }
}
