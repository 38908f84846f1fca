package fraud.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import fraud.Rooms;
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
    void scoresWithoutTheTreeEnsemble() {
        noClasses()
                .that()
                .resideInAnyPackage("fraud.spark.score..", "fraud.spark.rules..")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("TreeEnsemble")
                .check(MAIN);
    }

    @Test
    void keepsTheStateMachinesFreeOfTheEngine() {
        noClasses()
                .that()
                .resideInAnyPackage("fraud.spark.sequences..", "fraud.spark.assess..", "fraud.spark.completion..")
                .or()
                .haveSimpleNameStartingWith("Update")
                .or()
                .haveSimpleName("AcceptVersions")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "scala..")
                .check(MAIN);
    }

    @Test
    void followsTheWayOfTheData() {
        Rooms.of("fraud.spark")
                .room("metrics")
                .room("config")
                .room("state", "config")
                .room("parse", "metrics")
                .room("source", "config", "state")
                .room("versions", "config", "source", "state")
                .room("assess", "source", "state")
                .room("sequences", "state")
                .room("completion", "state")
                .room(
                        "features",
                        "assess",
                        "completion",
                        "config",
                        "metrics",
                        "parse",
                        "sequences",
                        "state",
                        "versions")
                .room("score", "features", "versions")
                .room("rules", "score", "versions")
                .room("decide", "metrics", "rules")
                .room("sink", "config", "state")
                .room("inspect", "assess", "config", "sequences", "state")
                .room(
                        Rooms.ROOT,
                        "config",
                        "metrics",
                        "source",
                        "parse",
                        "versions",
                        "features",
                        "score",
                        "rules",
                        "decide",
                        "sink",
                        "state")
                .check(MAIN);
    }
}
