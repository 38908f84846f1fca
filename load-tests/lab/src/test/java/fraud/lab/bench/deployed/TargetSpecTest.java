package fraud.lab.bench.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.ConfigException;
import fraud.config.DetectorParameters;
import fraud.lab.bench.spec.SystemSpec.Guarantee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetSpecTest {

    private static final Path EXAMPLE = Path.of("..", "..", "deploy", "standalone", "target.properties");
    private static final String LEAST = "bootstrap.servers = broker:9092\ndetector.name = flink\n";
    private static final String LEAD = "versions.lead.millis = " + DetectorParameters.MAX_LEAD_MILLIS + "\n";

    @TempDir
    private Path directory;

    private TargetSpec read(String text) throws IOException {
        return TargetSpec.read(Files.writeString(directory.resolve("target.properties"), text));
    }

    @Test
    void takesTheExample() {
        TargetSpec target = TargetSpec.read(EXAMPLE);

        assertThat(target.name()).isEqualTo("flink");
        assertThat(target.endsInput()).isFalse();
        assertThat(target.guarantee()).isEqualTo(Guarantee.AT_LEAST_ONCE);
        assertThat(target.connection().bootstrapServers()).isEqualTo("127.0.0.1:9092");
    }

    /** What it does not say itself, the detector's own settings do; those of its engine alone are nothing to it. */
    @Test
    void goesByTheDetectorsOwnSettings() throws IOException {
        Files.writeString(
                directory.resolve("detector.properties"),
                LEAST + LEAD + "history.limit = 64\nparallelism = 4\nkafka.security.protocol = SSL\n");

        TargetSpec target = read("detector.config = detector.properties\ndetector.name = mine\nend.of.input = true\n");

        assertThat(target.name()).isEqualTo("mine");
        assertThat(target.endsInput()).isTrue();
        assertThat(target.settings().parameters().historyLimit()).isEqualTo(64);
        assertThat(target.connection().clientProperties()).containsEntry("security.protocol", "SSL");
        assertThat(target.described())
                .containsEntry("history.limit", "64")
                .containsEntry("guarantee", "AT_LEAST_ONCE")
                .containsEntry("kind", "TARGET")
                .doesNotContainKey("security.protocol");
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> read(LEAST + LEAD + "paralelism = 4\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("unknown setting paralelism: known are ");
        assertThatThrownBy(() -> read("bootstrap.servers = broker:9092\n" + LEAD))
                .hasMessageStartingWith("detector.name is missing");
        assertThatThrownBy(() -> read(LEAST))
                .hasMessageStartingWith("versions.lead.millis is 120000: must be 3600000, of the detector too");
        assertThatThrownBy(() -> read(LEAST + LEAD + "topic.labels = mine\n"))
                .hasMessageStartingWith("its input topics are transactions, mine, versions: must be");
        assertThatThrownBy(() -> read(LEAST + LEAD + "end.of.input = perhaps\n"))
                .hasMessage("end.of.input = perhaps: must be true or false");
        assertThatThrownBy(() -> read(LEAST + LEAD + "detector.config = none\n"))
                .hasMessageStartingWith("cannot read ")
                .hasMessageEndingWith("none: no such file or directory");
    }
}
