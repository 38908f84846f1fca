package fraud.flink.sink;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;

/** Says what has become of a transaction's id. */
interface TransactionStates extends Serializable {

    /**
     * As Kafka's coordinator knows it.
     *
     * @throws IOException if it does not say
     */
    TransactionDescription describe(String transactionalId) throws IOException, InterruptedException;

    /** By asking the brokers of a client. */
    static TransactionStates of(Properties client) {
        return transactionalId -> {
            try (Admin admin = Admin.create(client)) {
                return admin.describeTransactions(List.of(transactionalId))
                        .description(transactionalId)
                        .get();
            } catch (ExecutionException e) {
                throw new IOException("cannot find out what has become of a transaction", e.getCause());
            }
        };
    }
}
