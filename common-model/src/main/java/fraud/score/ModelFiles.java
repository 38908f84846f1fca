package fraud.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The files of a model's directory. */
public final class ModelFiles {

    /** The portable form, whose hash is the model's identity. */
    public static final String PORTABLE = "model.json";

    /** MLlib's own trees, for Spark's tasks. */
    public static final String MLLIB = "mllib.ser";

    /** More is no model of ours: a thousand trees have less. */
    static final int MAX_BYTES = 200_000_000;

    private ModelFiles() {}

    /**
     * Reads {@code model.json}.
     *
     * @throws BadModelException if it is not there, or cannot be read
     */
    public static byte[] read(Path directory) throws BadModelException {
        return content(directory, PORTABLE, "directory");
    }

    /**
     * Reads {@code model.json}, which is to be the one of this hash.
     *
     * @throws BadModelException if it is not there, cannot be read, or is another
     */
    public static byte[] read(Path directory, String sha256) throws BadModelException {
        byte[] content = content(directory, PORTABLE, "directory");
        requireHash(content, sha256, "sha256", directory.resolve(PORTABLE));
        return content;
    }

    /**
     * Reads {@code mllib.ser}, which is to be the one that {@code model.json} names.
     *
     * @throws BadModelException if it is not there, cannot be read, or is another
     */
    public static byte[] readMllib(Path directory, ModelManifest manifest) throws BadModelException {
        if (manifest.mllibSha256() == null) {
            throw new BadModelException("mllib", directory.resolve(PORTABLE) + " names no SHA-256 of " + MLLIB);
        }
        byte[] content = content(directory, MLLIB, "mllib");
        requireHash(content, manifest.mllibSha256(), "mllib", directory.resolve(MLLIB));
        return content;
    }

    /** Of some bytes, in lower-case hexadecimal digits. */
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] content(Path directory, String name, String detail) throws BadModelException {
        Path file = directory.resolve(name);
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new BadModelException(detail, file + " has more than " + MAX_BYTES + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new BadModelException(detail, "cannot read " + file);
        }
    }

    private static void requireHash(byte[] content, String sha256, String detail, Path file) throws BadModelException {
        String found = sha256(content);
        if (!found.equals(sha256)) {
            throw new BadModelException(detail, file + " has the SHA-256 " + found + ", not " + sha256);
        }
    }
}
