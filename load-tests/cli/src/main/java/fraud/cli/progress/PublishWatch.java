package fraud.cli.progress;

import fraud.generator.publish.PublishProgress;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells how far a publisher is, whose own thread has no time for that. */
public final class PublishWatch implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 200;

    private final Supplier<PublishProgress> publisher;
    private final Progress.Task task;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "publish-watch");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Of one publisher.
     *
     * @param publisher says how far it is, in any thread
     * @param events how many it is to publish
     */
    public PublishWatch(Supplier<PublishProgress> publisher, long events, Progress progress) {
        this.publisher = publisher;
        this.task = progress.task("sending", events);
    }

    /** Looks now and then, until it is closed. */
    public void start() {
        var unused =
                looks.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        PublishProgress now = publisher.get();
        task.reach(now.published(), acknowledged(now));
    }

    /** What the brokers have for certain. */
    public static String acknowledged(PublishProgress progress) {
        return progress.acknowledged() + " events and outcomes acknowledged";
    }

    @Override
    public void close() {
        looks.shutdownNow();
        task.close();
    }
}
