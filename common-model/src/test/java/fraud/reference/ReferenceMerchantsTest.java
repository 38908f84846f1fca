package fraud.reference;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.features.MerchantHistory;
import fraud.model.Label;
import fraud.model.Origin;
import fraud.reference.ReferenceMerchants.PublishedLabel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The reference's own reading of SEMANTICS 14 and the fold that the engines keep agree, each written on its own. */
class ReferenceMerchantsTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long T0 = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final int LIMIT = 16;

    @Test
    void agreesWithTheFoldOfEachMerchant() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            List<PublishedLabel> labels = new ArrayList<>();
            Map<String, MerchantHistory> histories = new HashMap<>();
            for (int offset = 0; offset < 500; offset++) {
                long publishedAt = T0 + random.nextLong(20 * DAY);
                long eventTime = (publishedAt - random.nextLong(12 * DAY)) / (6 * HOUR) * (6 * HOUR);
                Label label = new Label(
                        "t" + random.nextInt(20),
                        "m" + random.nextInt(2),
                        random.nextBoolean() ? "c" : "c.b",
                        eventTime,
                        random.nextBoolean(),
                        null);
                PublishedLabel published =
                        new PublishedLabel(label, new Origin("labels", 0, offset, publishedAt, Origin.UNKNOWN));
                labels.add(random.nextInt(labels.size() + 1), published);
                histories.merge(
                        label.merchantId(),
                        MerchantHistory.EMPTY.with(label, published.origin(), LIMIT),
                        (history, one) -> history.with(label, published.origin(), LIMIT));
            }
            ReferenceMerchants merchants = new ReferenceMerchants(labels, LIMIT);

            for (int question = 0; question < 500; question++) {
                PublishedLabel about = labels.get(random.nextInt(labels.size()));
                String merchant = about.label().merchantId();
                long t = random.nextBoolean()
                        ? about.origin().publishedAtMillis() + HOUR - random.nextInt(2)
                        : about.label().eventTimeMillis() + (7 + random.nextInt(32)) * DAY - random.nextInt(2);
                String where = "seed " + seed + ", " + merchant + " at " + t;
                assertThat(merchants.features(merchant, t))
                        .as(where)
                        .isEqualTo(histories.get(merchant).featuresOf(t));
                assertThat(merchants.isTruncated(merchant, t))
                        .as(where)
                        .isEqualTo(histories.get(merchant).isTruncatedFor(t));
            }
        }
    }
}
