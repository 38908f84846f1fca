package fraud.lab.chaos.faults;

import fraud.cli.failure.OperationFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** A process stands still, as in a virtual machine that is moved, and then goes on as if nothing had happened. */
public final class Pause implements FaultKind {

    private final Part part;
    private final Duration lasts;
    private final AtomicReference<ProcessHandle> paused = new AtomicReference<>();

    /**
     * One that is to be.
     *
     * @param part whose busiest process it is
     */
    public Pause(Part part, Duration lasts) {
        this.part = part;
        this.lasts = lasts;
    }

    @Override
    public String what() {
        return "paused for " + lasts.toSeconds() + " s";
    }

    @Override
    public Duration lasts() {
        return lasts;
    }

    @Override
    public String strike(Scene scene) {
        return scene.busiest(part)
                .map(process -> {
                    paused.set(process);
                    signal("-STOP", process);
                    return scene.name(part);
                })
                .orElse("");
    }

    @Override
    public void heal(Scene scene) {
        signal("-CONT", paused.get());
    }

    /** One that has ended meanwhile takes no signal. */
    private static void signal(String signal, ProcessHandle process) {
        try {
            int unused = new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new OperationFailedException("cannot run `kill " + signal + "`: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("stopped", e);
        }
    }
}
