package fraud.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.process.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTextTest {

    private final Audit audit = new Audit(List.of("flink", "spark"), List.of(5L, 7L), 10, 1);

    @Test
    void hasARowForEachEngine() {
        assertThat(AuditText.table(audit).lines()).hasSize(3).last().asString().matches("spark( +0){7}");
    }

    /** Each with its type and the meaning that HELP tells, in the order of the file. */
    @Test
    void thePageHasARowForEachMetricInOrder() throws IOException {
        List<String> rows = Files.readAllLines(Checkout.root().resolve("docs/METRICS.md")).stream()
                .filter(line -> line.startsWith("| `fraud_audit_"))
                .map(line -> Arrays.stream(line.split("\\|", -1))
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList())
                .map(cells ->
                        "# HELP " + cells.get(1) + " " + cells.get(5) + "\n# TYPE " + cells.get(1) + " " + cells.get(2))
                .toList();

        String metrics = AuditText.metrics(audit);
        assertThat(metrics.lines().filter(line -> line.startsWith("#")))
                .containsExactlyElementsOf(rows.stream().flatMap(String::lines).toList());
        assertThat(metrics)
                .contains(
                        "fraud_audit_answered_offset{engine=\"spark\",partition=\"1\"} 7",
                        "fraud_audit_open{engine=\"flink\"} 0");
    }
}
