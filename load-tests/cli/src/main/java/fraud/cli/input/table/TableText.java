package fraud.cli.input.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text of a table: UTF-8, or UTF-16 if a byte order mark says so. Bytes that are no text are an error with their
 * line; no character is ever put in the place of another.
 */
final class TableText extends Reader {

    private static final int BUFFER = 1 << 13;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    private final CharBuffer chars = CharBuffer.allocate(BUFFER);
    private boolean end;
    private long line = 1;
    private boolean afterReturn;

    /** Looks at the byte order mark, if there is one. */
    TableText(InputStream in) throws IOException {
        this.in = in;
        bytes.flip();
        chars.flip();
        fill();
        Charset charset = charset();
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    private Charset charset() throws NoTextException {
        if (startsWith(0xEF, 0xBB, 0xBF)) {
            bytes.position(3);
        } else if (startsWith(0xFF, 0xFE, 0, 0) || startsWith(0, 0, 0xFE, 0xFF)) {
            throw new NoTextException(line, "is UTF-32: convert it to UTF-8");
        } else if (startsWith(0xFF, 0xFE)) {
            bytes.position(2);
            return StandardCharsets.UTF_16LE;
        } else if (startsWith(0xFE, 0xFF)) {
            bytes.position(2);
            return StandardCharsets.UTF_16BE;
        }
        return StandardCharsets.UTF_8;
    }

    private boolean startsWith(int... mark) {
        boolean starts = bytes.remaining() >= mark.length;
        for (int i = 0; starts && i < mark.length; i++) {
            starts = (bytes.get(i) & 0xFF) == mark[i];
        }
        return starts;
    }

    /** More bytes behind those that are left, until the buffer is full or the end has come. */
    private void fill() throws IOException {
        bytes.compact();
        while (!end && bytes.hasRemaining()) {
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            if (read < 0) {
                end = true;
            } else {
                bytes.position(bytes.position() + read);
            }
        }
        bytes.flip();
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (!chars.hasRemaining() && !decode()) {
            return -1;
        }
        int count = Math.min(length, chars.remaining());
        chars.get(target, offset, count);
        return count;
    }

    /** Whether there is more. */
    private boolean decode() throws IOException {
        fill();
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, end);
        chars.flip();
        boolean noMore = !chars.hasRemaining() && !bytes.hasRemaining();
        for (int i = chars.position(); i < chars.limit(); i++) {
            count(chars.get(i));
        }
        if (result.isError()) {
            throw new NoTextException(
                    line,
                    "is not " + decoder.charset()
                            + ": convert the file, as in iconv -f WINDOWS-1252 -t UTF-8, with what it was written in");
        }
        return !noMore;
    }

    private void count(char c) throws NoTextException {
        if (c == 0) {
            throw new NoTextException(
                    line, "holds the character NUL: it is UTF-16 without a byte order mark, or no text");
        }
        // As the CSV parser counts: a return alone ends a line, too.
        if (c == '\n' ? !afterReturn : c == '\r') {
            line++;
        }
        afterReturn = c == '\r';
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Bytes that are no text. */
    static final class NoTextException extends IOException {

        private static final long serialVersionUID = 1L;

        private NoTextException(long line, String why) {
            super("line " + line + ": " + why);
        }
    }
}
