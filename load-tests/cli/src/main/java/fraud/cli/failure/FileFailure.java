package fraud.cli.failure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Why a file cannot be worked with, in words: the message of many an exception is only the file's name. */
public final class FileFailure {

    private FileFailure() {}

    /** The reason alone. */
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return "a directory that is not empty is in its place";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file of that name is in its place";
        }
        if (e instanceof NotDirectoryException) {
            return "not a directory";
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /**
     * The reason, after the file that it is about.
     *
     * @param named the file that the error's line names already
     */
    public static String reason(Path named, IOException e) {
        String file = e instanceof FileSystemException system ? system.getFile() : null;
        return file == null || file.equals(named.toString()) ? reason(e) : file + ": " + reason(e);
    }
}
