package fraud.features;

import fraud.binary.BinaryFormat;
import fraud.binary.BinaryReader;
import fraud.binary.BinaryWriter;
import fraud.binary.EnumCodes;
import fraud.model.Flag;
import fraud.model.ModelFormats;

/** Transactions and their features as bytes, as they travel and wait. */
public final class FeatureFormats {

    /** Of {@link EnrichedTransaction}. */
    public static final BinaryFormat<EnrichedTransaction> ENRICHED = new EnrichedFormat();

    private static final BinaryFormat<Features> FEATURES = new FeaturesFormat();
    private static final BinaryFormat<MerchantFeatures> MERCHANT = new MerchantFormat();
    private static final BinaryFormat<MerchantActivity> ACTIVITY = new ActivityFormat();

    private FeatureFormats() {}

    private static final class EnrichedFormat extends BinaryFormat<EnrichedTransaction> {

        private static final long serialVersionUID = 1L;

        private static final EnumCodes<Flag> FLAGS = new EnumCodes<>(
                Flag.class,
                Flag.LATE,
                Flag.HISTORY_TRUNCATED,
                Flag.MERCHANT_UNKNOWN,
                Flag.MERCHANT_TRUNCATED,
                Flag.MERCHANT_ALLOWED);

        EnrichedFormat() {
            super("transaction with its features", 1);
        }

        @Override
        protected void writeFields(EnrichedTransaction enriched, BinaryWriter out) {
            ModelFormats.TRANSACTION.write(enriched.transaction(), out);
            ModelFormats.ORIGIN.write(enriched.origin(), out);
            FEATURES.write(enriched.features(), out);
            FLAGS.writeSet(enriched.flags(), out);
            out.writeBoolean(enriched.cardBlocked());
        }

        @Override
        protected EnrichedTransaction readFields(BinaryReader in, int writtenVersion) {
            return new EnrichedTransaction(
                    ModelFormats.TRANSACTION.read(in),
                    ModelFormats.ORIGIN.read(in),
                    FEATURES.read(in),
                    FLAGS.readSet(in),
                    in.readBoolean());
        }
    }

    private static final class FeaturesFormat extends BinaryFormat<Features> {

        private static final long serialVersionUID = 1L;

        FeaturesFormat() {
            super("features", 1);
        }

        @Override
        protected void writeFields(Features features, BinaryWriter out) {
            out.writeUnsigned(features.amountMinor());
            out.writeBoolean(features.weekend());
            out.writeBoolean(features.night());
            out.writeUnsigned(features.count1Hour());
            out.writeUnsigned(features.count1Day());
            out.writeUnsigned(features.count7Days());
            out.writeUnsigned(features.count30Days());
            out.writeUnsigned(features.sumMinor10Minutes());
            out.writeUnsigned(features.sumMinor1Day());
            out.writeUnsigned(features.sumMinor7Days());
            out.writeUnsigned(features.sumMinor30Days());
            out.writeUnsigned(features.habitCount());
            out.writeUnsigned(features.habitMeanMinor());
            out.writeUnsigned(features.habitDeviationMinor());
            out.writeUnsigned(features.largeCount14Days());
            out.writeUnsigned(features.veryLargeCount14Days());
            out.writeNullableSigned(features.travelDistanceMetres());
            out.writeNullableSigned(features.travelElapsedMillis());
            out.writeNullableBoolean(features.countryChanged());
            out.writeNullableSigned(features.countryElapsedMillis());
            out.writeNullableBoolean(features.newDevice());
            out.writeNullableBoolean(features.newMerchant());
            out.writeNullableSigned(features.idleMillis());
            MERCHANT.writeNullable(isNone(features.merchant()) ? null : features.merchant(), out);
            ACTIVITY.writeNullable(isNone(features.activity()) ? null : features.activity(), out);
        }

        /** As it is until its merchant is known: nothing to write. */
        private static boolean isNone(MerchantFeatures merchant) {
            return merchant.equals(MerchantFeatures.NONE);
        }

        private static boolean isNone(MerchantActivity activity) {
            return activity.equals(MerchantActivity.NONE);
        }

        @Override
        protected Features readFields(BinaryReader in, int writtenVersion) {
            return new Features(
                    in.readUnsigned(),
                    in.readBoolean(),
                    in.readBoolean(),
                    in.readUnsignedInt(),
                    in.readUnsignedInt(),
                    in.readUnsignedInt(),
                    in.readUnsignedInt(),
                    in.readUnsigned(),
                    in.readUnsigned(),
                    in.readUnsigned(),
                    in.readUnsigned(),
                    in.readUnsignedInt(),
                    in.readUnsigned(),
                    in.readUnsigned(),
                    in.readUnsignedInt(),
                    in.readUnsignedInt(),
                    in.readNullableSigned(),
                    in.readNullableSigned(),
                    in.readNullableBoolean(),
                    in.readNullableSigned(),
                    in.readNullableBoolean(),
                    in.readNullableBoolean(),
                    in.readNullableSigned(),
                    orNone(MERCHANT.readNullable(in)),
                    orNone(ACTIVITY.readNullable(in)));
        }

        private static MerchantFeatures orNone(MerchantFeatures merchant) {
            return merchant == null ? MerchantFeatures.NONE : merchant;
        }

        private static MerchantActivity orNone(MerchantActivity activity) {
            return activity == null ? MerchantActivity.NONE : activity;
        }
    }

    private static final class MerchantFormat extends BinaryFormat<MerchantFeatures> {

        private static final long serialVersionUID = 1L;

        MerchantFormat() {
            super("features of a merchant", 1);
        }

        @Override
        protected void writeFields(MerchantFeatures merchant, BinaryWriter out) {
            out.writeUnsigned(merchant.count1Day());
            out.writeUnsigned(merchant.frauds1Day());
            out.writeUnsigned(merchant.count7Days());
            out.writeUnsigned(merchant.frauds7Days());
            out.writeUnsigned(merchant.count30Days());
            out.writeUnsigned(merchant.frauds30Days());
            out.writeUnsigned(merchant.count28Days());
            out.writeUnsigned(merchant.frauds28Days());
            out.writeUnsigned(merchant.lastFrauds1());
            out.writeUnsigned(merchant.lastFrauds3());
            out.writeUnsigned(merchant.lastFrauds5());
            out.writeUnsigned(merchant.streak());
            out.writeNullableSigned(merchant.streakMillis());
            out.writeNullableSigned(merchant.firstFraudMillis());
            out.writeNullableSigned(merchant.lastFraudMillis());
            out.writeUnsigned(merchant.countSinceFirstFraud());
        }

        @Override
        protected MerchantFeatures readFields(BinaryReader in, int writtenVersion) {
            return new MerchantFeatures(
                    in.readUnsignedInt(),
                    in.readUnsignedInt(),
                    in.readUnsignedInt(),
                    in.readUnsignedInt(),
                    in.readUnsignedInt(),
                    in.readUnsignedInt(),
                    in.readUnsignedInt(),
                    in.readUnsignedInt(),
                    in.readUnsignedInt(),
                    in.readUnsignedInt(),
                    in.readUnsignedInt(),
                    in.readUnsignedInt(),
                    in.readNullableSigned(),
                    in.readNullableSigned(),
                    in.readNullableSigned(),
                    in.readUnsignedInt());
        }
    }

    private static final class ActivityFormat extends BinaryFormat<MerchantActivity> {

        private static final long serialVersionUID = 1L;

        ActivityFormat() {
            super("uses of a merchant", 1);
        }

        @Override
        protected void writeFields(MerchantActivity activity, BinaryWriter out) {
            out.writeUnsigned(activity.uses1Day());
            out.writeUnsigned(activity.uses7Days());
            out.writeUnsigned(activity.uses28Days());
            out.writeUnsigned(activity.firstUses7Days());
        }

        @Override
        protected MerchantActivity readFields(BinaryReader in, int writtenVersion) {
            return new MerchantActivity(
                    in.readUnsignedInt(), in.readUnsignedInt(), in.readUnsignedInt(), in.readUnsignedInt());
        }
    }
}
