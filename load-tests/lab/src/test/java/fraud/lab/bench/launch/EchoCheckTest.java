package fraud.lab.bench.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EchoCheckTest {

    private static final int RECORDS = 5_000;

    private final EchoCheck check = new EchoCheck();

    private static byte[] value(int partition, int offset) {
        // A tombstone now and then: it is echoed as it is.
        return offset % 100 == 7 ? null : (partition + " has " + offset).getBytes(UTF_8);
    }

    private void sources() {
        for (int offset = 0; offset < RECORDS; offset++) {
            check.source(0, offset, value(0, offset));
            check.source(1, offset, value(1, offset));
        }
    }

    private void outputs(int except) {
        for (int offset = 0; offset < RECORDS; offset++) {
            if (offset != except) {
                check.output("0-" + offset, value(0, offset));
            }
            check.output("1-" + offset, value(1, offset));
        }
    }

    @Test
    void findsNothingInAnEcho() {
        sources();
        outputs(-1);

        assertThat(check.findings()).isEmpty();
    }

    @Test
    void findsOneThatIsLost() {
        sources();
        outputs(4_999);

        assertThat(check.findings()).containsExactly("1 lost");
    }

    @Test
    void findsOneThatIsDoubledAndOnesOfNoSource() {
        sources();
        outputs(-1);
        check.output("1-17", value(1, 17));
        check.output("7-0", value(0, 0));
        check.output("0-" + 10 * RECORDS, value(0, 0));
        check.output("", value(0, 0));

        assertThat(check.findings()).containsExactly("4 doubled or of no source");
    }

    @Test
    void findsOneThatIsAltered() {
        sources();
        outputs(12);
        check.output("0-12", value(0, 13));

        assertThat(check.findings()).containsExactly("1 altered");
    }
}
