package fraud.sequences;

import fraud.model.Origin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Makes the alert of a match (SEMANTICS 8.3). */
public final class Alerts {

    /** 128 of the hash's 256 bits: enough that two alerts never share an id. */
    private static final int ID_BYTES = 16;

    private Alerts() {}

    /**
     * The alert of one match.
     *
     * @param match the matched events of one subject, in order; at least one
     */
    public static Alert of(SequenceRule rule, List<SequenceEvent> match) {
        SequenceEvent first = match.get(0);
        SequenceEvent last = match.get(match.size() - 1);
        return new Alert(
                id(rule, match),
                rule,
                rule.subject().idOf(first),
                match.stream().map(SequenceEvent::transactionId).toList(),
                first.eventTimeMillis(),
                last.eventTimeMillis(),
                last.ruleSetVersion(),
                rule.firesOnAbsence() ? Origin.UNKNOWN : last.intendedSendMicros());
    }

    private static String id(SequenceRule rule, List<SequenceEvent> match) {
        StringBuilder identity =
                new StringBuilder(rule.name()).append('|').append(rule.subject().idOf(match.get(0)));
        for (SequenceEvent event : match) {
            identity.append('|').append(event.partition()).append(':').append(event.offset());
        }
        byte[] hash = sha256(identity.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
