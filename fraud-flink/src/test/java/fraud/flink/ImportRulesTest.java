package fraud.flink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import fraud.Rooms;
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
        Rooms.of("fraud.flink")
                .room("metrics")
                .room("state")
                .room("config", "metrics", "state")
                .room("parse", "metrics", "state")
                .room("source", "config", "parse")
                .room("versions", "metrics", "state")
                .room("features", "metrics", "state")
                .room("score")
                .room("assess", "features", "metrics", "score", "state", "versions")
                .room("decide", "metrics")
                .room("sequences", "config", "metrics", "state")
                .room("completion")
                .room("sink", "config")
                .room("inspect", "config", "state")
                .room(
                        Rooms.ROOT,
                        "config",
                        "state",
                        "source",
                        "parse",
                        "versions",
                        "features",
                        "assess",
                        "decide",
                        "sequences",
                        "completion",
                        "sink")
                .check(MAIN);
    }
}
