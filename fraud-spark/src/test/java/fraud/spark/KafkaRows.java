package fraud.spark;

import fraud.model.Origin;
import fraud.parse.SourceRecord;
import fraud.spark.config.SessionSettings;
import java.sql.Timestamp;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Rows as Spark's Kafka source gives them, and a session to have them in. */
public final class KafkaRows {

    /** Columns of Spark's Kafka source with headers. */
    public static final StructType SCHEMA = new StructType()
            .add("key", DataTypes.BinaryType)
            .add("value", DataTypes.BinaryType)
            .add("topic", DataTypes.StringType)
            .add("partition", DataTypes.IntegerType)
            .add("offset", DataTypes.LongType)
            .add("timestamp", DataTypes.TimestampType)
            .add("timestampType", DataTypes.IntegerType)
            .add(
                    "headers",
                    DataTypes.createArrayType(
                            new StructType().add("key", DataTypes.StringType).add("value", DataTypes.BinaryType)));

    private static final int SHUFFLE_PARTITIONS = 2;

    private KafkaRows() {}

    /** A record with these headers, or null for none. */
    public static Row row(SourceRecord record, Row[] headers) {
        Origin origin = record.origin();
        return RowFactory.create(
                record.key(),
                record.value(),
                origin.topic(),
                origin.partition(),
                origin.offset(),
                new Timestamp(origin.publishedAtMillis()),
                0,
                headers);
    }

    /** The session of all tests of a JVM, with the detector's settings. */
    public static SparkSession session() {
        return SparkSession.builder().config(settings(SHUFFLE_PARTITIONS)).getOrCreate();
    }

    static SparkConf settings(int shufflePartitions) {
        return SessionSettings.applyTo(SessionSettings.applyToLocal(new SparkConf(), 2), shufflePartitions);
    }
}
