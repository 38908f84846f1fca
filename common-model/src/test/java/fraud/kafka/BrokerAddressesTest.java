package fraud.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.ConfigException;
import fraud.kafka.BrokerAddresses.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerAddressesTest {

    @Test
    void readsAddressesAsKafkasClientsDo() {
        assertThat(BrokerAddresses.parse("b", " a:1 , my_host.example-1.org:65535,[::1]:9092,PLAINTEXT://c:9093 ")
                        .all())
                .containsExactly(
                        new Address("a", 1),
                        new Address("my_host.example-1.org", 65_535),
                        new Address("::1", 9_092),
                        new Address("c", 9_093));
        assertThat(BrokerAddresses.parse("b", "a:1, [::1]:2")).hasToString("a:1,[::1]:2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost | b: localhost has no port: write HOST:PORT, such as localhost:9092",
                "a:1,10.0.0.1 | b: 10.0.0.1 has no port: write HOST:PORT, such as 10.0.0.1:9092",
                "a:0 | b: a:0: the port must be from 1 to 65535",
                "a:65536 | b: a:65536: the port must be from 1 to 65535",
                "a:99999999999 | b: a:99999999999: the port must be from 1 to 65535",
                "a:x | b: address 1 of 1 is none: write HOST:PORT, such as localhost:9092",
                "a:1,:9092 | b: address 2 of 2 is none: write HOST:PORT, such as localhost:9092",
                "'' | b: address 1 of 1 is none: write HOST:PORT, such as localhost:9092",
                "user:s3cret@a:1 | b: address 1 of 1 is none: write HOST:PORT, such as localhost:9092"
            })
    void saysWhatIsWrongWithOneAndRepeatsNoPassword(String text, String message) {
        assertThatThrownBy(() -> BrokerAddresses.parse("b", text))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }
}
