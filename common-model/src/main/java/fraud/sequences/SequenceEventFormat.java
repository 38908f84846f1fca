package fraud.sequences;

import fraud.binary.BinaryFormat;
import fraud.binary.BinaryReader;
import fraud.binary.BinaryWriter;

/** What the sequences keep of a transaction, as bytes of state. */
public final class SequenceEventFormat extends BinaryFormat<SequenceEvent> {

    private static final long serialVersionUID = 1L;

    /** The format. */
    public static final SequenceEventFormat SEQUENCE_EVENT = new SequenceEventFormat();

    private SequenceEventFormat() {
        super("sequence event", 1);
    }

    @Override
    protected void writeFields(SequenceEvent event, BinaryWriter out) {
        out.writeText(event.cardId());
        out.writeText(event.merchantId());
        out.writeText(event.transactionId());
        out.writeSigned(event.eventTimeMillis());
        out.writeUnsigned(event.amountMinor());
        out.writeText(event.deviceId());
        out.writeText(event.issuerRange());
        out.writeUnsigned(event.roles());
        out.writeUnsigned(event.ruleSetVersion());
        out.writeUnsigned(event.partition());
        out.writeUnsigned(event.offset());
        out.writeSigned(event.intendedSendMicros());
    }

    @Override
    protected SequenceEvent readFields(BinaryReader in, int writtenVersion) {
        return new SequenceEvent(
                in.readText(),
                in.readText(),
                in.readText(),
                in.readSigned(),
                in.readUnsigned(),
                in.readText(),
                in.readText(),
                in.readUnsignedInt(),
                in.readUnsignedInt(),
                in.readUnsignedInt(),
                in.readUnsigned(),
                in.readSigned());
    }
}
