package fraud.flink.state;

import fraud.binary.BinaryFormat;
import fraud.features.CardProfile;
import fraud.features.EnrichedTransaction;
import fraud.features.FeatureFormats;
import fraud.features.HistoryFormats;
import fraud.features.MerchantHistory;
import fraud.features.MerchantUses;
import fraud.parse.ParseFormats;
import fraud.parse.ParseResult;
import fraud.ruleset.PublishedRuleSet;
import fraud.score.PublishedModel;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceEventFormat;
import java.io.IOException;
import java.util.List;

/** The types of what is state, and of what travels with each transaction or label. */
public final class BinaryTypes {

    public static final BinaryType<ParseResult> PARSE_RESULT =
            new BinaryType<>(ParseResult.class, ParseFormats.PARSE_RESULT);
    public static final BinaryType<EnrichedTransaction> ENRICHED =
            new BinaryType<>(EnrichedTransaction.class, FeatureFormats.ENRICHED);
    public static final BinaryType<SequenceEvent> SEQUENCE_EVENT =
            new BinaryType<>(SequenceEvent.class, SequenceEventFormat.SEQUENCE_EVENT);
    public static final BinaryType<CardProfile> CARD_PROFILE =
            new BinaryType<>(CardProfile.class, HistoryFormats.CARD_PROFILE);
    public static final BinaryType<MerchantHistory> MERCHANT_HISTORY =
            new BinaryType<>(MerchantHistory.class, HistoryFormats.MERCHANT_HISTORY);
    public static final BinaryType<MerchantUses> MERCHANT_USES =
            new BinaryType<>(MerchantUses.class, HistoryFormats.MERCHANT_USES);
    public static final BinaryType<PublishedRuleSet> RULE_SET =
            new BinaryType<>(PublishedRuleSet.class, ParseFormats.RULE_SET);
    public static final BinaryType<PublishedModel> MODEL = new BinaryType<>(PublishedModel.class, ParseFormats.MODEL);

    private static final List<BinaryType<?>> ALL = List.of(
            PARSE_RESULT, ENRICHED, SEQUENCE_EVENT, CARD_PROFILE, MERCHANT_HISTORY, MERCHANT_USES, RULE_SET, MODEL);

    private BinaryTypes() {}

    /**
     * The format of a name, as a checkpoint says it.
     *
     * @throws IOException if this release has none of that name
     */
    static BinaryFormat<?> format(String name) throws IOException {
        for (BinaryType<?> type : ALL) {
            if (type.format().name().equals(name)) {
                return type.format();
            }
        }
        throw new IOException("the checkpoint holds a " + name
                + ", which this release does not know: start the release that wrote it, or a later one");
    }
}
