package fraud.bare.spark;

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
            .importPackages("fraud.bare");

    /** Of the detector only its settings, those of its Kafka clients, its encoder, and names of topics and headers. */
    @Test
    void knowsNothingOfTheDomain() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("fraud..")
                        .and(DescribedPredicate.not(resideInAnyPackage(
                                "fraud.bare.spark..",
                                "fraud.config..",
                                "fraud.settings..",
                                "fraud.topics..",
                                "fraud.spark.config..")))
                        .and(DescribedPredicate.not(DescribedPredicate.describe(
                                "are the clients' settings or names",
                                type -> type.getSimpleName()
                                        .matches("KafkaInputs|KafkaOutputs|RecordEncoder|OutputKind|Origin")))))
                .check(MAIN);
    }
}
