package fraud.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Coasts and borders of the world as GeoJSON, from a TopoJSON with the objects {@code land} (a multi-polygon) and
 * {@code countries}.
 *
 * <p>There are two features: {@code land}, whose rings are closed, and {@code borders}, each drawn once although two
 * countries have it. Longitudes are within ±180°; what lies on both sides of the antimeridian must be cut there
 * already. Antarctica, where no card is used, and what is smaller than {@link #TOLERANCE_DEGREES} are left out.
 *
 * <p>Made of a published artifact for each report, since data of others is not checked in. Thinned by hand: a tenth of
 * this class, and all that JTS could take over, which reads no TopoJSON and would measure in degrees as long everywhere
 * as at the equator; topojson-simplify would need Node in the build.
 */
final class WorldMap {

    /**
     * How far a line may be from where it was, in degrees of latitude: 5.6 km, a tenth of a millimetre at 1:50 million.
     */
    static final double TOLERANCE_DEGREES = 0.05;

    /** Land that does not reach north of it is Antarctica's. */
    static final double NORTH_OF_ANTARCTICA = -60;

    /** Of the numbers that are written: two decimals, about 1 km. */
    private static final double STEPS_PER_DEGREE = 100;

    /** Fewer points enclose nothing: the last is the first. */
    private static final int POINTS_OF_A_TRIANGLE = 4;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<List<Point>> arcs = new ArrayList<>();

    /**
     * Reads and thins the arcs, each of which is shared by all the lines that it is part of: so neighbours stay
     * neighbours.
     */
    private WorldMap(JsonNode topology) {
        JsonNode scale = topology.at("/transform/scale");
        JsonNode translate = topology.at("/transform/translate");
        for (JsonNode steps : topology.get("arcs")) {
            List<Point> points = new ArrayList<>();
            long x = 0;
            long y = 0;
            for (JsonNode step : steps) {
                x += step.get(0).asLong();
                y += step.get(1).asLong();
                points.add(new Point(
                        x * scale.get(0).asDouble() + translate.get(0).asDouble(),
                        y * scale.get(1).asDouble() + translate.get(1).asDouble()));
            }
            arcs.add(simplified(points));
        }
    }

    /**
     * The map as GeoJSON.
     *
     * @throws IllegalStateException if the text is no JSON
     */
    static String toGeoJson(String topoJson) {
        try {
            JsonNode topology = JSON.readTree(topoJson);
            WorldMap map = new WorldMap(topology);
            ObjectNode world = JSON.createObjectNode().put("type", "FeatureCollection");
            world.putArray("features")
                    .add(feature("land", "MultiPolygon", map.land(topology.at("/objects/land/arcs"))))
                    .add(feature(
                            "borders", "MultiLineString", map.borders(topology.at("/objects/countries/geometries"))));
            return JSON.writeValueAsString(world);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not built completely: the map of the world is no JSON", e);
        }
    }

    private static ObjectNode feature(String name, String type, ArrayNode coordinates) {
        ObjectNode feature = JSON.createObjectNode().put("type", "Feature");
        feature.putObject("properties").put("name", name);
        feature.putObject("geometry").put("type", type).set("coordinates", coordinates);
        return feature;
    }

    private ArrayNode land(JsonNode polygons) {
        ArrayNode land = JSON.createArrayNode();
        for (JsonNode polygon : polygons) {
            // The first ring is the coast; the others are holes, such as the Caspian Sea.
            shore(polygon.get(0)).filter(WorldMap::outsideAntarctica).ifPresent(coast -> {
                ArrayNode rings = land.addArray();
                rings.add(coordinates(coast));
                for (int hole = 1; hole < polygon.size(); hole++) {
                    shore(polygon.get(hole)).ifPresent(shore -> rings.add(coordinates(shore)));
                }
            });
        }
        return land;
    }

    /** A ring of arcs, unless nothing of its area is left. */
    private Optional<List<Point>> shore(JsonNode ring) {
        List<Point> shore = new ArrayList<>();
        for (JsonNode index : ring) {
            List<Point> arc = arc(index.asInt());
            // An arc begins where the one before ends.
            shore.addAll(shore.isEmpty() ? arc : arc.subList(1, arc.size()));
        }
        return shore.size() < POINTS_OF_A_TRIANGLE ? Optional.empty() : Optional.of(shore);
    }

    /** A negative index is that of an arc to be gone along backwards: −1 is the first, −2 the second. */
    private List<Point> arc(int index) {
        if (index >= 0) {
            return arcs.get(index);
        }
        List<Point> backwards = new ArrayList<>(arcs.get(~index));
        Collections.reverse(backwards);
        return backwards;
    }

    private static boolean outsideAntarctica(List<Point> coast) {
        return coast.stream().anyMatch(point -> point.latitude > NORTH_OF_ANTARCTICA);
    }

    /** The arcs that more than one country has. */
    private ArrayNode borders(JsonNode countries) {
        Map<Integer, Integer> countriesByArc = new HashMap<>();
        for (JsonNode country : countries) {
            Set<Integer> own = new TreeSet<>();
            collectArcs(country.get("arcs"), own);
            own.forEach(arc -> countriesByArc.merge(arc, 1, Integer::sum));
        }
        ArrayNode borders = JSON.createArrayNode();
        for (int arc = 0; arc < arcs.size(); arc++) {
            if (countriesByArc.getOrDefault(arc, 0) > 1) {
                borders.add(coordinates(arcs.get(arc)));
            }
        }
        return borders;
    }

    private static void collectArcs(JsonNode node, Set<Integer> arcs) {
        if (node.isInt()) {
            arcs.add(Math.max(node.asInt(), ~node.asInt()));
        } else {
            node.forEach(child -> collectArcs(child, arcs));
        }
    }

    /**
     * What is left by Douglas and Peucker (1973) of a line: its ends, and no point of it farther than the tolerance
     * from what is left.
     */
    private static List<Point> simplified(List<Point> line) {
        Point first = line.get(0);
        Point last = line.get(line.size() - 1);
        int farthest = 0;
        double greatest = TOLERANCE_DEGREES;
        for (int i = 1; i < line.size() - 1; i++) {
            double distance = line.get(i).distanceTo(first, last);
            if (distance > greatest) {
                greatest = distance;
                farthest = i;
            }
        }
        if (farthest == 0) {
            return List.of(first, last);
        }
        List<Point> simplified = new ArrayList<>(simplified(line.subList(0, farthest + 1)));
        simplified.remove(simplified.size() - 1);
        simplified.addAll(simplified(line.subList(farthest, line.size())));
        return simplified;
    }

    private static ArrayNode coordinates(List<Point> line) {
        ArrayNode coordinates = JSON.createArrayNode();
        for (Point point : line) {
            coordinates.addArray().add(rounded(point.longitude)).add(rounded(point.latitude));
        }
        return coordinates;
    }

    private static double rounded(double degrees) {
        return Math.rint(degrees * STEPS_PER_DEGREE) / STEPS_PER_DEGREE;
    }

    /** In degrees. */
    private record Point(double longitude, double latitude) {

        /** The distance to a straight line between two points, in degrees of latitude. */
        double distanceTo(Point from, Point to) {
            // Degrees of longitude are as long as those of latitude at the equator only.
            double narrowing = Math.cos(Math.toRadians(latitude));
            double dx = (to.longitude - from.longitude) * narrowing;
            double dy = to.latitude - from.latitude;
            double x = (longitude - from.longitude) * narrowing;
            double y = latitude - from.latitude;
            double squaredLength = dx * dx + dy * dy;
            double share = squaredLength == 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / squaredLength));
            return Math.hypot(x - share * dx, y - share * dy);
        }
    }
}
