package fraud.model;

import fraud.binary.BinaryFormat;
import fraud.binary.BinaryReader;
import fraud.binary.BinaryWriter;
import fraud.binary.EnumCodes;

/** The words of the wire as bytes. */
public final class ModelFormats {

    /** Of {@link Origin}. */
    public static final BinaryFormat<Origin> ORIGIN = new OriginFormat();

    /** Of {@link Transaction}. */
    public static final BinaryFormat<Transaction> TRANSACTION = new TransactionFormat();

    /** Of {@link CardControl}. */
    public static final BinaryFormat<CardControl> CARD_CONTROL = new CardControlFormat();

    /** Of {@link Label}. */
    public static final BinaryFormat<Label> LABEL = new LabelFormat();

    /** Of {@link DeadLetter}. */
    public static final BinaryFormat<DeadLetter> DEAD_LETTER = new DeadLetterFormat();

    private ModelFormats() {}

    private static final class OriginFormat extends BinaryFormat<Origin> {

        private static final long serialVersionUID = 1L;

        OriginFormat() {
            super("origin", 1);
        }

        @Override
        protected void writeFields(Origin origin, BinaryWriter out) {
            out.writeText(origin.topic());
            out.writeUnsigned(origin.partition());
            out.writeUnsigned(origin.offset());
            out.writeSigned(origin.publishedAtMillis());
            out.writeSigned(origin.intendedSendMicros());
        }

        @Override
        protected Origin readFields(BinaryReader in, int writtenVersion) {
            return new Origin(in.readText(), in.readUnsignedInt(), in.readUnsigned(), in.readSigned(), in.readSigned());
        }
    }

    private static final class TransactionFormat extends BinaryFormat<Transaction> {

        private static final long serialVersionUID = 1L;

        private static final EnumCodes<Channel> CHANNELS = new EnumCodes<>(
                Channel.class, Channel.CHIP, Channel.CONTACTLESS, Channel.MAGSTRIPE, Channel.ECOMMERCE, Channel.ATM);

        TransactionFormat() {
            super("transaction", 1);
        }

        @Override
        protected void writeFields(Transaction transaction, BinaryWriter out) {
            out.writeText(transaction.transactionId());
            out.writeText(transaction.cardId());
            out.writeText(transaction.merchantId());
            out.writeSigned(transaction.eventTimeMillis());
            out.writeUnsigned(transaction.amountMinor());
            out.writeText(transaction.currency());
            out.writeText(transaction.merchantCategory());
            CHANNELS.write(transaction.channel(), out);
            out.writeText(transaction.country());
            out.writeNullableDouble(transaction.latitude());
            out.writeNullableDouble(transaction.longitude());
            out.writeText(transaction.deviceId());
            out.writeText(transaction.issuerRange());
        }

        @Override
        protected Transaction readFields(BinaryReader in, int writtenVersion) {
            return new Transaction(
                    in.readText(),
                    in.readText(),
                    in.readText(),
                    in.readSigned(),
                    in.readUnsigned(),
                    in.readText(),
                    in.readText(),
                    CHANNELS.read(in),
                    in.readText(),
                    in.readNullableDouble(),
                    in.readNullableDouble(),
                    in.readText(),
                    in.readText());
        }
    }

    private static final class CardControlFormat extends BinaryFormat<CardControl> {

        private static final long serialVersionUID = 1L;

        private static final EnumCodes<CardControl.Action> ACTIONS = new EnumCodes<>(
                CardControl.Action.class,
                CardControl.Action.BLOCK,
                CardControl.Action.RELEASE,
                CardControl.Action.FORGET);

        CardControlFormat() {
            super("card control", 1);
        }

        @Override
        protected void writeFields(CardControl control, BinaryWriter out) {
            ACTIONS.write(control.action(), out);
            out.writeText(control.cardId());
        }

        @Override
        protected CardControl readFields(BinaryReader in, int writtenVersion) {
            return new CardControl(ACTIONS.read(in), in.readText());
        }
    }

    private static final class LabelFormat extends BinaryFormat<Label> {

        private static final long serialVersionUID = 1L;

        LabelFormat() {
            super("label", 1);
        }

        @Override
        protected void writeFields(Label label, BinaryWriter out) {
            out.writeText(label.transactionId());
            out.writeText(label.merchantId());
            out.writeText(label.cardId());
            out.writeSigned(label.eventTimeMillis());
            out.writeBoolean(label.fraud());
            out.writeText(label.scenario());
        }

        @Override
        protected Label readFields(BinaryReader in, int writtenVersion) {
            return new Label(
                    in.readText(), in.readText(), in.readText(), in.readSigned(), in.readBoolean(), in.readText());
        }
    }

    private static final class DeadLetterFormat extends BinaryFormat<DeadLetter> {

        private static final long serialVersionUID = 1L;

        private static final EnumCodes<RejectReason> REASONS = new EnumCodes<>(
                RejectReason.class,
                RejectReason.NO_VALUE,
                RejectReason.TOO_LARGE,
                RejectReason.INVALID_UTF8,
                RejectReason.MALFORMED_JSON,
                RejectReason.BAD_SIGNAL,
                RejectReason.BAD_CONTROL,
                RejectReason.MISSING_FIELD,
                RejectReason.WRONG_TYPE,
                RejectReason.OUT_OF_RANGE,
                RejectReason.CARD_NUMBER,
                RejectReason.WRONG_KEY,
                RejectReason.WRONG_PARTITION,
                RejectReason.FUTURE_EVENT_TIME,
                RejectReason.UNKNOWN_FIELD,
                RejectReason.VERSION_NOT_NEW,
                RejectReason.TOO_SOON,
                RejectReason.TOO_MANY_VERSIONS,
                RejectReason.BAD_MODEL);

        DeadLetterFormat() {
            super("dead letter", 1);
        }

        @Override
        protected void writeFields(DeadLetter letter, BinaryWriter out) {
            REASONS.write(letter.reason(), out);
            out.writeText(letter.detail());
            out.writeText(letter.payload());
            ORIGIN.write(letter.origin(), out);
        }

        @Override
        protected DeadLetter readFields(BinaryReader in, int writtenVersion) {
            return new DeadLetter(REASONS.read(in), in.readText(), in.readText(), ORIGIN.read(in));
        }
    }
}
