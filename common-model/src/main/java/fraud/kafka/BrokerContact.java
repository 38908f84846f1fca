package fraud.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for a Kafka client's answer, and says in one line why none comes. A client tries on for its whole timeout where
 * it cannot succeed: an unknown host, a port where nothing listens, TLS on one side only. So after some
 * seconds of silence the ports are looked at ({@link BrokerProbe}).
 */
public final class BrokerContact {

    private static final Duration SILENCE = Duration.ofSeconds(4);

    private final BrokerAddresses addresses;
    private final Map<?, ?> clientProperties;
    private final Duration silence;

    /** A future of any client. */
    @FunctionalInterface
    public interface Answer<T> {
        T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException;
    }

    /**
     * The contact of one client.
     *
     * @param clientProperties all that it is given, secrets included, which no message repeats
     */
    public BrokerContact(BrokerAddresses addresses, Map<?, ?> clientProperties) {
        this(addresses, clientProperties, SILENCE);
    }

    BrokerContact(BrokerAddresses addresses, Map<?, ?> clientProperties, Duration silence) {
        this.addresses = addresses;
        this.clientProperties = clientProperties;
        this.silence = silence;
    }

    /**
     * Looks at the addresses before any client is made, which would run out of memory where they speak HTTP.
     *
     * @throws KafkaFailureException if that is so, and none may be a broker's
     */
    public void requireNoHttp() {
        BrokerProbe.http(addresses, securityProtocol()).ifPresent(fault -> {
            throw new KafkaFailureException(fault);
        });
    }

    /**
     * The answer.
     *
     * @param patience how long to wait for it where nothing says that it cannot come
     * @throws KafkaFailureException if none comes, or it is an error
     * @throws InterruptedException if the thread is interrupted
     */
    public <T> T await(Answer<T> answer, Duration patience) throws InterruptedException {
        try {
            return answer.get(Math.min(silence.toMillis(), patience.toMillis()), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException e) {
            Optional<String> fault = fault();
            if (fault.isPresent()) {
                throw new KafkaFailureException(fault.get(), e);
            }
        }
        try {
            return answer.get(Math.max(0, patience.minus(silence).toMillis()), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException e) {
            throw failure(e);
        }
    }

    /** What a client's exception means; for one that could not be made, too. */
    public KafkaFailureException failure(Throwable cause) {
        String text = KafkaFailure.describe(cause, clientProperties);
        // A client that cannot be made says of an unknown host, one that waited for long of anything, only that.
        boolean unclear = text.equals(KafkaFailure.NO_ANSWER) || text.contains("No resolvable bootstrap");
        // A cause is printed with its stack, in a cluster's logs or with --verbose.
        return new KafkaFailureException(
                unclear ? fault().orElse(text) : text,
                KafkaFailure.mayRepeatSecret(cause, clientProperties) ? null : cause);
    }

    private Optional<String> fault() {
        return BrokerProbe.fault(addresses, securityProtocol());
    }

    private String securityProtocol() {
        return String.valueOf(clientProperties.get("security.protocol"));
    }
}
