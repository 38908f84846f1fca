package fraud.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportRulesTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("fraud.lab");

    /** Each may use those above it. */
    private static final List<String> PACKAGES = List.of(
            "fraud.lab.measuring", "fraud.lab.telemetry", "fraud.lab.workload", "fraud.lab.demo", "fraud.lab.handbook");

    @Test
    void everyPackageHasItsPlace() {
        classes().should().resideInAnyPackage(PACKAGES.toArray(String[]::new)).check(MAIN);
    }

    @Test
    void packagesUseOnlyThoseAboveThem() {
        for (int place = 0; place + 1 < PACKAGES.size(); place++) {
            noClasses()
                    .that()
                    .resideInAPackage(PACKAGES.get(place))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            PACKAGES.subList(place + 1, PACKAGES.size()).toArray(String[]::new))
                    .check(MAIN);
        }
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("fraud.(**)").should().beFreeOfCycles().check(MAIN);
    }

    /** The engines run in JVMs of their own. */
    @Test
    void noEngineIsOnThisClassPath() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.flink..",
                        "org.apache.spark..",
                        "fraud.flink..",
                        "fraud.spark..",
                        "fraud.training..")
                .check(MAIN);
    }
}
