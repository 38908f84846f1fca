package fraud.lab.bench.systems;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.Installation;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.telemetry.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What launches need of the machine and of the build, told before anything is started. */
public final class Requirements {

    private static final int NEEDED_CORES = 2;
    private static final long NEEDED_MIB = 3_500;
    private static final long NEEDED_DISK_MIB = 64;
    private static final int MIB_BITS = 20;

    private Requirements() {}

    /**
     * Those of all systems.
     *
     * @throws OperationFailedException with the first that is not met, and what to do about it
     */
    public static void require(Installation installation, List<SystemSpec> systems) {
        requireCores(Runtime.getRuntime().availableProcessors());
        Host.availableMib().ifPresent(Requirements::requireMemory);
        systems.forEach(system -> requireProgram(installation, system));
    }

    static void requireCores(int cores) {
        if (cores < NEEDED_CORES) {
            throw new OperationFailedException("only " + cores + " core may be used, and a launch needs at least "
                    + NEEDED_CORES + ": with one, broker, generator and system wait for each other;"
                    + " a container's limit counts");
        }
    }

    static void requireMemory(long availableMib) {
        if (availableMib < NEEDED_MIB) {
            throw new OperationFailedException("only " + availableMib
                    + " MiB of memory are free, and a launch needs about " + NEEDED_MIB + ": end something else first");
        }
    }

    static void requireProgram(Installation installation, SystemSpec system) {
        String program = system.kind() == SystemSpec.Kind.LOOP
                ? system.main()
                : jar(installation, system).toString();
        boolean isThere = system.kind() == SystemSpec.Kind.LOOP ? isClass(program) : Files.isReadable(Path.of(program));
        if (!isThere) {
            throw new OperationFailedException("system " + system.name() + " needs " + program
                    + ", which is not there: run `mvn -Dquick -DskipTests package` in " + installation.home()
                    + ", or correct the system's file");
        }
    }

    /** The job that an engine's cluster is given. */
    static Path jar(Installation installation, SystemSpec system) {
        String detector = system.kind() == SystemSpec.Kind.FLINK ? "fraud-flink" : "fraud-spark";
        Path module = installation.home().resolve(system.jar() == null ? detector : system.jar());
        return module.resolve("target").resolve(module.getFileName() + "-job.jar");
    }

    private static boolean isClass(String name) {
        try {
            Class<?> unused = Class.forName(name, false, Requirements.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Requires room for the logs and the results of a launch, which is lost if it cannot be written.
     *
     * @param directory of the results, which exists
     */
    public static void requireRoom(Path directory) {
        long usable = directory.toFile().getUsableSpace() >> MIB_BITS;
        if (usable < NEEDED_DISK_MIB) {
            throw new OperationFailedException("the disk of " + directory + " is full: " + usable
                    + " MB are left, and logs and results of a launch need at least " + NEEDED_DISK_MIB
                    + " MB; free some space, or set --out to a directory on another disk");
        }
    }
}
