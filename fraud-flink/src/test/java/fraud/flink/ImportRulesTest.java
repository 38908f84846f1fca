package fraud.flink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What may know what: the data's way has one direction, and the detector does not lean on its judge. */
class ImportRulesTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("fraud.flink");

    @Test
    void dependsNeitherOnSparkNorOnTheReferenceDetector() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "fraud.spark..", "fraud.reference..")
                .check(MAIN);
    }

    @Test
    void knowsKafkaOnlyWhereTheDataComesInAndGoesOut() {
        noClasses()
                .that()
                .resideOutsideOfPackages("fraud.flink.source..", "fraud.flink.parse..", "fraud.flink.sink..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka..")
                .check(MAIN);
    }

    @Test
    void followsTheWayOfTheData() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("source")
                .definedBy("fraud.flink.source..")
                .layer("parse")
                .definedBy("fraud.flink.parse..")
                .layer("features")
                .definedBy("fraud.flink.features..")
                .layer("rules")
                .definedBy("fraud.flink.rules..")
                .layer("sequences")
                .definedBy("fraud.flink.sequences..")
                .layer("sink")
                .definedBy("fraud.flink.sink..")
                .layer("job")
                .definedBy("fraud.flink")
                .whereLayer("source")
                .mayOnlyBeAccessedByLayers("job")
                .whereLayer("parse")
                .mayOnlyBeAccessedByLayers("source", "job")
                .whereLayer("features")
                .mayOnlyBeAccessedByLayers("rules", "job")
                .whereLayer("rules")
                .mayOnlyBeAccessedByLayers("job")
                .whereLayer("sequences")
                .mayOnlyBeAccessedByLayers("job")
                .whereLayer("sink")
                .mayOnlyBeAccessedByLayers("job")
                .whereLayer("job")
                .mayOnlyBeAccessedByLayers("source", "sink")
                .check(MAIN);
    }
}
