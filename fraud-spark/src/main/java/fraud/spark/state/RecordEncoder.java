package fraud.spark.state;

import fraud.binary.BinaryFormat;
import fraud.features.EnrichedTransaction;
import fraud.features.FeatureFormats;
import fraud.parse.ParseFormats;
import fraud.parse.ParseResult;
import fraud.sequences.SequenceEvent;
import fraud.sequences.SequenceEventFormat;
import java.io.Serializable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoder;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoders;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoders.EncoderField;
import org.apache.spark.sql.catalyst.encoders.Codec;
import org.apache.spark.sql.types.Metadata;
import scala.Function0;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;

/**
 * Encodes Java records as rows, column by column, so that the domain's own types travel through Datasets; those with
 * many fields are one binary column, since Spark makes code for each column that a row could have. Spark's bean encoder
 * knows no records, but its encoder of Scala's case classes asks for no more than a record has: accessors named as the
 * fields, and a constructor that takes them in order.
 *
 * <p>Components may be primitives and their boxes, strings, enums, {@code byte[]}, lists, and records; what is not
 * primitive may be null.
 */
public final class RecordEncoder {

    private static final Map<Class<?>, AgnosticEncoder<?>> LEAVES = Map.ofEntries(
            Map.entry(boolean.class, AgnosticEncoders.PrimitiveBooleanEncoder$.MODULE$),
            Map.entry(int.class, AgnosticEncoders.PrimitiveIntEncoder$.MODULE$),
            Map.entry(long.class, AgnosticEncoders.PrimitiveLongEncoder$.MODULE$),
            Map.entry(double.class, AgnosticEncoders.PrimitiveDoubleEncoder$.MODULE$),
            Map.entry(Boolean.class, AgnosticEncoders.BoxedBooleanEncoder$.MODULE$),
            Map.entry(Long.class, AgnosticEncoders.BoxedLongEncoder$.MODULE$),
            Map.entry(Double.class, AgnosticEncoders.BoxedDoubleEncoder$.MODULE$),
            Map.entry(String.class, AgnosticEncoders.StringEncoder$.MODULE$),
            Map.entry(byte[].class, AgnosticEncoders.BinaryEncoder$.MODULE$));

    /** What has many fields, and is read and written as a whole: one column each. */
    private static final Map<Class<?>, BinaryFormat<?>> FORMATS = Map.of(
            ParseResult.class, ParseFormats.PARSE_RESULT,
            EnrichedTransaction.class, FeatureFormats.ENRICHED,
            SequenceEvent.class, SequenceEventFormat.SEQUENCE_EVENT);

    private RecordEncoder() {}

    /**
     * The encoder of a record class.
     *
     * @throws IllegalArgumentException if a component is of a type that has no column
     */
    public static <T extends Record> Encoder<T> of(Class<T> type) {
        return ofRecord(type);
    }

    private static <T> AgnosticEncoder<T> ofRecord(Class<T> type) {
        List<EncoderField> fields = Arrays.stream(type.getRecordComponents())
                .map(RecordEncoder::field)
                .toList();
        return new AgnosticEncoders.ProductEncoder<>(tag(type), seq(fields), Option.empty());
    }

    private static EncoderField field(RecordComponent component) {
        AgnosticEncoder<?> encoder = encoder(component.getGenericType(), component);
        return new EncoderField(
                component.getName(), encoder, encoder.nullable(), Metadata.empty(), Option.empty(), Option.empty());
    }

    private static AgnosticEncoder<?> encoder(Type type, RecordComponent component) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            AgnosticEncoder<?> element = encoder(list.getActualTypeArguments()[0], component);
            return new AgnosticEncoders.IterableEncoder<>(tag(List.class), element, element.nullable(), false);
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalArgumentException("no column for " + component);
        }
        AgnosticEncoder<?> leaf = LEAVES.get(plain);
        if (leaf != null) {
            return leaf;
        }
        BinaryFormat<?> format = FORMATS.get(plain);
        if (format != null) {
            return ofFormat(plain, format);
        }
        if (plain.isEnum()) {
            return new AgnosticEncoders.JavaEnumEncoder<>(tag(plain));
        }
        if (plain.isRecord()) {
            return ofRecord(plain);
        }
        throw new IllegalArgumentException("no column for " + component);
    }

    private static <T> AgnosticEncoder<T> ofFormat(Class<?> type, BinaryFormat<T> format) {
        return new AgnosticEncoders.TransformingEncoder<T, byte[]>(
                tag(type), AgnosticEncoders.BinaryEncoder$.MODULE$, new BytesOf<>(format), true);
    }

    /** Makes the codec of a format. */
    private record BytesOf<T>(BinaryFormat<T> format) implements Function0<Codec<? super T, byte[]>>, Serializable {

        @Override
        public Codec<T, byte[]> apply() {
            return new Bytes<>(format);
        }
    }

    /** A value as its bytes; Spark leaves nulls as they are. Public, since code that Spark makes calls it. */
    public record Bytes<T>(BinaryFormat<T> format) implements Codec<T, byte[]> {

        @Override
        public byte[] encode(T value) {
            return format.toBytes(value);
        }

        @Override
        public T decode(byte[] bytes) {
            return format.fromBytes(bytes);
        }
    }

    private static <T> ClassTag<T> tag(Class<?> type) {
        return ClassTag.apply(type);
    }

    private static Seq<EncoderField> seq(List<EncoderField> fields) {
        return CollectionConverters.asScala(fields).toSeq();
    }
}
