package fraud.report.figures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ManyDuplicatesTest {

    @Test
    void warnsOfManyDuplicatesWithWhatTheyDoAndWhatMadeThem() {
        assertThat(ManyDuplicates.warning(390, 402, "transactionId = Type"))
                .get()
                .asString()
                .startsWith(
                        "WARNING: 390 of 402 transactions (97.0 %) are duplicates by transactionId = Type: they have the"
                                + " identifier of an earlier one of their card, so no rule, no sequence and no training sees them")
                .endsWith("numbers the rows");
        assertThat(ManyDuplicates.warning(51, 1_000, "transactionId")).isPresent();
    }

    @Test
    void saysNothingOfWhatIsSentAgainNowAndThen() {
        assertThat(ManyDuplicates.warning(50, 1_000, "transactionId")).isEmpty();
        assertThat(ManyDuplicates.warning(0, 0, "transactionId")).isEmpty();
    }
}
