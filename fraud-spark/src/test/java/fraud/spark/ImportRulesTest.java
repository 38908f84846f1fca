package fraud.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ImportRulesTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("fraud.spark");

    @Test
    void knowsNothingOfTheOtherEngineNorOfTheOracle() {
        noClasses()
                .that()
                .resideInAPackage("fraud.spark..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.flink..", "fraud.flink..", "fraud.reference..")
                .check(MAIN);
    }

    /** Two scorers that share a class would share its mistakes. */
    @Test
    void scoresWithoutThePortableForest() {
        noClasses()
                .that()
                .resideInAnyPackage("fraud.spark.score..", "fraud.spark.rules..")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("PortableForest")
                .check(MAIN);
    }

    @Test
    void keepsTheStateMachinesFreeOfTheEngine() {
        noClasses()
                .that()
                .resideInAPackage("fraud.spark.sequences..")
                .or()
                .haveSimpleName("UpdateCardProfile")
                .or()
                .haveSimpleName("EndMarks")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "scala..")
                .check(MAIN);
    }

    @Test
    void dependsInTheOrderOfTheDataWay() {
        slices().matching("fraud.spark.(*)..").should().beFreeOfCycles().check(MAIN);
    }
}
