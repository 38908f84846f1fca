package fraud.flink.state;

import java.util.Collection;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.util.SizeUnit;

/**
 * How RocksDB keeps the state of this job.
 *
 * <p>CEP looks at every firing through all times at which something of its key waits. Flink begins at the key, and goes
 * on until it sees another one: over whatever was deleted since the last compaction, of all keys that follow, as nearly
 * all that ever waited is gone. So each look ends with the key group, whose number is the beginning of every key.
 *
 * <p>Nothing of this job looks through more than a key group in these options. What does, in Flink, is the migration of
 * state whose serializer has become another one; {@link BinarySerializer} never asks for that.
 */
public final class StoreOptions implements RocksDBOptionsFactory {

    private static final long serialVersionUID = 1L;

    /** With more than 128 key groups, which a job has that may ever be spread over more than 128 tasks. */
    private static final int KEY_GROUP_BYTES = 2;

    /**
     * Each keyed operator has stores of its own, some fifty in a slot, and each takes an eighth of its write buffer
     * from the memory of the slot, whatever is in it. With Flink's 64 MB that is more than there is.
     */
    private static final long WRITE_BUFFER_BYTES = 4 * SizeUnit.MB;

    @Override
    public DBOptions createDBOptions(DBOptions current, Collection<AutoCloseable> handlesToClose) {
        return current;
    }

    @Override
    public ColumnFamilyOptions createColumnOptions(
            ColumnFamilyOptions current, Collection<AutoCloseable> handlesToClose) {
        if (current.tableFormatConfig() instanceof BlockBasedTableConfig table && table.filterPolicy() != null) {
            // No restart changes a setting.
            throw new SuppressRestartsException(new IllegalConfigurationException(
                    "state.backend.rocksdb.use-bloom-filter = true: its filters would be"
                            + " of key groups, and savepoints would miss keys: leave it at false"));
        }
        return current.setWriteBufferSize(WRITE_BUFFER_BYTES).useFixedLengthPrefixExtractor(KEY_GROUP_BYTES);
    }

    @Override
    public ReadOptions createReadOptions(ReadOptions current, Collection<AutoCloseable> handlesToClose) {
        return current.setPrefixSameAsStart(true);
    }
}
