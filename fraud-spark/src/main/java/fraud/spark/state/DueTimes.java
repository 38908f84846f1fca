package fraud.spark.state;

import fraud.binary.BinaryFormat;
import fraud.binary.BinaryReader;
import fraud.binary.BinaryWriter;
import fraud.binary.EnumCodes;
import java.util.EnumMap;
import java.util.Map;

/**
 * When something of a key is due, and what (see {@link KeyTimer}).
 *
 * @param millis the time of each, as the readiness clock
 */
public record DueTimes(Map<Due, Long> millis) {

    /** Nothing is due. */
    static final DueTimes NONE = new DueTimes(Map.of());

    /** How they stand in state. */
    public static final BinaryFormat<DueTimes> FORMAT = new Format();

    boolean isEmpty() {
        return millis.isEmpty();
    }

    private static final class Format extends BinaryFormat<DueTimes> {

        private static final long serialVersionUID = 1L;

        private static final EnumCodes<Due> PURPOSES = new EnumCodes<>(
                Due.class,
                Due.FORGET_HISTORY,
                Due.RELEASE,
                Due.FORGET_LABELS,
                Due.FORGET_USES,
                Due.ADVANCE_SEQUENCES,
                Due.END_OF_INPUT);

        Format() {
            super("due times", 1);
        }

        @Override
        protected void writeFields(DueTimes times, BinaryWriter out) {
            out.writeUnsigned(times.millis().size());
            times.millis().forEach((purpose, millis) -> {
                PURPOSES.write(purpose, out);
                out.writeSigned(millis);
            });
        }

        @Override
        protected DueTimes readFields(BinaryReader in, int writtenVersion) {
            Map<Due, Long> millis = new EnumMap<>(Due.class);
            for (int left = in.readCount(); left > 0; left--) {
                millis.put(PURPOSES.read(in), in.readSigned());
            }
            return new DueTimes(millis);
        }
    }
}
