package fraud.lab.workload.file;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.input.InputSource;
import fraud.config.DetectorParameters;
import fraud.lab.workload.file.FileRows.Row;
import fraud.model.Signal;
import fraud.parse.ParseResult;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of a file as live traffic, at a multiple of the pace of their own times. Those up to the first transaction
 * come before it, as fast as they can be sent, so that a system has something to answer before its time is taken; the
 * row after them is the first of the schedule.
 *
 * @param source the file, and how it is read
 * @param speed how many seconds of the file's time pass in one of ours
 * @param seconds of ours that it is sent for
 * @param records how many rows that are
 * @param sha256 of these rows and their times, since another file may have the same name
 */
public record FileTraffic(InputSource source, double speed, int seconds, long records, String sha256) {

    /** The slowest: a minute of the file's takes more than half a day. */
    public static final double LEAST_SPEED = 0.001;
    /** The fastest: a year of the file's in three seconds. */
    public static final double MOST_SPEED = 10_000_000;

    private static final int MICROS_PER_MILLI = 1_000;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int DIGITS = 3;

    /**
     * Reads a file as far as it is to be sent.
     *
     * @param seconds that it must have enough rows for
     * @param parameters of the contract
     * @throws OperationFailedException if it cannot be read, or is over before
     */
    public static FileTraffic of(InputSource source, double speed, int seconds, DetectorParameters parameters) {
        FileTraffic unread = new FileTraffic(source, speed, seconds, 0, "");
        try (FileRows rows = unread.rows(parameters, Path.of(System.getProperty("java.io.tmpdir")))) {
            return unread.read(rows);
        }
    }

    private FileTraffic read(FileRows rows) {
        MessageDigest digest = sha256Digest();
        long count = 0;
        Row row = null;
        do {
            row = rows.next().orElseThrow(() -> failure("has no valid transaction with another row behind it"));
            count++;
            update(digest, row);
        } while (row.result().kind() != ParseResult.Kind.TRANSACTION);
        Optional<Row> first = rows.next();
        long firstMillis = first.orElseThrow(() -> failure("has no valid transaction with another row behind it"))
                .millis();
        long lastMillis = firstMillis;
        for (Optional<Row> next = first; next.isPresent(); next = rows.next()) {
            lastMillis = next.get().millis();
            if (isOver(lastMillis - firstMillis)) {
                return new FileTraffic(
                        source, speed, seconds, count, HexFormat.of().formatHex(digest.digest()));
            }
            count++;
            update(digest, next.get());
        }
        throw isTooShort(lastMillis - firstMillis);
    }

    private void update(MessageDigest digest, Row row) {
        if (row.result().kind() == ParseResult.Kind.SIGNAL && row.result().signal() == Signal.END_OF_INPUT) {
            throw failure("has an end of input: the lab sends its own");
        }
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, row.millis()));
        digest.update(row.record().value());
    }

    private OperationFailedException isTooShort(long spanMillis) {
        BigDecimal enough = BigDecimal.valueOf(spanMillis)
                .divide(BigDecimal.valueOf(seconds * 1_000L), new MathContext(DIGITS, RoundingMode.DOWN));
        String over = String.format(
                Locale.ROOT,
                "at %s times its pace it is over after %.1f s, and warm-up and windows take %d s",
                text(speed),
                spanMillis / speed / 1_000,
                seconds);
        return failure(
                enough.doubleValue() < LEAST_SPEED
                        ? over
                        : over + ": --speed " + enough.stripTrailingZeros().toPlainString() + " is slow enough");
    }

    private OperationFailedException failure(String what) {
        return new OperationFailedException(source.file() + ": " + what);
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    FileRows rows(DetectorParameters parameters, Path scratch) {
        return new FileRows(source, parameters, scratch);
    }

    /** When a row is to be sent, in µs of ours after the first of the schedule. */
    long offsetMicros(long millisAfterFirst) {
        return Math.round(millisAfterFirst * MICROS_PER_MILLI / speed);
    }

    /** Whether such a row is no longer sent. */
    boolean isOver(long millisAfterFirst) {
        return offsetMicros(millisAfterFirst) >= seconds * MICROS_PER_SECOND;
    }

    /** What plans and results say of it. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("file", source.file().getFileName().toString());
        settings.put("speed", text(speed));
        settings.put("records", String.valueOf(records));
        settings.put("recordsSha256", sha256);
        return settings;
    }

    private static String text(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
