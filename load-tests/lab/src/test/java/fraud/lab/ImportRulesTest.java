package fraud.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import fraud.Rooms;
import org.junit.jupiter.api.Test;

class ImportRulesTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("fraud.lab");

    @Test
    void packagesUseOnlyThoseBeforeThem() {
        Rooms.inOrder(
                        "fraud.lab",
                        "measuring",
                        "telemetry",
                        "workload",
                        "workload.file",
                        "demo",
                        "handbook",
                        "bench.spec",
                        "bench.scoring",
                        "bench.loops",
                        "bench.profile",
                        "bench.systems",
                        "bench.warm",
                        "bench.measure",
                        "bench.windows",
                        "bench.results",
                        "bench.deployed",
                        "bench.launch",
                        "bench",
                        "chaos.proxy",
                        "chaos.faults",
                        "chaos.measure",
                        "chaos.run",
                        "chaos")
                .check(MAIN);
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
