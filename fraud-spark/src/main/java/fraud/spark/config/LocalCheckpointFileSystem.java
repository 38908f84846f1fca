package fraud.spark.config;

import java.net.URI;
import java.nio.file.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local file system for checkpoints, of a local run or of a cluster whose machines share it. Without its native
 * library Hadoop starts a process for the permissions of each file it creates, which is most of what a small batch
 * costs (docs/decisions 0003); here the permissions are those the process's umask gives. Under a scheme of its own, so
 * that nothing else is affected.
 */
public final class LocalCheckpointFileSystem extends RawLocalFileSystem {

    private static final String SCHEME = "local-checkpoint";

    /** The setting that makes Hadoop know it. */
    static final String IMPLEMENTATION_KEY = "spark.hadoop.fs." + SCHEME + ".impl";

    /** The URI of a local directory in this file system. */
    public static String uri(Path directory) {
        return SCHEME + "://" + directory.toAbsolutePath().normalize();
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public void setPermission(org.apache.hadoop.fs.Path path, FsPermission permission) {
        // The umask has decided.
    }

    @Override
    public void setOwner(org.apache.hadoop.fs.Path path, String user, String group) {
        // The user who runs the job owns its files.
    }
}
