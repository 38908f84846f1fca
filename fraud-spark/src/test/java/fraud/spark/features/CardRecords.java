package fraud.spark.features;

import fraud.config.DetectorParameters;
import fraud.features.TestTransaction;
import fraud.model.CardControl;
import fraud.model.Channel;
import fraud.model.Origin;
import fraud.model.Transaction;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.parse.VersionCodec;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleSet;
import fraud.sequences.CardTesting;
import fraud.spark.Attempts;
import fraud.spark.metrics.CountsAccumulator;
import fraud.spark.parse.ParseRecords;
import fraud.spark.parse.ParsedRecord;
import fraud.topics.InputTopics;
import java.nio.charset.StandardCharsets;

/** Records of one card and of the rules, as the stage of all cards gets them. */
public final class CardRecords {

    static final String CARD = "card";
    static final long T0 = 1_700_000_000_000L;
    static final DetectorParameters PARAMETERS = new DetectorParameters(1, 10_000, 0, 16, false);

    private CardRecords() {}

    static ParsedRecord control(CardControl.Action action, long offset) {
        String json = new String(TransactionCodec.toJson(new CardControl(action, CARD)), StandardCharsets.UTF_8);
        return parse(CARD, json, offset, T0);
    }

    static ParsedRecord transaction(String id, long offset, long eventTimeMillis, long amountMinor) {
        return transaction(id, offset, eventTimeMillis, amountMinor, eventTimeMillis);
    }

    static ParsedRecord transaction(
            String id, long offset, long eventTimeMillis, long amountMinor, long publishedAtMillis) {
        Transaction transaction = TestTransaction.of(amountMinor)
                .id(id)
                .card(CARD)
                .at(eventTimeMillis)
                .channel(Channel.CONTACTLESS)
                .build();
        String json = new String(TransactionCodec.toJson(transaction), StandardCharsets.UTF_8);
        return parse(CARD, json, offset, publishedAtMillis);
    }

    static SourceRecord ruleSet(int version, long effectiveFromMillis, long publishedAtMillis, long smallMax) {
        return ruleSet(version, version, effectiveFromMillis, publishedAtMillis, smallMax);
    }

    static SourceRecord ruleSet(
            int version, long offset, long effectiveFromMillis, long publishedAtMillis, long smallMax) {
        RuleSet rules = RuleSet.defaults().withVersion(version).with(CardTesting.SMALL_MAX, smallMax);
        PublishedRuleSet published =
                new PublishedRuleSet(version, effectiveFromMillis, null, VersionCodec.rulesJson(rules));
        return new SourceRecord(
                origin("versions", offset, publishedAtMillis),
                bytes(String.valueOf(version)),
                VersionCodec.toJson(published));
    }

    static ParsedRecord parse(SourceRecord ofRules) {
        return ParseRecords.ofCards(InputTopics.DEFAULT, PARAMETERS, Attempts.ofAJob(), new CountsAccumulator())
                .call(ofRules)
                .next();
    }

    static ParsedRecord parse(String key, String json, long offset, long publishedAtMillis) {
        SourceRecord record = new SourceRecord(
                origin("transactions", offset, publishedAtMillis), key == null ? null : bytes(key), bytes(json));
        return ParseRecords.ofCards(InputTopics.DEFAULT, PARAMETERS, Attempts.ofAJob(), new CountsAccumulator())
                .call(record)
                .next();
    }

    static Origin origin(String topic, long offset, long publishedAtMillis) {
        return new Origin(topic, 0, offset, publishedAtMillis, Origin.UNKNOWN);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
