package fraud.spark.versions;

import fraud.parse.SourceRecord;
import java.io.Serializable;
import java.util.List;

/** The topic {@code versions} for readers besides the query. Equal ones are the same topic. */
public interface VersionsTopic extends Serializable {

    /** Begins to read at the first record. */
    Reader open();

    /** Reads on. Not thread-safe. */
    interface Reader {

        /** The committed records, in offset order, behind those of the last call; all that are there now. */
        List<SourceRecord> readToEnd();
    }
}
