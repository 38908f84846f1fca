package fraud.cli.training;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The lines of a log that begin with a word, as they are written. */
final class LogLines {

    private final Path log;
    private final String prefix;
    private long position;

    LogLines(Path log, String prefix) {
        this.log = log;
        this.prefix = prefix;
    }

    /** Takes what is complete since the last time, without the word. */
    void forEachNew(Consumer<String> taker) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(file.length() - position)];
            file.seek(position);
            file.readFully(bytes);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            position += end;
            new String(bytes, 0, end, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(prefix))
                    .forEach(line -> taker.accept(line.substring(prefix.length())));
        }
    }
}
