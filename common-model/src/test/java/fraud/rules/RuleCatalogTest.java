package fraud.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import fraud.Checkout;
import fraud.ruleset.RuleNames;
import fraud.ruleset.RuleParameter;
import fraud.sequences.SequenceRule;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the contract's tables and the classes of rules and sequences say is the same. */
class RuleCatalogTest {

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final Pattern NUMBER =
            Pattern.compile("([\\d,]+|10[" + SUPERSCRIPTS + "]+)(?: (s|minutes|h|days))?");

    @Test
    void everyRuleAndSequenceIsInItWithParametersOfItsName() {
        List<String> named = new ArrayList<>();
        Arrays.stream(Reason.values())
                .filter(reason -> reason != Reason.CARD_BLOCKED && reason != Reason.MERCHANT_BLOCKED)
                .forEach(reason -> named.add(RuleNames.of(reason)));
        Arrays.stream(SequenceRule.values()).forEach(sequence -> named.add(RuleNames.of(sequence)));

        assertThat(RuleCatalog.byRule().keySet()).containsExactlyElementsOf(named);
        RuleCatalog.byRule()
                .forEach((rule, parameters) -> assertThat(parameters)
                        .as(rule)
                        .isNotEmpty()
                        .allMatch(parameter -> parameter.rule().equals(rule))
                        .allMatch(parameter -> parameter.allows(parameter.defaultValue())));
    }

    @Test
    void everyClassOfARuleIsInTheList() {
        List<String> classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("fraud.rules").stream()
                        .filter(type -> type.isAssignableTo(Rule.class) && !type.isEquivalentTo(Rule.class))
                        .map(JavaClass::getSimpleName)
                        .toList();

        assertThat(Arrays.stream(Reason.values())
                        .map(reason -> reason.rule().getClass().getSimpleName()))
                .as("the constants of Reason, one for each class of a rule")
                .containsExactlyInAnyOrderElementsOf(classes);
    }

    @Test
    void theTableOfParametersSaysTheSame() throws IOException {
        List<List<String>> rows = rows("12 Parameters").stream()
                .filter(row -> row.get(0).matches("`[a-zA-Z]+\\.[a-zA-Z]+`"))
                .filter(row -> RuleCatalog.byRule().containsKey(row.get(0).replaceAll("[`]|\\..*", "")))
                .filter(row -> !row.get(2).equals("fixed"))
                .toList();

        assertThat(rows.stream().map(row -> row.get(0).replace("`", "")))
                .as("rows of SEMANTICS 12")
                .containsExactlyElementsOf(RuleCatalog.parameters().stream()
                        .map(RuleParameter::key)
                        .toList());
        for (int i = 0; i < rows.size(); i++) {
            RuleParameter parameter = RuleCatalog.parameters().get(i);
            List<String> row = rows.get(i);
            assertThat(number(row.get(1), row.get(1))).as(parameter.key()).isEqualTo(parameter.defaultValue());
            int to = row.get(2).indexOf(" to ");
            String least = row.get(2).substring(0, to);
            String greatest = row.get(2).substring(to + " to ".length());
            if (parameter.notBelow() == null) {
                assertThat(number(least, row.get(2))).as(parameter.key()).isEqualTo(parameter.least());
            } else {
                assertThat(least).isEqualTo(parameter.notBelow().parameter());
            }
            assertThat(number(greatest, row.get(2))).as(parameter.key()).isEqualTo(parameter.greatest());
            assertThat(row.get(3)).as(parameter.key()).isEqualTo(parameter.source());
        }
    }

    @Test
    void theTableOfReasonsSaysTheSame() throws IOException {
        List<List<String>> rows = rows("5 The decision").stream()
                .filter(row -> row.get(0).matches("`[A-Z_]+`"))
                .limit(Reason.values().length)
                .toList();

        assertThat(rows.stream().map(row -> row.get(0).replace("`", "")))
                .as("the rows of SEMANTICS 5.2, in the order of Reason")
                .containsExactlyElementsOf(
                        Arrays.stream(Reason.values()).map(Reason::name).toList());
        assertThat(rows.stream().map(row -> row.get(2)))
                .containsExactlyElementsOf(Arrays.stream(Reason.values())
                        .map(reason -> reason.severity().name())
                        .toList());
    }

    @Test
    void theTimesOfSequencesAreThoseOfTheTable() throws IOException {
        for (SequenceRule sequence : SequenceRule.values()) {
            String name = "`" + sequence.ruleName() + ".within` (T)";
            List<String> row = rows("12 Parameters").stream()
                    .filter(cells -> cells.get(0).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("SEMANTICS 12 has no row " + name));
            assertThat(number(row.get(1), row.get(1)))
                    .as("SEMANTICS 12, " + name)
                    .isEqualTo(sequence.within().toMillis());
        }
    }

    @Test
    void theReadmeSaysHowManyThereAre() throws IOException {
        assertThat(Files.readString(Checkout.root().resolve("README.md")))
                .contains("There are " + Reason.values().length + " rules,")
                .contains(" and " + SequenceRule.values().length + " sequences.");
    }

    /** The cells of the tables of a chapter. */
    private static List<List<String>> rows(String chapter) throws IOException {
        String text = Files.readString(Checkout.root().resolve("docs/SEMANTICS.md"));
        int begin = text.indexOf("\n## " + chapter + "\n");
        int end = text.indexOf("\n## ", begin + 1);
        return text.substring(begin, end)
                .lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> Arrays.stream(Pattern.compile(" \\|").split(line.substring(1)))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    /** A number as the tables write it; where only the end of a range has a unit, the beginning has the same. */
    private static long number(String text, String whole) {
        Matcher matcher = NUMBER.matcher(text);
        assertThat(matcher.matches()).as(text).isTrue();
        String digits = matcher.group(1).replace(",", "");
        long value = digits.startsWith("10") && digits.length() > 2 && SUPERSCRIPTS.indexOf(digits.charAt(2)) >= 0
                ? (long) Math.pow(10, exponent(digits.substring(2)))
                : Long.parseLong(digits);
        String unit = matcher.group(2) == null ? whole.replaceAll(".* ", "") : matcher.group(2);
        return switch (unit) {
            case "s" -> value * 1_000;
            case "minutes" -> value * 60_000;
            case "h" -> value * 3_600_000;
            case "days" -> value * 86_400_000;
            default -> value;
        };
    }

    private static int exponent(String superscripts) {
        return Integer.parseInt(superscripts
                .chars()
                .mapToObj(digit -> String.valueOf(SUPERSCRIPTS.indexOf(digit)))
                .collect(Collectors.joining()));
    }
}
