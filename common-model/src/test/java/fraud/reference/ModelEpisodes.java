package fraud.reference;

import fraud.parse.VersionCodec;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.TestModels;
import java.time.Duration;

/**
 * Models that come and go while the random cards are used (SEMANTICS 15.4, 15.5): champions, challengers, none of
 * either, and versions that are rejected for each reason there is. Those that are not rejected are all of
 * {@link TestModels}.
 */
final class ModelEpisodes {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final String NO_HASH = "0".repeat(64);

    private final SeededStream stream;
    private final long lead;
    private int version;

    ModelEpisodes(SeededStream stream) {
        this.stream = stream;
        this.lead = stream.parameters().leadMillis();
    }

    void writeAll() {
        long from = SeededStream.START_MILLIS + 2 * DAY;
        long step = SeededStream.SPAN.minusDays(3).toMillis() / 8;
        publish(ModelRole.CHALLENGER, TestModels.MAPLE, from, from - lead);
        publish(ModelRole.CHAMPION, TestModels.MAPLE, from + step, from + step - HOUR);
        rejected(from + step + HOUR);
        publish(ModelRole.CHALLENGER, TestModels.CEDAR, from + 2 * step, from + 2 * step - lead);
        publish(ModelRole.CHAMPION, null, from + 3 * step, from + 3 * step - lead);
        publish(ModelRole.CHALLENGER, null, from + 4 * step, from + 4 * step - lead);
        // In force later than what is published after it.
        publish(ModelRole.CHAMPION, TestModels.CEDAR, from + 6 * step, from + 4 * step);
        publish(ModelRole.CHAMPION, TestModels.MAPLE, from + 5 * step, from + 5 * step - lead);
        // Of two that come into force at once the later one holds.
        publish(ModelRole.CHAMPION, TestModels.CEDAR, from + 7 * step, from + 7 * step - 2 * lead);
        publish(ModelRole.CHAMPION, TestModels.MAPLE, from + 7 * step, from + 7 * step - lead);
    }

    private void publish(ModelRole role, String name, long effectiveFromMillis, long sentMillis) {
        version += 1 + stream.random().nextInt(3);
        send(
                name == null
                        ? new PublishedModel(version, role, effectiveFromMillis, "none from now on", null, null)
                        : TestModels.published(version, role, effectiveFromMillis, name),
                sentMillis);
    }

    private void rejected(long effectiveFromMillis) {
        PublishedModel good =
                TestModels.published(version + 1, ModelRole.CHAMPION, effectiveFromMillis, TestModels.CEDAR);
        long sentMillis = effectiveFromMillis - lead;
        send(good, sentMillis + 1);
        send(TestModels.published(version, good.role(), effectiveFromMillis, TestModels.CEDAR), sentMillis);
        send(named(good, "not-there", NO_HASH), sentMillis);
        send(named(good, TestModels.CEDAR, NO_HASH), sentMillis);
        TestModels.REFUSED.keySet().forEach(name -> send(named(good, name, TestModels.sha256(name)), sentMillis));
        String rest = ",\"version\":" + good.version() + ",\"effectiveFromMillis\":" + effectiveFromMillis;
        raw("\"champ\"" + rest, sentMillis);
        raw("1" + rest, sentMillis);
        raw("null" + rest, sentMillis);
        raw("\"champion\",\"version\":0", sentMillis);
        raw("\"champion\"" + rest + ",\"note\":1", sentMillis);
        raw("\"champion\"" + rest + ",\"directory\":\"..\",\"sha256\":\"" + NO_HASH + '"', sentMillis);
        raw("\"champion\"" + rest + ",\"directory\":\"a/b\",\"sha256\":\"" + NO_HASH + '"', sentMillis);
        raw("\"champion\"" + rest + ",\"directory\":7", sentMillis);
        raw("\"champion\"" + rest + ",\"directory\":\"a\"", sentMillis);
        raw("\"champion\"" + rest + ",\"directory\":\"a\",\"sha256\":\"A\"", sentMillis);
        stream.raw(
                SeededStream.TOPICS.versions(),
                0,
                SeededStream.bytes(String.valueOf(good.version())),
                VersionCodec.toJson(good),
                sentMillis);
    }

    private static PublishedModel named(PublishedModel model, String directory, String sha256) {
        return new PublishedModel(
                model.version(), model.role(), model.effectiveFromMillis(), model.note(), directory, sha256);
    }

    private void send(PublishedModel model, long sentMillis) {
        stream.raw(
                SeededStream.TOPICS.versions(),
                0,
                SeededStream.bytes(VersionCodec.modelKey(model)),
                VersionCodec.toJson(model),
                sentMillis);
    }

    private void raw(String role, long sentMillis) {
        stream.raw(
                SeededStream.TOPICS.versions(),
                0,
                SeededStream.bytes("model-" + (version + 1)),
                SeededStream.bytes("{\"model\":" + role + "}"),
                sentMillis);
    }
}
