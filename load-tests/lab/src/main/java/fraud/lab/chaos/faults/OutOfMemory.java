package fraud.lab.chaos.faults;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import fraud.cli.failure.OperationFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The heap of a worker fills up: an agent that is loaded into it takes whatever is left. */
public final class OutOfMemory implements FaultKind {

    @Override
    public String what() {
        return "out of memory";
    }

    @Override
    public String strike(Scene scene) {
        Optional<ProcessHandle> victim = scene.busiest(Part.WORKER);
        if (victim.isEmpty()) {
            return "";
        }
        try {
            Path agent = agent();
            VirtualMachine jvm =
                    VirtualMachine.attach(String.valueOf(victim.get().pid()));
            try {
                jvm.loadAgent(agent.toString());
            } finally {
                jvm.detach();
                Files.deleteIfExists(agent);
            }
            return scene.name(Part.WORKER);
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException | IOException e) {
            if (!victim.get().isAlive()) {
                // It was out of memory before it could answer.
                return scene.name(Part.WORKER);
            }
            throw new OperationFailedException("cannot load an agent into the worker: " + e, e);
        }
    }

    /** A jar with nothing but {@link MemoryHog}. */
    private static Path agent() throws IOException {
        Path jar = Files.createTempFile("memory-hog", ".jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Agent-Class"), MemoryHog.class.getName());
        String entry = MemoryHog.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream in = MemoryHog.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
        }
        return jar;
    }
}
