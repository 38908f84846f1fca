package fraud.spark.source;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.SupportsAdmissionControl;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A clock of the driver as a stream: one row with its time for each batch in which it has gone on. The time is the
 * stream's offset, too, so that a batch that is run again has the same. It never runs back, not after a restart either.
 */
public final class ClockSource implements TableProvider {

    /** Its one column, a timestamp. */
    static final String COLUMN = "clock";

    private static final StructType SCHEMA = new StructType().add(COLUMN, DataTypes.TimestampType, false);

    /** Spark makes an instance by the class's name; what it cannot be given waits here under a name. */
    private static final Map<String, LongSupplier> CLOCKS = new ConcurrentHashMap<>();

    private static final String NAME = "clock";

    /**
     * The stream of a clock.
     *
     * @param clockMillis asked when a batch is planned, UTC epoch in ms
     */
    static Dataset<Row> stream(SparkSession spark, LongSupplier clockMillis) {
        String name = UUID.randomUUID().toString();
        CLOCKS.put(name, clockMillis);
        return spark.readStream()
                .format(ClockSource.class.getName())
                .option(NAME, name)
                .load();
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return SCHEMA;
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        return new ClockTable(CLOCKS.get(new CaseInsensitiveStringMap(properties).get(NAME)));
    }

    private record ClockTable(LongSupplier clockMillis) implements SupportsRead, ScanBuilder, Scan {

        @Override
        public String name() {
            return "readiness clock";
        }

        @Override
        public Column[] columns() {
            return new Column[] {Column.create(COLUMN, DataTypes.TimestampType, false)};
        }

        @Override
        public Set<TableCapability> capabilities() {
            return Set.of(TableCapability.MICRO_BATCH_READ);
        }

        @Override
        public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
            return this;
        }

        @Override
        public Scan build() {
            return this;
        }

        @Override
        public StructType readSchema() {
            return SCHEMA;
        }

        @Override
        public MicroBatchStream toMicroBatchStream(String checkpointLocation) {
            return new ClockStream(clockMillis);
        }
    }

    /** A time as an offset. */
    private static final class ClockOffset extends Offset {

        private final long millis;

        ClockOffset(long millis) {
            this.millis = millis;
        }

        @Override
        public String json() {
            return String.valueOf(millis);
        }
    }

    private record ClockStream(LongSupplier clockMillis) implements MicroBatchStream, SupportsAdmissionControl {

        @Override
        public Offset latestOffset(Offset start, ReadLimit limit) {
            return new ClockOffset(Math.max(((ClockOffset) start).millis, clockMillis.getAsLong()));
        }

        @Override
        public Offset latestOffset() {
            throw new UnsupportedOperationException("Spark asks for what follows an offset");
        }

        @Override
        public Offset initialOffset() {
            return new ClockOffset(0);
        }

        @Override
        public Offset deserializeOffset(String json) {
            return new ClockOffset(Long.parseLong(json));
        }

        @Override
        public InputPartition[] planInputPartitions(Offset start, Offset end) {
            return new InputPartition[] {new Tick(((ClockOffset) end).millis)};
        }

        @Override
        public PartitionReaderFactory createReaderFactory() {
            return new TickReaderFactory();
        }

        @Override
        public void commit(Offset end) {
            // Nothing is kept.
        }

        @Override
        public void stop() {
            // Nothing is open.
        }

        /** What progress calls it. */
        @Override
        public String toString() {
            return "readiness clock";
        }
    }

    /** A batch's row. */
    private record Tick(long millis) implements InputPartition, Serializable {}

    private static final class TickReaderFactory implements PartitionReaderFactory {

        private static final long serialVersionUID = 1L;

        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            return new TickReader(((Tick) partition).millis());
        }
    }

    private static final class TickReader implements PartitionReader<InternalRow> {

        private final InternalRow row;
        private boolean isRead;

        TickReader(long millis) {
            row = new GenericInternalRow(new Object[] {TimeUnit.MILLISECONDS.toMicros(millis)});
        }

        @Override
        public boolean next() {
            boolean hasNext = !isRead;
            isRead = true;
            return hasNext;
        }

        @Override
        public InternalRow get() {
            return row;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
