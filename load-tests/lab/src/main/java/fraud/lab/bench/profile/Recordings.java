package fraud.lab.bench.profile;

import fraud.lab.telemetry.RunClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoublePredicate;
import one.convert.Arguments;
import one.convert.Frame;
import one.convert.JfrConverter;
import one.jfr.JfrReader;
import one.jfr.StackTrace;
import one.jfr.event.ExecutionSample;

/** What the {@link Profiler} of each JVM recorded, as {@link Stacks}. */
final class Recordings {

    /** The frame that says of a role that it has more samples, which could not be read. */
    private static final String CUT_OFF = "[recording cut off]";

    private Recordings() {}

    /**
     * Reads the samples of some moments.
     *
     * @param directory of the profiler
     * @param roles of the processes; what others recorded is left out
     * @param clock of the launch
     * @param isWanted of a sample, by when it was taken, on that clock
     */
    static Stacks read(Path directory, Map<Long, String> roles, RunClock clock, DoublePredicate isWanted) {
        Stacks stacks = new Stacks();
        roles.forEach((pid, role) -> {
            Path file = directory.resolve(pid + ".jfr");
            if (Files.exists(file)) {
                try (JfrReader reader = new JfrReader(file.toString())) {
                    new Reading(reader, role, clock, isWanted, stacks).convert();
                } catch (IOException | RuntimeException e) {
                    // A JVM that had to be killed leaves nothing, or a file that ends in the middle: what can be read
                    // counts.
                    stacks.add(List.of(role, CUT_OFF), 1);
                }
            }
        });
        return stacks;
    }

    /** Goes through the chunks of a recording, each of which has names of its own. */
    private static final class Reading extends JfrConverter {

        private final String role;
        private final RunClock clock;
        private final DoublePredicate isWanted;
        private final Stacks stacks;

        Reading(JfrReader reader, String role, RunClock clock, DoublePredicate isWanted, Stacks stacks) {
            super(reader, dotted());
            this.role = role;
            this.clock = clock;
            this.isWanted = isWanted;
            this.stacks = stacks;
        }

        private static Arguments dotted() {
            Arguments arguments = new Arguments();
            arguments.dot = true;
            return arguments;
        }

        @Override
        protected void collectEvents() throws IOException {
            ExecutionSample sample = jfr.readEvent(ExecutionSample.class);
            while (sample != null) {
                StackTrace stack = jfr.stackTraces.get(sample.stackTraceId);
                if (stack != null && isWanted.test(atSeconds(sample))) {
                    stacks.add(frames(sample.tid, stack), sample.samples());
                }
                sample = jfr.readEvent(ExecutionSample.class);
            }
        }

        @Override
        protected void convertChunk() {
            // It has gone into the stacks already.
        }

        private double atSeconds(ExecutionSample sample) {
            double nanos = (double) (sample.time - jfr.chunkStartTicks) * TimeUnit.SECONDS.toNanos(1) / jfr.ticksPerSec;
            long epochNanos = jfr.chunkStartNanos + Math.round(nanos);
            return clock.ofEpochMillis(TimeUnit.NANOSECONDS.toMillis(epochNanos));
        }

        private List<String> frames(int tid, StackTrace stack) {
            List<String> frames = new ArrayList<>(stack.methods.length + 2);
            frames.add(role);
            frames.add(thread(jfr.threads.get(tid)));
            for (int i = stack.methods.length - 1; i >= 0; i--) {
                frames.add(getMethodName(stack.methods[i], stack.types[i]) + kind(stack.types[i]));
            }
            return frames;
        }

        /** Threads that differ by numbers only are one, so that the tasks of an executor are not a frame each. */
        private static String thread(String name) {
            return "[" + (name == null ? "unknown" : name.replaceAll("\\d+", "#")) + "]";
        }

        private static String kind(byte type) {
            return switch (type) {
                case Frame.TYPE_JIT_COMPILED -> "_[j]";
                case Frame.TYPE_INLINED -> "_[i]";
                case Frame.TYPE_INTERPRETED -> "_[0]";
                case Frame.TYPE_C1_COMPILED -> "_[1]";
                case Frame.TYPE_KERNEL -> "_[k]";
                default -> "";
            };
        }
    }
}
