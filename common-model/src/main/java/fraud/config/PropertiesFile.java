package fraud.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Java properties from a file, in which no key may stand twice: the last one would count, unnoticed. */
public final class PropertiesFile {

    private PropertiesFile() {}

    /**
     * Reads a file in UTF-8.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is no file of properties; the message tells no value
     * @throws ConfigException naming a key that is there twice
     */
    public static Map<String, String> read(Path file) throws IOException {
        Once properties = new Once();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }

    /** What {@link Properties#load} puts its pairs into. */
    private static final class Once extends Properties {

        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Object put(Object key, Object value) {
            if (containsKey(key)) {
                throw new ConfigException(key + " is there twice: leave one out");
            }
            return super.put(key, value);
        }
    }
}
