package fraud;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ImportRulesTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("fraud");

    @Test
    void seesOnlyTheJdkAndJackson() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("fraud..", "java..", "com.fasterxml.jackson..")
                .check(MAIN);
    }

    @Test
    void nothingDependsOnTheReferenceDetector() {
        noClasses()
                .that()
                .resideOutsideOfPackage("fraud.reference")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("fraud.reference")
                .check(MAIN);
    }

    @Test
    void theVocabularyDependsOnNoStage() {
        noClasses()
                .that()
                .resideInAPackage("fraud.model")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "fraud.parse",
                        "fraud.rules",
                        "fraud.sequences",
                        "fraud.decide",
                        "fraud.sink",
                        "fraud.config",
                        "fraud.reference")
                .check(MAIN);
    }
}
