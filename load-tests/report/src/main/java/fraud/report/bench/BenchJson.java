package fraud.report.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;

/** The figures of benches as JSON, in which what is not known is left out. */
public final class BenchJson {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
            .build();

    private BenchJson() {}

    /** Over several lines, for files that people look into. */
    public static String pretty(Object figures) {
        try {
            return MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(figures) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures are made of strings and numbers", e);
        }
    }

    /** On one line, for pages and archives. */
    public static String compact(Object figures) {
        try {
            return MAPPER.writeValueAsString(figures);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures are made of strings and numbers", e);
        }
    }

    /**
     * Reads what {@link #pretty} wrote.
     *
     * @throws IOException if the file cannot be read, or has something else
     */
    public static <T> T read(Path file, Class<T> type) throws IOException {
        return MAPPER.readValue(file.toFile(), type);
    }

    /** A figure, or null if it is not a finite number: JSON has no others. */
    static Double known(Double figure) {
        return figure == null || !Double.isFinite(figure) ? null : figure;
    }

    /** A figure with three decimals. */
    static double rounded(double figure) {
        return Math.rint(figure * 1_000) / 1_000;
    }
}
