package fraud.kafka;

import fraud.config.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses that a Kafka client starts from, as its {@code bootstrap.servers} has them. Checked before a client is
 * made, which would only say that it could not be made.
 *
 * @param all at least one
 */
public record BrokerAddresses(List<Address> all) {

    /** As Kafka's clients read them: a protocol before it is passed over, an IPv6 address stands in brackets. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?:[a-zA-Z]+://)?(?:\\[([0-9a-fA-F:.%]+)]|([0-9a-zA-Z._-]+))(?::([0-9]+))?");

    private static final int MAX_PORT = 65_535;
    private static final int MAX_PORT_DIGITS = 5;

    /**
     * Where a broker listens.
     *
     * @param host its name or address
     * @param port from 1 to 65535
     */
    public record Address(String host, int port) {
        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    public BrokerAddresses {
        all = List.copyOf(all);
    }

    /**
     * Reads addresses, separated by commas.
     *
     * @param key what the user calls them, for the error
     * @throws ConfigException naming the first that is none, and what is wrong with it
     */
    @SuppressWarnings("StringSplitter") // a comma at the end names no further address
    public static BrokerAddresses parse(String key, String text) {
        List<Address> addresses = new ArrayList<>();
        String[] parts = text.strip().split("\\s*,\\s*");
        for (int i = 0; i < parts.length; i++) {
            Matcher matcher = ADDRESS.matcher(parts[i]);
            if (!matcher.matches()) {
                // Not shown itself: a password may stand before the host.
                throw new ConfigException(key + ": address " + (i + 1) + " of " + parts.length
                        + " is none: write HOST:PORT, such as localhost:9092");
            }
            String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            addresses.add(new Address(host, port(key, parts[i], matcher.group(3))));
        }
        return new BrokerAddresses(addresses);
    }

    private static int port(String key, String address, String digits) {
        if (digits == null) {
            throw new ConfigException(
                    key + ": " + address + " has no port: write HOST:PORT, such as " + address + ":9092");
        }
        int port = digits.length() > MAX_PORT_DIGITS ? MAX_PORT + 1 : Integer.parseInt(digits);
        if (port < 1 || port > MAX_PORT) {
            throw new ConfigException(key + ": " + address + ": the port must be from 1 to " + MAX_PORT);
        }
        return port;
    }

    @Override
    public String toString() {
        return String.join(",", all.stream().map(Address::toString).toList());
    }
}
