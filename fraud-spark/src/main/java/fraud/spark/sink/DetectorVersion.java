package fraud.spark.sink;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version in the header {@code detector-version}. */
final class DetectorVersion {

    /** Where Maven puts it in the jar. */
    private static final String RESOURCE = "/META-INF/maven/fraud/fraud-spark/pom.properties";

    private DetectorVersion() {}

    /** The version of the jar, or {@code development} of classes that are in none. */
    static String read() {
        try (InputStream properties = DetectorVersion.class.getResourceAsStream(RESOURCE)) {
            if (properties == null) {
                return "development";
            }
            Properties read = new Properties();
            read.load(properties);
            return read.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }
}
