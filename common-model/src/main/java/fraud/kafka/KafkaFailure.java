package fraud.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Kafka client's exception means to the operator of the program. Exceptions are known by the names of their
 * classes, since the modules have clients of different versions, and this one has none.
 */
public final class KafkaFailure {

    /** What is said of a client that waited in vain. */
    static final String NO_ANSWER = "no broker answers";

    private static final Pattern SECRET_KEY = Pattern.compile("password|secret|jaas|token|credential|keystore\\.key");
    /** The values inside a JAAS entry, such as {@code password="…"}. */
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"|'([^']+)'");

    /** The names of options inside a JAAS entry, which are no secrets. */
    private static final Pattern OPTION_NAME = Pattern.compile("(?<!\\S)[A-Za-z.]+=(?=[^=\\s])");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\"'=;]+");
    /** Words of any JAAS entry; also what a failure may well say. */
    private static final Pattern COMMON_WORD = Pattern.compile(
            "[a-z.]+\\w*LoginModule|required|requisite|sufficient|optional|true|false", Pattern.CASE_INSENSITIVE);

    /** How Kafka's exceptions name a setting whose value they repeat. */
    private static final Pattern OF_SETTING = Pattern.compile("for configuration ([A-Za-z0-9._-]+)");

    private static final int MIN_SECRET_CHARS = 3;
    private static final int MAX_CAUSES = 16;

    private KafkaFailure() {}

    /** What it means, in one line. */
    public static String describe(Throwable failure) {
        List<Throwable> causes = causes(failure);
        return ofSecretSetting(causes)
                .or(() -> causes.stream()
                        .flatMap(cause -> known(cause, causes.get(causes.size() - 1)).stream())
                        .findFirst())
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

    /** Whether the client's own words may repeat a secret that it was given, so that no log is to have them. */
    static boolean mayRepeatSecret(Throwable failure, Map<?, ?> clientProperties) {
        return ofSecretSetting(causes(failure)).isPresent()
                || causes(failure).stream()
                        .map(cause -> String.valueOf(cause.getMessage()))
                        .anyMatch(message -> secrets(clientProperties).stream().anyMatch(message::contains));
    }

    /**
     * The client quotes a piece of what it cannot read, which may be one of a password: its words are not passed on.
     */
    private static Optional<String> ofSecretSetting(List<Throwable> causes) {
        if (causes.stream().anyMatch(KafkaFailure::isOfJaas)) {
            return Optional.of(
                    "sasl.jaas.config cannot be read: it must be MODULE required KEY=\"VALUE\" KEY=\"VALUE\";"
                            + " with each value in double quotes and a semicolon at the end");
        }
        return causes.stream()
                .flatMap(cause ->
                        OF_SETTING.matcher(String.valueOf(cause.getMessage())).results())
                .map(setting -> setting.group(1))
                .filter(key -> SECRET_KEY.matcher(key).find())
                .findFirst()
                .map(key -> key + " has a value that Kafka's client cannot use: see its form in Kafka's documentation");
    }

    private static boolean isOfJaas(Throwable cause) {
        return String.valueOf(cause.getMessage()).contains("JAAS config")
                || Stream.of(cause.getStackTrace())
                        .limit(1)
                        .anyMatch(frame -> frame.getClassName().endsWith(".JaasConfig"));
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
                        "the broker rejects the login: " + message + ": check user and password (sasl.jaas.config)";
                    case "UnsupportedSaslMechanismException" ->
                        "the broker rejects the login: " + message + ": set sasl.mechanism to one that is enabled";
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
            return "the broker rejects the client's certificate, or wants one: set ssl.keystore.location";
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

    /** The secrets and their pieces, each before what is a part of it. */
    private static Collection<String> secrets(Map<?, ?> clientProperties) {
        Set<String> secrets = new HashSet<>();
        clientProperties.forEach((key, value) -> {
            String text = String.valueOf(value);
            if (SECRET_KEY.matcher(String.valueOf(key)).find()) {
                QUOTED.matcher(text).results().map(KafkaFailure::quoted).forEach(secrets::add);
                secrets.add(text);
                BETWEEN_WORDS
                        .splitAsStream(OPTION_NAME.matcher(text).replaceAll(" "))
                        .filter(word -> !COMMON_WORD.matcher(word).matches())
                        .forEach(secrets::add);
            }
        });
        return secrets.stream()
                .filter(secret -> secret.length() >= MIN_SECRET_CHARS)
                .sorted(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static String quoted(MatchResult quoted) {
        return quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
    }
}
