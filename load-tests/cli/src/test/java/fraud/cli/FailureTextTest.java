package fraud.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.failure.OperationFailedException;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

/** Goal: whatever ends a command is one line that says what it is. Method: failures of every kind. */
class FailureTextTest {

    @Test
    void saysWhatAnErrorOfTheMachineIs() {
        assertThat(FailureText.of(new StackOverflowError()))
                .isEqualTo("this is a fault of the program: java.lang.StackOverflowError (--verbose says where)");
        assertThat(FailureText.of(new NoClassDefFoundError("picocli/CommandLine")))
                .startsWith(
                        "a class cannot be loaded (java.lang.NoClassDefFoundError: picocli/CommandLine): build anew");
        assertThat(FailureText.of(new OutOfMemoryError())).startsWith("out of memory: set FRAUD_HEAP to more than ");
    }

    @Test
    void saysThatTooManyFilesAreOpenWhateverItHasLedTo() {
        FileNotFoundException cause = new FileNotFoundException("a.jar (Too many open files)");
        assertThat(FailureText.of(new KafkaException("cannot be made", new UncheckedIOException(cause))))
                .isEqualTo("too many open files: raise the limit (ulimit -n 4096)");
    }

    @Test
    void saysThatTheLocaleHasNoLettersForAName() {
        assertThat(FailureText.of(
                        new InvalidPathException("g?", "Malformed input or input contains unmappable characters")))
                .isEqualTo("a file's name is not ASCII: this locale has no letters for it: set LC_ALL to one with UTF-8"
                        + " (LC_ALL=C.UTF-8), or name it in ASCII");
    }

    @Test
    void isOneLine() {
        assertThat(FailureText.of(new OperationFailedException("first\n  second")))
                .isEqualTo("first second");
    }
}
