package fraud;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ImportRulesTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("fraud.ops", "fraud.lab", "fraud.report");

    /** Whoever operates the detectors needs no laboratory. */
    @Test
    void operationsDoNotImportTheLab() {
        noClasses()
                .that()
                .resideInAPackage("fraud.ops..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("fraud.lab..")
                .check(MAIN);
    }

    @Test
    void reportsSpeakOnlyOfWhatTheyAreGiven() {
        noClasses()
                .that()
                .resideInAPackage("fraud.report..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("fraud.ops..", "fraud.lab..")
                .check(MAIN);
    }

    /** The engines run in JVMs of their own. */
    @Test
    void noEngineIsOnThisClassPath() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.flink..", "org.apache.spark..", "fraud.flink..", "fraud.spark..")
                .check(MAIN);
    }
}
