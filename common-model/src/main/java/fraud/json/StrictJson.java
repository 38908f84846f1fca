package fraud.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * What a text must be to be read at all, in records and in models (SEMANTICS 3.1 c, d): well-formed UTF-8, and JSON to
 * the letter.
 */
public final class StrictJson {

    /** Deepest nesting of objects and arrays; the outermost object counts 1. */
    public static final int MAX_DEPTH = 32;

    private StrictJson() {}

    /**
     * Reads RFC 8259 and nothing more, no name twice in one object. To be given characters, never bytes, whose encoding
     * it would guess.
     *
     * @param maxBytes bound of the whole text, so that lengths inside it need none of their own
     */
    public static JsonFactory factory(int maxBytes) {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(maxBytes)
                        .maxStringLength(maxBytes)
                        .maxNameLength(maxBytes)
                        .build())
                .build();
    }

    /** Decodes UTF-8, and fails on what is malformed: overlong forms and surrogates, too. Not thread-safe. */
    public static CharsetDecoder utf8() {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
}
