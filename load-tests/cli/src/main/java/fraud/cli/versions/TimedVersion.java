package fraud.cli.versions;

import fraud.model.PublishedVersion;
import fraud.parse.VersionCodec;
import fraud.ruleset.PublishedRuleSet;
import fraud.score.PublishedModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule set or a model, and when it is published.
 *
 * @param version what is published
 * @param publishedAtMillis timestamp of its record, UTC epoch in ms
 */
public record TimedVersion(PublishedVersion version, long publishedAtMillis) {

    /**
     * Times at which versions of one kind are accepted (SEMANTICS 13.3): in the order of their versions, each the lead
     * before it takes effect, or earlier, where a later version takes effect before it.
     *
     * @param leadMillis the detectors' lead
     */
    public static List<TimedVersion> of(List<? extends PublishedVersion> versions, long leadMillis) {
        List<PublishedVersion> latestFirst = new ArrayList<>(versions);
        latestFirst.sort(Comparator.comparingInt(PublishedVersion::version).reversed());
        List<TimedVersion> timed = new ArrayList<>();
        long publishedAtMillis = Long.MAX_VALUE;
        for (PublishedVersion version : latestFirst) {
            publishedAtMillis = Math.min(publishedAtMillis, version.effectiveFromMillis() - leadMillis);
            timed.add(new TimedVersion(version, publishedAtMillis));
        }
        Collections.reverse(timed);
        return timed;
    }

    /** Rule sets and models in the order of their times, since both are on one topic, whose time does not run back. */
    public static List<TimedVersion> inOneTopic(
            List<PublishedRuleSet> ruleSets, List<PublishedModel> models, long leadMillis) {
        return Stream.concat(of(ruleSets, leadMillis).stream(), of(models, leadMillis).stream())
                .sorted(Comparator.comparingLong(TimedVersion::publishedAtMillis))
                .toList();
    }

    /** The Kafka key of its record. */
    public byte[] key() {
        String key = version instanceof PublishedModel model
                ? VersionCodec.modelKey(model)
                : String.valueOf(version.version());
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /** The value of its record. */
    public byte[] value() {
        if (version instanceof PublishedModel model) {
            return VersionCodec.toJson(model);
        }
        return VersionCodec.toJson((PublishedRuleSet) version);
    }
}
