package fraud;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The rooms of a module: the packages below a root, those within others too ({@code input.table}), the root's own
 * classes included as room {@value #ROOT}, and which others each may know. A room that is not named fails the test, as
 * does one that is named and empty.
 */
public final class Rooms {

    /** The classes of the root package itself. */
    public static final String ROOT = "";

    private final String root;
    private final Map<String, List<String>> mayKnow = new LinkedHashMap<>();

    private Rooms(String root) {
        this.root = root;
    }

    /** The rooms below a package, such as {@code fraud.flink}. */
    public static Rooms of(String root) {
        return new Rooms(root);
    }

    /** The rooms below a package from the bottom up: each may know those before it. */
    public static Rooms inOrder(String root, String... names) {
        Rooms rooms = of(root);
        for (int i = 0; i < names.length; i++) {
            rooms.room(names[i], Arrays.copyOf(names, i));
        }
        return rooms;
    }

    /** A room, and the rooms of this module that it may know besides itself. */
    public Rooms room(String name, String... others) {
        mayKnow.put(name, List.of(others));
        return this;
    }

    /** Fails for a room that has no name here, for one that knows more than it may, and for a cycle among them. */
    public void check(JavaClasses classes) {
        Set<String> found = classes.stream().map(this::roomOf).collect(Collectors.toCollection(TreeSet::new));
        assertThat(mayKnow.keySet()).as("rooms of " + root).containsExactlyInAnyOrderElementsOf(found);
        mayKnow.forEach((room, others) -> noClasses()
                .that(areIn(Set.of(room)))
                .should()
                .dependOnClassesThat(areIn(found.stream()
                        .filter(other -> !other.equals(room) && !others.contains(other))
                        .collect(Collectors.toSet())))
                .because("'" + room + "' may know of " + root + " only " + others)
                .allowEmptyShould(true)
                .check(classes));
        slices().assignedFrom(assignment()).should().beFreeOfCycles().check(classes);
    }

    private DescribedPredicate<JavaClass> areIn(Set<String> rooms) {
        return resideInAPackage(root + "..")
                .and(DescribedPredicate.describe("are in " + rooms, type -> rooms.contains(roomOf(type))));
    }

    private String roomOf(JavaClass type) {
        String below = type.getPackageName().substring(root.length());
        return below.isEmpty() ? ROOT : below.substring(1);
    }

    private SliceAssignment assignment() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return resideInAPackage(root + "..").test(type)
                        ? SliceIdentifier.of(roomOf(type).equals(ROOT) ? "the root" : roomOf(type))
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "rooms of " + root;
            }
        };
    }
}
