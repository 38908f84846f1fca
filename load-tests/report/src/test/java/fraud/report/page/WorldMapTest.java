package fraud.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorldMapTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode world;

    @BeforeAll
    static void readTheWorld() throws JsonProcessingException {
        world = JSON.readTree(WorldMap.toGeoJson(HtmlReport.resource(HtmlReport.WORLD)));
    }

    @Test
    void addsUpTheStepsOfAnArcAndScalesThem() throws JsonProcessingException {
        JsonNode world = world(0.1, "[[[0]]]", "[]", "[[0,0],[20,0],[0,10],[-20,0],[0,-10]]");

        assertThat(land(world))
                .isEqualTo(JSON.readTree("[[[[10.0,20.0],[12.0,20.0],[12.0,21.0],[10.0,21.0],[10.0,20.0]]]]"));
    }

    @Test
    void joinsArcsToARingAndGoesAlongThemBackwardsIfItMust() throws JsonProcessingException {
        JsonNode world = world(0.1, "[[[0,-2]]]", "[]", "[[0,0],[20,0],[0,10]]", "[[0,0],[0,10],[20,0]]");

        assertThat(land(world))
                .isEqualTo(JSON.readTree("[[[[10.0,20.0],[12.0,20.0],[12.0,21.0],[10.0,21.0],[10.0,20.0]]]]"));
    }

    @Test
    void drawsABorderOnceAndNoCoastAsABorder() throws JsonProcessingException {
        String countries = "[{\"type\":\"Polygon\",\"arcs\":[[0,1]]},{\"type\":\"MultiPolygon\",\"arcs\":[[[2,-2]]]}]";

        JsonNode world =
                world(0.1, "[]", countries, "[[0,0],[20,0],[0,10]]", "[[20,10],[-20,-10]]", "[[0,0],[0,10],[20,0]]");

        assertThat(coordinates(world, "borders")).isEqualTo(JSON.readTree("[[[12.0,21.0],[10.0,20.0]]]"));
    }

    @Test
    void leavesOutPointsThatHardlyBendALine() throws JsonProcessingException {
        JsonNode world = world(0.01, "[[[0]]]", "[]", "[[0,0],[100,4],[100,-4],[0,100],[-200,0],[0,-100]]");

        assertThat(land(world))
                .isEqualTo(JSON.readTree("[[[[10.0,20.0],[12.0,20.0],[12.0,21.0],[10.0,21.0],[10.0,20.0]]]]"));
    }

    @Test
    void leavesOutIslandsAndLakesOfWhichNothingIsLeft() throws JsonProcessingException {
        String islet = "[[5,5],[2,0],[0,2],[-2,-2]]";
        JsonNode islets = world(0.01, "[[[0]],[[1]]]", "[]", islet, islet);
        JsonNode lake = world(0.01, "[[[0],[1]]]", "[]", "[[0,0],[200,0],[0,100],[-200,0],[0,-100]]", islet);

        assertThat(land(islets)).isEmpty();
        assertThat(land(lake).get(0)).hasSize(1);
    }

    @Test
    void leavesOutAntarctica() throws JsonProcessingException {
        String square = "[0,10],[10,0],[0,-10],[-10,0]]";

        JsonNode world = world(0.1, "[[[0]],[[1]]]", "[]", "[[0,-820]," + square, "[[0,-800]," + square);

        assertThat(land(world)).as("north of 60 degrees south").hasSize(1);
    }

    @Test
    void rejectsWhatIsNoJson() {
        assertThatThrownBy(() -> WorldMap.toGeoJson("{")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closesEveryRingOfTheWorld() {
        for (List<JsonNode> ring : rings()) {
            assertThat(ring).hasSizeGreaterThanOrEqualTo(4);
            assertThat(ring.get(ring.size() - 1)).isEqualTo(ring.get(0));
        }
    }

    /** A line across the whole map would be one of a polygon on both sides of the antimeridian. */
    @Test
    void keepsToTheMapAndDrawsNoLineAcrossIt() {
        for (List<JsonNode> line : lines()) {
            for (int i = 0; i < line.size(); i++) {
                double longitude = line.get(i).get(0).asDouble();
                double latitude = line.get(i).get(1).asDouble();
                assertThat(longitude).isBetween(-180.0, 180.0);
                assertThat(latitude).isBetween(WorldMap.NORTH_OF_ANTARCTICA, 84.0);
                if (i > 0) {
                    assertThat(Math.abs(longitude - line.get(i - 1).get(0).asDouble()))
                            .isLessThan(45); // most has the 49th parallel, as a border
                }
            }
        }
    }

    @Test
    void isSmallEnoughForAPage() {
        assertThat(WorldMap.toGeoJson(HtmlReport.resource(HtmlReport.WORLD))).hasSizeLessThan(350_000);
    }

    @ParameterizedTest
    @CsvSource({
        "Madrid, -3.7, 40.4, true",
        "Kansas City, -94.6, 39.1, true",
        "Asunción, -57.6, -25.3, true",
        "Nairobi, 36.8, -1.3, true",
        "Delhi, 77.2, 28.6, true",
        "Alice Springs, 133.9, -23.7, true",
        "Malta, 14.4, 35.9, true",
        "Chukotka, -175.0, 67.0, true",
        "Taveuni, -179.95, -16.85, true",
        "the Atlantic, -30.0, 10.0, false",
        "the Caspian Sea, 51.0, 40.5, false",
        "the South Pole, 0.0, -89.0, false",
    })
    void knowsLandFromWater(String place, double longitude, double latitude, boolean land) {
        Path2D coasts = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        for (List<JsonNode> ring : rings()) {
            coasts.moveTo(ring.get(0).get(0).asDouble(), ring.get(0).get(1).asDouble());
            ring.forEach(
                    point -> coasts.lineTo(point.get(0).asDouble(), point.get(1).asDouble()));
        }

        assertThat(coasts.contains(longitude, latitude)).as(place).isEqualTo(land);
    }

    /** The map of arcs whose steps are so many degrees long, from 10° east, 20° north. */
    private static JsonNode world(double scale, String land, String countries, String... arcs)
            throws JsonProcessingException {
        String topology = """
                {
                  "type": "Topology",
                  "transform": {"scale": [%s, %s], "translate": [10, 20]},
                  "objects": {
                    "land": {"type": "MultiPolygon", "arcs": %s},
                    "countries": {"type": "GeometryCollection", "geometries": %s}
                  },
                  "arcs": [%s]
                }
                """.formatted(scale, scale, land, countries, String.join(",", arcs));
        return JSON.readTree(WorldMap.toGeoJson(topology));
    }

    private static List<List<JsonNode>> rings() {
        List<List<JsonNode>> rings = new ArrayList<>();
        land(world).forEach(polygon -> polygon.forEach(ring -> rings.add(points(ring))));
        return rings;
    }

    private static List<List<JsonNode>> lines() {
        List<List<JsonNode>> lines = rings();
        coordinates(world, "borders").forEach(border -> lines.add(points(border)));
        return lines;
    }

    private static List<JsonNode> points(JsonNode line) {
        List<JsonNode> points = new ArrayList<>();
        line.forEach(points::add);
        return points;
    }

    private static JsonNode land(JsonNode world) {
        return coordinates(world, "land");
    }

    private static JsonNode coordinates(JsonNode world, String name) {
        for (JsonNode feature : world.get("features")) {
            if (feature.at("/properties/name").asText().equals(name)) {
                return feature.at("/geometry/coordinates");
            }
        }
        throw new AssertionError("no feature " + name);
    }
}
