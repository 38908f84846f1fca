package fraud.cli;

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
            .importPackages("fraud.cli");

    /** Each may use those above it. */
    private static final List<String> PACKAGES = List.of(
            "fraud.cli.failure",
            "fraud.cli.text",
            "fraud.cli.yaml",
            "fraud.cli.progress",
            "fraud.cli.input.lines",
            "fraud.cli.input.table",
            "fraud.cli.input.columns",
            "fraud.cli.input.mapping",
            "fraud.cli.input",
            "fraud.cli.versions",
            "fraud.cli.process",
            "fraud.cli.topics",
            "fraud.cli.detectors",
            "fraud.cli.outputs",
            "fraud.cli.quality",
            "fraud.cli.recording",
            "fraud.cli.reconcile",
            "fraud.cli.replay",
            "fraud.cli",
            "fraud.cli.options",
            "fraud.cli.rules",
            "fraud.cli.models",
            "fraud.cli.models.compare",
            "fraud.cli.training",
            "fraud.cli.commands");

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

    /** Files in YAML are read in one way. */
    @Test
    void onlyOnePackageReadsYaml() {
        noClasses()
                .that()
                .resideOutsideOfPackage("fraud.cli.yaml")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.yaml..")
                .check(MAIN);
    }

    /** The engines run in JVMs of their own, and an operator of the detectors needs no laboratory. */
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
                        "fraud.training..",
                        "fraud.lab..")
                .check(MAIN);
    }
}
