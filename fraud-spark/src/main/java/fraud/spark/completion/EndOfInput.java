package fraud.spark.completion;

import fraud.binary.BinaryFormat;
import fraud.binary.BinaryReader;
import fraud.binary.BinaryWriter;

/**
 * The end of input of a partition that waits for its completion.
 *
 * @param dueMillis the readiness clock at which everything before the signal leaves
 * @param passed whether the readiness clock has reached that in an earlier batch
 */
public record EndOfInput(long dueMillis, boolean passed) {

    /** How it stands in state. */
    public static final BinaryFormat<EndOfInput> FORMAT = new Format();

    private static final class Format extends BinaryFormat<EndOfInput> {

        private static final long serialVersionUID = 1L;

        Format() {
            super("end of input", 1);
        }

        @Override
        protected void writeFields(EndOfInput end, BinaryWriter out) {
            out.writeSigned(end.dueMillis());
            out.writeBoolean(end.passed());
        }

        @Override
        protected EndOfInput readFields(BinaryReader in, int writtenVersion) {
            return new EndOfInput(in.readSigned(), in.readBoolean());
        }
    }
}
