package fraud.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryFormatTest {

    private static final BinaryFormat<Point> FIRST = new PointFormat(1);
    private static final BinaryFormat<Point> SECOND = new PointFormat(2);

    private record Point(long x, String name) {}

    /** The name came with the second version. */
    private static final class PointFormat extends BinaryFormat<Point> {

        private static final long serialVersionUID = 1L;

        private final int version;

        PointFormat(int version) {
            super("point", version);
            this.version = version;
        }

        @Override
        protected void writeFields(Point point, BinaryWriter out) {
            out.writeSigned(point.x());
            if (version >= 2) {
                out.writeText(point.name());
            }
        }

        @Override
        protected Point readFields(BinaryReader in, int writtenVersion) {
            return new Point(in.readSigned(), writtenVersion >= 2 ? in.readText() : "nameless");
        }
    }

    @Test
    void aLaterReleaseReadsWhatAnEarlierOneWrote() {
        byte[] earlier = FIRST.toBytes(new Point(-7, "p"));

        assertThat(SECOND.fromBytes(earlier)).isEqualTo(new Point(-7, "nameless"));
        assertThat(SECOND.fromBytes(SECOND.toBytes(new Point(-7, "p")))).isEqualTo(new Point(-7, "p"));
    }

    @Test
    void anEarlierReleaseSaysThatTheBytesAreOfALaterOne() {
        byte[] later = SECOND.toBytes(new Point(-7, "p"));

        assertThatThrownBy(() -> FIRST.fromBytes(later))
                .isInstanceOf(BadBytesException.class)
                .hasMessage("a point is in version 2 of its format, and this release reads those up to 1:"
                        + " start the release that wrote it, or a later one");
    }

    @Test
    void knowsNullFromAValue() {
        BinaryWriter out = new BinaryWriter();
        FIRST.writeNullable(null, out);
        FIRST.writeNullable(new Point(3, null), out);
        BinaryReader in = new BinaryReader(out.buffer(), out.size());

        assertThat(FIRST.readNullable(in)).isNull();
        assertThat(FIRST.readNullable(in)).isEqualTo(new Point(3, "nameless"));
        assertThat(in.hasMore()).isFalse();
        assertThatThrownBy(() -> FIRST.fromBytes(new byte[1])).hasMessage("a point is missing");
    }

    @Test
    void noticesBytesThatAreTooMany() {
        assertThatThrownBy(() -> FIRST.fromBytes(SECOND.toBytes(new Point(1, "p"))))
                .isInstanceOf(BadBytesException.class);
        byte[] longer = Arrays.copyOf(FIRST.toBytes(new Point(1, "p")), 3);
        assertThatThrownBy(() -> FIRST.fromBytes(longer)).hasMessage("behind a point there are more bytes");
    }

    @Test
    void noticesBytesThatAreCutOffAnywhere() {
        byte[] whole = SECOND.toBytes(new Point(1_000_000, "name"));
        for (int size = 0; size < whole.length; size++) {
            byte[] cut = Arrays.copyOf(whole, size);
            assertThatThrownBy(() -> SECOND.fromBytes(cut)).isInstanceOf(BadBytesException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 127, 128, -128, 1L << 35, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE})
    void numbersComeOutAsTheyWentIn(long number) {
        BinaryWriter out = new BinaryWriter();
        out.writeUnsigned(number);
        out.writeSigned(number);
        out.writeFixed(number);
        out.writeNullableSigned(number);
        out.writeNullableSigned(null);
        out.writeDifferences(new long[] {number, 0, Long.MAX_VALUE, number});
        BinaryReader in = new BinaryReader(out.toBytes(), out.size());

        assertThat(in.readUnsigned()).isEqualTo(number);
        assertThat(in.readSigned()).isEqualTo(number);
        assertThat(in.readFixed()).isEqualTo(number);
        assertThat(in.readNullableSigned()).isEqualTo(number);
        assertThat(in.readNullableSigned()).isNull();
        assertThat(in.readDifferences()).containsExactly(number, 0, Long.MAX_VALUE, number);
        assertThat(in.hasMore()).isFalse();
    }

    @Test
    void textAndBytesComeOutAsTheyWentIn() {
        String longText = "\u00e9\u20ac\ud83d\ude00".repeat(1_000);
        BinaryWriter out = new BinaryWriter();
        out.writeText(longText);
        out.writeText("");
        out.writeText(null);
        out.writeBytes(new byte[] {-1, 0});
        out.writeBytes(null);
        out.writeNullableDouble(-0.0);
        out.writeNullableDouble(null);
        out.writeNullableBoolean(false);
        out.writeNullableBoolean(true);
        out.writeNullableBoolean(null);
        BinaryReader in = new BinaryReader(out.buffer(), out.size());

        assertThat(in.readText()).isEqualTo(longText);
        assertThat(in.readText()).isEmpty();
        assertThat(in.readText()).isNull();
        assertThat(in.readBytes()).containsExactly(-1, 0);
        assertThat(in.readBytes()).isNull();
        assertThat(in.readNullableDouble()).isEqualTo(-0.0);
        assertThat(in.readNullableDouble()).isNull();
        assertThat(in.readNullableBoolean()).isFalse();
        assertThat(in.readNullableBoolean()).isTrue();
        assertThat(in.readNullableBoolean()).isNull();
    }

    @Test
    void aCountThatTheBytesCannotHoldAllocatesNothing() {
        BinaryWriter out = new BinaryWriter();
        out.writeUnsigned(Integer.MAX_VALUE);
        BinaryReader in = new BinaryReader(out.buffer(), out.size());

        assertThatThrownBy(in::readDifferences).hasMessage("the bytes end too early");
    }

    private enum Colour {
        BLUE,
        GREEN,
        RED
    }

    @Test
    void codesAreThePlacesInTheListWhateverTheOrderInTheEnum() {
        EnumCodes<Colour> codes = new EnumCodes<>(Colour.class, Colour.RED, Colour.BLUE, Colour.GREEN);
        BinaryWriter out = new BinaryWriter();
        codes.write(Colour.RED, out);
        codes.write(null, out);
        codes.writeSet(List.of(Colour.GREEN, Colour.RED, Colour.BLUE), out);
        assertThat(out.toBytes()).containsExactly(1, 0, 0b1110);

        BinaryReader in = new BinaryReader(out.buffer(), out.size());
        assertThat(codes.read(in)).isEqualTo(Colour.RED);
        assertThat(codes.read(in)).isNull();
        assertThat(codes.readSet(in)).containsExactly(Colour.BLUE, Colour.GREEN, Colour.RED);
    }

    @Test
    void everyConstantNeedsACode() {
        assertThatThrownBy(() -> new EnumCodes<>(Colour.class, Colour.RED, Colour.BLUE))
                .hasMessage("not each constant of Colour once");
        assertThatThrownBy(() -> new EnumCodes<>(Colour.class, Colour.RED, Colour.BLUE, Colour.GREEN, Colour.RED))
                .hasMessage("not each constant of Colour once");
        assertThatThrownBy(() -> new EnumCodes<>(Colour.class, Colour.RED, Colour.BLUE, Colour.GREEN)
                        .read(new BinaryReader(new byte[] {4}, 1)))
                .hasMessage("no such code: 4");
    }
}
