package fraud.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                .isEqualTo("the broker rejects the login: no ***, *** or shown, please: check user and password"
                        + " (sasl.jaas.config)");
    }

    /** Kafka's words for an entry with a quote too few, or none at all: each has a piece of the password. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Value not specified for key 'ter2secret' in JAAS config",
                "Invalid login module control flag 'hunter2secret' in JAAS config"
            })
    void passesNoWordsOnAboutAnEntryThatCannotBeRead(String message) {
        Failure failure = new Failure("Failed to create new KafkaAdminClient", new Failure(message, null));

        assertThat(KafkaFailure.describe(failure))
                .startsWith("sasl.jaas.config cannot be read: it must be MODULE required KEY=\"VALUE\"")
                .doesNotContain("ter2secret");
        assertThat(KafkaFailure.mayRepeatSecret(failure, Map.of())).isTrue();
    }

    @Test
    void namesTheSettingAloneWhereItsValueMayBeASecret() {
        assertThat(KafkaFailure.describe(
                        new Failure("Invalid value s3cret for configuration ssl.keystore.key: x", null)))
                .startsWith("ssl.keystore.key has a value that Kafka's client cannot use")
                .doesNotContain("s3cret");
        assertThat(KafkaFailure.describe(new Failure("Invalid value all2 for configuration acks: x", null)))
                .isEqualTo("Invalid value all2 for configuration acks: x");
    }

    @Test
    void repeatsNoPieceOfASecretThatIsNotQuoted() {
        Map<String, String> properties =
                Map.of("sasl.jaas.config", "a.PlainLoginModule required username=u password=hun ter2secret abc123==;");
        Failure failure = new Failure("no module: ter2secret, a.PlainLoginModule required password abc123", null);

        assertThat(KafkaFailure.describe(failure, properties))
                .isEqualTo("no module: ***, a.PlainLoginModule required password ***");
        assertThat(KafkaFailure.mayRepeatSecret(failure, properties)).isTrue();
        assertThat(KafkaFailure.mayRepeatSecret(new Failure("no module", null), properties))
                .isFalse();
    }
}
