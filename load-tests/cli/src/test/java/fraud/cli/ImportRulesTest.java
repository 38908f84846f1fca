package fraud.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import fraud.Rooms;
import org.junit.jupiter.api.Test;

class ImportRulesTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("fraud.cli");

    @Test
    void packagesUseOnlyThoseBeforeThem() {
        Rooms.inOrder(
                        "fraud.cli",
                        "failure",
                        "text",
                        "yaml",
                        "progress",
                        "input.lines",
                        "input.table",
                        "input.columns",
                        "input.mapping",
                        "input",
                        "versions",
                        "process",
                        "topics",
                        "detectors",
                        "outputs",
                        "quality",
                        "recording",
                        "reconcile",
                        "replay",
                        Rooms.ROOT,
                        "options",
                        "rules",
                        "models",
                        "models.decisions",
                        "models.compare",
                        "training",
                        "models.monitor",
                        "backtest",
                        "doctor",
                        "audit",
                        "state",
                        "commands")
                .check(MAIN);
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
