package fraud.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a Kafka client's exception means to whoever runs the program. Exceptions are known by the names of their classes, since the modules
 * have clients of different versions, and this one has none.
 */
public final class KafkaFailure {

    /** What is said of a client that waited in vain. */
    static final String NO_ANSWER = "no broker answers";

    private static final Pattern SECRET_KEY = Pattern.compile("password|secret|jaas|token|credential|keystore\\.key");
    /** The values inside a JAAS entry, such as {@code password="…"}. */
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"|'([^']+)'");

    private static final int MIN_SECRET_CHARS = 3;
    private static final int MAX_CAUSES = 16;

    private KafkaFailure() {}

    /** What it means, in one line. */
    public static String describe(Throwable failure) {
        List<Throwable> causes = causes(failure);
        return causes.stream()
                .flatMap(cause -> known(cause, causes.get(causes.size() - 1)).stream())
                .findFirst()
                .orElseGet(() -> messages(causes))
                .strip()
                .replaceAll("\\s*\\R\\s*", " ");
    }

    /**
     * The same without the secrets that the client was given, wherever it may have repeated one.
     *
     * @param clientProperties all of the client's
     */
    public static String describe(Throwable failure, Map<?, ?> clientProperties) {
        String text = describe(failure);
        for (String secret : secrets(clientProperties)) {
            text = text.replace(secret, "***");
        }
        return text;
    }

    private static Optional<String> known(Throwable cause, Throwable root) {
        String message = String.valueOf(cause.getMessage()).replaceFirst("\\.$", "");
        return Optional.ofNullable(
                switch (cause.getClass().getSimpleName()) {
                    case "UnknownTopicOrPartitionException", "UnknownTopicIdException" ->
                        "there is no such topic on this cluster";
                    case "TopicAuthorizationException",
                            "GroupAuthorizationException",
                            "TransactionalIdAuthorizationException",
                            "ClusterAuthorizationException",
                            "DelegationTokenAuthorizationException" ->
                        "the cluster does not allow it: " + message + ": give this user the right (an ACL)";
                    case "SaslAuthenticationException" ->
                        "the broker refuses the login: " + message + ": check user and password (sasl.jaas.config)";
                    case "UnsupportedSaslMechanismException" ->
                        "the broker refuses the login: " + message + ": set sasl.mechanism to one that is enabled";
                    case "IllegalSaslStateException" ->
                        "the broker expects no login (SASL) on this listener: " + message
                                + ": check security.protocol, or name another listener";
                    case "SslAuthenticationException" -> tls(root);
                    case "KafkaStorageException" -> "the broker cannot write to its disk (is it full?): " + message;
                    // A producer waits for a topic that is not there as for a broker that is not.
                    case "TimeoutException" ->
                        message.contains("not present in metadata")
                                ? NO_ANSWER + ", or there is no such topic: " + message
                                : NO_ANSWER;
                    default -> null;
                });
    }

    private static String tls(Throwable root) {
        String message = String.valueOf(root.getMessage());
        if (message.contains("PKIX path") || message.contains("certification path")) {
            return "the broker's certificate is not trusted: set ssl.truststore.location to a store with its issuer";
        }
        if (message.contains("subject alternative") || message.contains("No name matching")) {
            return "the broker's certificate is not for this host (" + message
                    + "): name the host that it is for, or have one made for this one";
        }
        if (message.contains("certificate_required") || message.contains("bad_certificate")) {
            return "the broker refuses the client's certificate, or wants one: set ssl.keystore.location";
        }
        return "TLS fails: " + message;
    }

    /** What is not known above: the two innermost messages say the most. */
    private static String messages(List<Throwable> causes) {
        List<String> told = new ArrayList<>(new LinkedHashSet<>(causes.stream()
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .toList()));
        return told.isEmpty()
                ? causes.get(0).getClass().getSimpleName()
                : String.join(": ", told.subList(Math.max(0, told.size() - 2), told.size()));
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure;
                cause != null && !causes.contains(cause) && causes.size() < MAX_CAUSES;
                cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static Collection<String> secrets(Map<?, ?> clientProperties) {
        Set<String> secrets = new LinkedHashSet<>();
        clientProperties.forEach((key, value) -> {
            String text = String.valueOf(value);
            if (SECRET_KEY.matcher(String.valueOf(key)).find()) {
                QUOTED.matcher(text).results().map(KafkaFailure::quoted).forEach(secrets::add);
                secrets.add(text);
            }
        });
        secrets.removeIf(secret -> secret.length() < MIN_SECRET_CHARS);
        return secrets;
    }

    private static String quoted(MatchResult quoted) {
        return quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
    }
}
