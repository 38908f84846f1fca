package fraud.parse;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Any JSON value: what an object or array holds, or the text of all else.
 *
 * @param token what it is; of objects and arrays their opening
 * @param text of strings and numbers as written, else null
 * @param members of an object in the order of the text, else empty
 * @param elements of an array, else empty
 */
record JsonValue(JsonToken token, String text, Map<String, JsonValue> members, List<JsonValue> elements) {

    /** Reads the members of an object whose opening has been read, up to its closing. */
    static Map<String, JsonValue> readMembers(JsonParser parser) throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, read(parser));
        }
        return members;
    }

    private static JsonValue read(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return new JsonValue(token, null, readMembers(parser), List.of());
        }
        if (token == JsonToken.START_ARRAY) {
            List<JsonValue> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(read(parser));
            }
            return new JsonValue(token, null, Map.of(), elements);
        }
        return new JsonValue(token, parser.getText(), Map.of(), List.of());
    }

    boolean isNull() {
        return token == JsonToken.VALUE_NULL;
    }
}
