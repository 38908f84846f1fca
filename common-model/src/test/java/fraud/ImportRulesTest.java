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
    void seesOnlyTheJdkJacksonAndWhereItAsksBrokersTheirClient() {
        classes()
                .that()
                .resideOutsideOfPackages("fraud.kafka", "fraud.settings")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("fraud..", "java..", "com.fasterxml.jackson..")
                .check(MAIN);
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("fraud..", "java..", "com.fasterxml.jackson..", "org.apache.kafka..")
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
    void eachRoomKnowsOnlyWhatItBuildsOn() {
        Rooms.of("fraud")
                .room("mask")
                .room("search")
                .room("binary")
                .room("json")
                .room("costs")
                .room("drift", "search")
                .room("model", "binary")
                .room("config", "mask")
                .room("ruleset", "config", "model")
                .room("features", "binary", "config", "model", "ruleset", "search")
                .room("score", "config", "features", "json", "model")
                .room("sequences", "binary", "config", "features", "model", "ruleset")
                .room("inspect", "config", "features", "model", "sequences")
                .room("rules", "features", "model", "ruleset", "score", "sequences")
                .room("decide", "features", "model", "rules", "ruleset", "score")
                .room("parse", "binary", "json", "mask", "model", "rules", "ruleset", "score")
                .room("versions", "model", "parse", "ruleset", "score")
                .room("sink", "decide", "features", "json", "model", "rules", "score", "sequences")
                .room("scoring", "decide", "features", "model", "parse", "rules", "ruleset", "score", "sink")
                .room("metrics", "config", "decide", "model", "rules", "score", "sequences")
                .room("topics", "config", "sink")
                .room("kafka", "config", "mask", "topics")
                .room("recovery", "config", "mask", "model", "sequences", "topics")
                .room("settings", "config", "kafka", "metrics", "recovery", "score", "sink", "topics")
                .room(
                        "reference",
                        "config",
                        "decide",
                        "features",
                        "model",
                        "parse",
                        "rules",
                        "ruleset",
                        "score",
                        "search",
                        "sequences",
                        "sink",
                        "topics",
                        "versions")
                .check(MAIN);
    }
}
