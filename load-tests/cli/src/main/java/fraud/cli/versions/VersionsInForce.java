package fraud.cli.versions;

import fraud.model.PublishedVersion;
import fraud.model.Transaction;
import fraud.score.PublishedModel;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Which published versions can be in force for a transaction at all (SEMANTICS 13.4). Not thread-safe. */
public final class VersionsInForce {

    private long latestMillis = Long.MIN_VALUE;

    /** Takes a transaction. */
    public void transaction(Transaction transaction) {
        latestMillis = Math.max(latestMillis, transaction.eventTimeMillis());
    }

    /**
     * What is to be said of versions that take effect after the latest transaction, each in a line; nothing if there is
     * none.
     */
    public List<String> lines(List<? extends PublishedVersion> versions) {
        if (latestMillis == Long.MIN_VALUE) {
            return List.of();
        }
        return versions.stream()
                .filter(version -> version.effectiveFromMillis() > latestMillis)
                .map(this::line)
                .toList();
    }

    private String line(PublishedVersion version) {
        String of = version instanceof PublishedModel model
                ? "the " + model.role().name().toLowerCase(Locale.ROOT)
                : "the rules";
        return "note: version " + version.version() + " of " + of
                + " is in force for no transaction: it takes effect at "
                + Instant.ofEpochMilli(version.effectiveFromMillis()) + ", and the latest is of "
                + Instant.ofEpochMilli(latestMillis);
    }
}
