package fraud.lab.bench.systems;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.Installation;
import fraud.lab.bench.loops.FloorMain;
import fraud.lab.bench.spec.SystemSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is missing is told before anything is started, in one line. */
class RequirementsTest {

    @TempDir
    private Path home;

    private void require(SystemSpec.Kind kind, String main, String jar) {
        SystemSpec system = new SystemSpec(
                "mine", "Mine", kind, SystemSpec.Guarantee.NONE, main, jar, true, 1, Map.of(), Map.of(), List.of());
        Requirements.requireProgram(new Installation(home), system);
    }

    @Test
    void oneCoreIsTooFew() {
        assertThatThrownBy(() -> Requirements.requireCores(1))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith("only 1 core may be used, and a launch needs at least 2: ");
        assertThatCode(() -> Requirements.requireCores(2)).doesNotThrowAnyException();
    }

    @Test
    void soIsTooLittleMemory() {
        assertThatThrownBy(() -> Requirements.requireMemory(3_499))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith("only 3499 MiB of memory are free, and a launch needs about 3500: ");
        assertThatCode(() -> Requirements.requireMemory(3_500)).doesNotThrowAnyException();
    }

    @Test
    void aJarMustBeBuilt() throws Exception {
        assertThatThrownBy(() -> require(SystemSpec.Kind.FLINK, null, null))
                .hasMessage("system mine needs " + home.resolve("fraud-flink/target/fraud-flink-job.jar")
                        + ", which is not there: run `mvn -Dquick -DskipTests package` in " + home
                        + ", or correct the system's file");
        assertThatThrownBy(() -> require(SystemSpec.Kind.SPARK, null, "load-tests/mine"))
                .hasMessageStartingWith(
                        "system mine needs " + home.resolve("load-tests/mine/target/mine-job.jar") + ", ");

        Path jar = home.resolve("fraud-spark/target/fraud-spark-job.jar");
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);
        assertThatCode(() -> require(SystemSpec.Kind.SPARK, null, null)).doesNotThrowAnyException();
    }

    @Test
    void theClassOfALoopMustBeThere() {
        assertThatThrownBy(() -> require(SystemSpec.Kind.LOOP, "fraud.none.Such", null))
                .hasMessageStartingWith("system mine needs fraud.none.Such, which is not there: ");
        assertThatCode(() -> require(SystemSpec.Kind.LOOP, FloorMain.class.getName(), null))
                .doesNotThrowAnyException();
    }
}
