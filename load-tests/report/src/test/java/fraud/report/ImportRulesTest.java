package fraud.report;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import fraud.Rooms;
import org.junit.jupiter.api.Test;

class ImportRulesTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("fraud.report");

    @Test
    void packagesUseOnlyThoseBeforeThem() {
        Rooms.inOrder("fraud.report", "figures", "bench", "bench.stats", "bench.summary", "chaos", "table", "page")
                .check(MAIN);
    }

    @Test
    void speaksOnlyOfWhatItIsGiven() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "fraud.generator..",
                        "fraud.cli..",
                        "fraud.lab..",
                        "org.apache.flink..",
                        "org.apache.spark..",
                        "fraud.flink..",
                        "fraud.spark..",
                        "fraud.training..")
                .check(MAIN);
    }
}
