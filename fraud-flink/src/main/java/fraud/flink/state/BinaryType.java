package fraud.flink.state;

import fraud.binary.BinaryFormat;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * The type of values that travel and stand in state as the bytes of their {@link BinaryFormat}, not field by field as
 * Flink's own records do.
 *
 * @param <T> their class
 */
public final class BinaryType<T> extends TypeInformation<T> {

    private static final long serialVersionUID = 1L;

    private final Class<T> valueClass;
    private final BinaryFormat<T> format;

    /**
     * A type.
     *
     * @param valueClass of immutable values
     */
    BinaryType(Class<T> valueClass, BinaryFormat<T> format) {
        this.valueClass = valueClass;
        this.format = format;
    }

    BinaryFormat<T> format() {
        return format;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new BinarySerializer<>(format);
    }

    @Override
    public Class<T> getTypeClass() {
        return valueClass;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof BinaryType;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BinaryType<?> type && format.name().equals(type.format.name());
    }

    @Override
    public int hashCode() {
        return format.name().hashCode();
    }

    @Override
    public String toString() {
        return format.name();
    }
}
