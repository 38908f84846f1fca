package fraud.cli.input;

import fraud.cli.input.lines.CompressedFile;
import java.nio.file.Path;
import java.util.Optional;

/** How a file says transactions. Each may be compressed with gzip, then its name ends with {@code .gz}. */
public enum InputFormat {
    /** CSV with the wire's field names as header. */
    CANONICAL,
    /**
     * CSV of the Fraud Detection Handbook's simulator
     * ({@code TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,…}).
     */
    HANDBOOK,
    /** A record a line, sent as it is. */
    JSON_LINES;

    /**
     * The format of a file.
     *
     * @param table the format if it is CSV
     * @return nothing if the name ends with none of .csv, .csv.gz, .jsonl, .jsonl.gz
     */
    public static Optional<InputFormat> of(Path file, InputFormat table) {
        String plain = CompressedFile.plainName(file);
        if (plain.endsWith(".csv")) {
            return Optional.of(table);
        }
        return plain.endsWith(".jsonl") ? Optional.of(JSON_LINES) : Optional.empty();
    }
}
