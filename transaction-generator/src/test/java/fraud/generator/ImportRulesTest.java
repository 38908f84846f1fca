package fraud.generator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import fraud.Rooms;
import fraud.generator.publish.Pacer;
import org.junit.jupiter.api.Test;

class ImportRulesTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("fraud.generator");

    @Test
    void eachRoomKnowsOnlyWhatItBuildsOn() {
        Rooms.of("fraud.generator")
                .room("population")
                .room("scenarios", "population")
                .room("config", "population", "scenarios")
                .room("stream", "config", "population", "scenarios")
                .room("file", "config", "stream")
                .room("publish", "config", "file", "population", "scenarios", "stream")
                .check(MAIN);
    }

    /** A generator that knows the rules makes fraud that fits them, and every detector looks good. */
    @Test
    void theGeneratorKnowsNothingOfHowFraudIsFound() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "fraud.rules..",
                        "fraud.sequences..",
                        "fraud.decide..",
                        "fraud.features..",
                        "fraud.reference..",
                        "fraud.sink..")
                .check(MAIN);
    }

    @Test
    void chanceAndTimeComeFromTheConfigAlone() {
        noClasses()
                .that()
                .areNotAssignableTo(Pacer.class)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .callMethod(Math.class, "random")
                .check(MAIN);
    }
}
