package fraud.scoring.flink;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ImportRulesTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("fraud.scoring.flink");

    /** Of the detector settings, those of its Kafka clients, and names; of the domain the one function that scores. */
    @Test
    void hasNoDomainOfItsOwn() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("fraud..")
                                .and(DescribedPredicate.not(resideInAnyPackage(
                                        "fraud.scoring..",
                                        "fraud.config..",
                                        "fraud.settings..",
                                        "fraud.topics..",
                                        "fraud.flink.config..")))
                                .and(
                                        DescribedPredicate.not(
                                                DescribedPredicate.describe(
                                                        "are the clients' settings, records or names",
                                                        type -> type.getSimpleName()
                                                                .matches(
                                                                        "KafkaInputs|KafkaOutputs|OutputKind|OutputRecord|SourceRecord|Origin|StartingModels")))))
                .check(MAIN);
    }
}
