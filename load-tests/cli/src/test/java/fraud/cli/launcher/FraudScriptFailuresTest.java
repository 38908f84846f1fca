package fraud.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.process.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Goal: the script {@code fraud} says in one line why it cannot start. Method: the script in surroundings that are
 * wrong.
 */
class FraudScriptFailuresTest {

    private static String fraud(Map<String, String> environment, String... before) throws IOException {
        Path script = Checkout.root().resolve("fraud");
        ProcessBuilder builder = new ProcessBuilder(
                List.of("bash", "-c", String.join(" ", before) + " exec \"$0\" --version", script.toString()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("FRAUD_BUILD", "never");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue()).isEqualTo(1);
        assertThat(said.lines()).hasSize(1);
        return said.strip();
    }

    @Test
    void saysWhatJavaSaysThatDoesNotStart() throws IOException {
        assertThat(fraud(Map.of("JAVA_TOOL_OPTIONS", "-XX:nope")))
                .startsWith("error: ")
                .contains(" does not start: ", "Unrecognized VM option 'nope'");
    }

    @Test
    void saysWhatIsNoSizeOfMemory() throws IOException {
        assertThat(fraud(Map.of("FRAUD_HEAP", "lots")))
                .isEqualTo("error: FRAUD_HEAP is lots: must be a size of memory, such as 2g");
    }

    @Test
    void saysThatTooFewFilesMayBeOpen() throws IOException {
        assertThat(fraud(Map.of(), "ulimit -n 64;"))
                .isEqualTo("error: only 64 files may be open at once: raise the limit (ulimit -n 4096)");
    }
}
