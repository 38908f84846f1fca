package fraud.cli.input.mapping;

import fraud.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes tokens of card numbers and the like: the same text gives the same token, and without the key neither can be had
 * from the other (HMAC-SHA-256, its first 128 bits). A token has letters only, so that it can hold no card number.
 */
public final class TokenKey {

    private static final int MIN_BYTES = 16;
    private static final int TOKEN_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    private TokenKey(byte[] key) throws GeneralSecurityException {
        this.mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(key, ALGORITHM));
    }

    /**
     * The key in a file, as it is.
     *
     * @throws ConfigException if it cannot be read, or is shorter than 16 bytes
     */
    public static TokenKey read(Path file) {
        try {
            byte[] key = Files.readAllBytes(file);
            if (key.length < MIN_BYTES) {
                throw new ConfigException("--map-key " + file + ": must hold at least " + MIN_BYTES
                        + " bytes, such as 32 that `head -c 32 /dev/urandom` gives");
            }
            return new TokenKey(key);
        } catch (IOException e) {
            throw new ConfigException("--map-key " + file + ": there is no such file, or it cannot be read");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** 32 letters from a to p. */
    String token(String text) {
        return Tokens.letters(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), TOKEN_BYTES);
    }
}
