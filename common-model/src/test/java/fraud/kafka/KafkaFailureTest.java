package fraud.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The exceptions are ours, with the names of Kafka's: this module has no client. */
class KafkaFailureTest {

    private static class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failure(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static final class SaslAuthenticationException extends Failure {
        private static final long serialVersionUID = 1L;

        SaslAuthenticationException(String message) {
            super(message, null);
        }
    }

    private static final class SslAuthenticationException extends Failure {
        private static final long serialVersionUID = 1L;

        SslAuthenticationException(String rootMessage) {
            super("SSL handshake failed", new Failure("outer", new Failure(rootMessage, null)));
        }
    }

    private static final class TopicAuthorizationException extends Failure {
        private static final long serialVersionUID = 1L;

        TopicAuthorizationException() {
            super("Not authorized to access topics: [transactions]", null);
        }
    }

    private static final class UnknownTopicOrPartitionException extends Failure {
        private static final long serialVersionUID = 1L;

        UnknownTopicOrPartitionException() {
            super("This server does not host this topic-partition.", null);
        }
    }

    private static final class TimeoutException extends Failure {
        private static final long serialVersionUID = 1L;

        TimeoutException(String message) {
            super(message, null);
        }
    }

    @Test
    void findsWhatIsKnownBelowWhatWrapsIt() {
        assertThat(KafkaFailure.describe(new Failure("wrapper", new UnknownTopicOrPartitionException())))
                .isEqualTo("there is no such topic on this cluster");
        assertThat(KafkaFailure.describe(new TopicAuthorizationException()))
                .isEqualTo(
                        "the cluster does not allow it: Not authorized to access topics: [transactions]: give this user the right"
                                + " (an ACL)");
        assertThat(KafkaFailure.describe(new TimeoutException("Call(callName=x)")))
                .isEqualTo("no broker answers");
        assertThat(KafkaFailure.describe(new TimeoutException("Topic t not present in metadata after 15000 ms.")))
                .isEqualTo(
                        "no broker answers, or there is no such topic: Topic t not present in metadata after 15000 ms");
    }

    @Test
    void saysWhatOfTlsFails() {
        assertThat(KafkaFailure.describe(new SslAuthenticationException("PKIX path building failed: x")))
                .startsWith("the broker's certificate is not trusted: set ssl.truststore.location");
        assertThat(KafkaFailure.describe(new SslAuthenticationException("No subject alternative DNS name matching a")))
                .startsWith("the broker's certificate is not for this host");
        assertThat(KafkaFailure.describe(new SslAuthenticationException("Received fatal alert: bad_certificate")))
                .contains("set ssl.keystore.location");
        assertThat(KafkaFailure.describe(new SslAuthenticationException("something else")))
                .isEqualTo("TLS fails: something else");
    }

    @Test
    void tellsTheTwoInnermostMessagesOfWhatIsNotKnownInOneLine() {
        assertThat(KafkaFailure.describe(new Failure("a", new Failure("b\n c", new Failure("d", null)))))
                .isEqualTo("b c: d");
        assertThat(KafkaFailure.describe(new Failure(null, null))).isEqualTo("Failure");
    }

    @Test
    void repeatsNoSecretOfTheClients() {
        Map<String, String> properties = Map.of(
                "sasl.jaas.config", "Module required username=\"me\" password=\"s3cret\";",
                "ssl.key.password", "another",
                "client.id", "shown");

        assertThat(KafkaFailure.describe(
                        new SaslAuthenticationException("no s3cret, another or shown, please"), properties))
                .isEqualTo("the broker refuses the login: no ***, *** or shown, please: check user and password"
                        + " (sasl.jaas.config)");
    }
}
