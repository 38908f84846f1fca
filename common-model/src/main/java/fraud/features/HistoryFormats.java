package fraud.features;

import fraud.binary.BadBytesException;
import fraud.binary.BinaryFormat;
import fraud.binary.BinaryReader;
import fraud.binary.BinaryWriter;
import java.util.BitSet;

/** What is remembered of cards and merchants, as bytes of state. */
public final class HistoryFormats {

    /** Of {@link CardProfile}: some 60 bytes an entry. */
    public static final BinaryFormat<CardProfile> CARD_PROFILE = new CardProfileFormat();

    /** Of {@link MerchantHistory}: some 60 bytes a label. */
    public static final BinaryFormat<MerchantHistory> MERCHANT_HISTORY = new MerchantHistoryFormat();

    /** Of {@link MerchantUses}: some 4 bytes a quarter of a day. */
    public static final BinaryFormat<MerchantUses> MERCHANT_USES = new MerchantUsesFormat();

    private static final BinaryFormat<LocatedUse> LOCATED_USE = new LocatedUseFormat();
    private static final BinaryFormat<CountryUse> COUNTRY_USE = new CountryUseFormat();

    private HistoryFormats() {}

    private static void requireSize(int size, int... others) {
        for (int other : others) {
            if (other != size) {
                throw new BadBytesException("arrays of one history differ in length");
            }
        }
    }

    private static void writeTexts(String[] texts, BinaryWriter out) {
        out.writeUnsigned(texts.length);
        for (String text : texts) {
            out.writeText(text);
        }
    }

    private static String[] readTexts(BinaryReader in) {
        String[] texts = new String[in.readCount()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = in.readText();
        }
        return texts;
    }

    private static void writeCounts(int[] counts, BinaryWriter out) {
        out.writeUnsigned(counts.length);
        for (int count : counts) {
            out.writeUnsigned(count);
        }
    }

    private static int[] readCounts(BinaryReader in) {
        int[] counts = new int[in.readCount()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.readUnsignedInt();
        }
        return counts;
    }

    private static final class CardProfileFormat extends BinaryFormat<CardProfile> {

        private static final long serialVersionUID = 1L;

        CardProfileFormat() {
            super("card profile", 1);
        }

        @Override
        protected void writeFields(CardProfile profile, BinaryWriter out) {
            out.writeBoolean(profile.blocked());
            out.writeDifferences(profile.eventTimesMillis());
            out.writeDifferences(profile.offsets());
            for (long amount : profile.amountsMinor()) {
                out.writeUnsigned(amount);
            }
            writeTexts(profile.transactionIds(), out);
            writeTexts(profile.deviceIds(), out);
            for (long mark : profile.merchantMarks()) {
                out.writeFixed(mark);
            }
            out.writeSigned(profile.evictedThroughMillis());
            LOCATED_USE.writeNullable(profile.previousUse(), out);
            COUNTRY_USE.writeNullable(profile.previousCountryUse(), out);
        }

        @Override
        protected CardProfile readFields(BinaryReader in, int writtenVersion) {
            boolean blocked = in.readBoolean();
            long[] eventTimes = in.readDifferences();
            long[] offsets = in.readDifferences();
            long[] amounts = new long[eventTimes.length];
            for (int i = 0; i < amounts.length; i++) {
                amounts[i] = in.readUnsigned();
            }
            String[] transactionIds = readTexts(in);
            String[] deviceIds = readTexts(in);
            long[] merchantMarks = new long[eventTimes.length];
            for (int i = 0; i < merchantMarks.length; i++) {
                merchantMarks[i] = in.readFixed();
            }
            requireSize(eventTimes.length, offsets.length, transactionIds.length, deviceIds.length);
            return new CardProfile(
                    blocked,
                    eventTimes,
                    offsets,
                    amounts,
                    transactionIds,
                    deviceIds,
                    merchantMarks,
                    in.readSigned(),
                    LOCATED_USE.readNullable(in),
                    COUNTRY_USE.readNullable(in));
        }
    }

    private static final class LocatedUseFormat extends BinaryFormat<LocatedUse> {

        private static final long serialVersionUID = 1L;

        LocatedUseFormat() {
            super("located use", 1);
        }

        @Override
        protected void writeFields(LocatedUse use, BinaryWriter out) {
            out.writeSigned(use.eventTimeMillis());
            out.writeText(use.transactionId());
            out.writeDouble(use.latitude());
            out.writeDouble(use.longitude());
        }

        @Override
        protected LocatedUse readFields(BinaryReader in, int writtenVersion) {
            return new LocatedUse(in.readSigned(), in.readText(), in.readDouble(), in.readDouble());
        }
    }

    private static final class CountryUseFormat extends BinaryFormat<CountryUse> {

        private static final long serialVersionUID = 1L;

        CountryUseFormat() {
            super("use in a country", 1);
        }

        @Override
        protected void writeFields(CountryUse use, BinaryWriter out) {
            out.writeSigned(use.eventTimeMillis());
            out.writeText(use.transactionId());
            out.writeText(use.country());
        }

        @Override
        protected CountryUse readFields(BinaryReader in, int writtenVersion) {
            return new CountryUse(in.readSigned(), in.readText(), in.readText());
        }
    }

    /** Without the running sums, which follow from the rest. */
    private static final class MerchantHistoryFormat extends BinaryFormat<MerchantHistory> {

        private static final long serialVersionUID = 1L;

        MerchantHistoryFormat() {
            super("merchant history", 1);
        }

        @Override
        protected void writeFields(MerchantHistory history, BinaryWriter out) {
            out.writeDifferences(history.eventTimesMillis());
            BitSet frauds = new BitSet();
            for (int i = 0; i < history.frauds().length; i++) {
                out.writeSigned(history.publishedAtMillis()[i] - history.eventTimesMillis()[i]);
                out.writeText(history.transactions()[i]);
                frauds.set(i, history.frauds()[i]);
            }
            out.writeBytes(frauds.toByteArray());
            writeCounts(history.deferred(), out);
            out.writeDifferences(history.fullDaysMillis());
            out.writeDifferences(history.fullFromMillis());
        }

        @Override
        protected MerchantHistory readFields(BinaryReader in, int writtenVersion) {
            long[] eventTimes = in.readDifferences();
            int size = eventTimes.length;
            long[] published = new long[size];
            String[] transactions = new String[size];
            for (int i = 0; i < size; i++) {
                published[i] = eventTimes[i] + in.readSigned();
                transactions[i] = in.readText();
            }
            BitSet bits = BitSet.valueOf(in.readBytes());
            boolean[] frauds = new boolean[size];
            for (int i = 0; i < size; i++) {
                frauds[i] = bits.get(i);
            }
            int[] deferred = readCounts(in);
            long[] fullDays = in.readDifferences();
            long[] fullFrom = in.readDifferences();
            requireSize(fullDays.length, fullFrom.length);
            return MerchantHistory.summedUp(eventTimes, published, transactions, frauds, deferred, fullDays, fullFrom);
        }
    }

    private static final class MerchantUsesFormat extends BinaryFormat<MerchantUses> {

        private static final long serialVersionUID = 1L;

        MerchantUsesFormat() {
            super("merchant uses", 1);
        }

        @Override
        protected void writeFields(MerchantUses uses, BinaryWriter out) {
            out.writeDifferences(uses.quarters());
            writeCounts(uses.uses(), out);
            writeCounts(uses.firstUses(), out);
        }

        @Override
        protected MerchantUses readFields(BinaryReader in, int writtenVersion) {
            long[] quarters = in.readDifferences();
            int[] uses = readCounts(in);
            int[] firstUses = readCounts(in);
            requireSize(quarters.length, uses.length, firstUses.length);
            return new MerchantUses(quarters, uses, firstUses);
        }
    }
}
