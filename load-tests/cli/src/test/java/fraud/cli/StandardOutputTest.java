package fraud.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Goal: results that cannot be written are no success. Method: commands that print, to streams that fail. */
class StandardOutputTest {

    private final StringWriter err = new StringWriter();

    private static OutputStream failing(String why) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(why);
            }
        };
    }

    private int showRules(OutputStream out) {
        return new Cli().run(new StandardOutput(out), new PrintWriter(err, true), "rules", "show");
    }

    @Test
    void aFullDiskIsAFailureInOneLine() {
        assertThat(showRules(failing("No space left on device"))).isEqualTo(1);
        assertThat(err).hasToString("error: cannot write to standard output: No space left on device\n");
    }

    @Test
    void aReaderThatHasGoneGetsNothing() {
        assertThat(showRules(failing("Broken pipe"))).isEqualTo(1);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void whatIsWrittenIsThereAsUtf8() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(showRules(bytes)).isZero();
        StandardOutput out = new StandardOutput(bytes);
        out.writer().print("…");
        assertThat(out.end()).isEmpty();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).startsWith("# ").endsWith("…");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aCommandThatFailsSaysOnlyThat() {
        assertThat(new Cli()
                        .run(
                                new StandardOutput(failing("No space left on device")),
                                new PrintWriter(err, true),
                                "nonsense"))
                .isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
    }
}
