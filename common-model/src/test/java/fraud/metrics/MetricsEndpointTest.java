package fraud.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.ConfigException;
import fraud.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class MetricsEndpointTest {

    @Test
    void isNowhereUnlessAPortIsGiven() {
        assertThat(MetricsEndpoint.from(Settings.parse())).isEmpty();
        assertThat(MetricsEndpoint.from(Settings.parse("--metrics.port", "0"))).isEmpty();
    }

    @Test
    void isOnLoopbackUnlessAnotherAddressIsGiven() {
        assertThat(MetricsEndpoint.from(Settings.parse("--metrics.port", "9250")))
                .contains(new MetricsEndpoint("127.0.0.1", 9250));
        assertThat(MetricsEndpoint.from(Settings.parse("--metrics.port", "9250", "--metrics.address", "0.0.0.0")))
                .contains(new MetricsEndpoint("0.0.0.0", 9250));
    }

    @Test
    void saysInOneLineThatAPortIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            MetricsEndpoint taken = new MetricsEndpoint("127.0.0.1", other.getLocalPort());

            assertThatThrownBy(taken::requireFree)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("metrics.port: nothing can listen on 127.0.0.1:" + other.getLocalPort());
        }
    }

    @Test
    void saysNothingOfAFreePort() {
        assertThatCode(new MetricsEndpoint("127.0.0.1", 0)::requireFree).doesNotThrowAnyException();
    }
}
