package fraud.spark.parse;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.model.Origin;
import fraud.parse.SourceRecord;
import fraud.recovery.RecordFailedException;
import fraud.spark.Attempts;
import fraud.spark.metrics.CountsAccumulator;
import org.junit.jupiter.api.Test;

class ParseRecordsTest {

    @Test
    void saysAtWhichRecordACodecFails() {
        ParseRecords parser = new ParseRecords(
                () -> record -> {
                    throw new IllegalStateException("broken codec");
                },
                null,
                0,
                Attempts.ofAJob(),
                new CountsAccumulator());
        SourceRecord record = new SourceRecord(new Origin("labels", 3, 17, 0, Origin.UNKNOWN), null, null);

        assertThatThrownBy(() -> parser.call(record))
                .isInstanceOf(RecordFailedException.class)
                .hasMessageContaining("labels-3 offset 17");
    }
}
