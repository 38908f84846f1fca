package fraud.training;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import fraud.Rooms;
import org.junit.jupiter.api.Test;

class ImportRulesTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("fraud.training");

    @Test
    void learnsOfWhatWasReadAndJudgesWhatWasLearned() {
        Rooms.of("fraud.training")
                .room("console")
                .room("data", "console")
                .room("model", "data")
                .room("evaluate", "data", "model")
                .room(Rooms.ROOT, "console", "data", "model", "evaluate")
                .check(MAIN);
    }

    /** A model is its files: no detector is needed to make one, nor topics. */
    @Test
    void knowsNoDetectorAndNoTopics() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.flink..",
                        "org.apache.kafka..",
                        "fraud.flink..",
                        "fraud.spark..",
                        "fraud.reference..")
                .check(MAIN);
    }
}
