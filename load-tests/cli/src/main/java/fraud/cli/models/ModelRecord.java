package fraud.cli.models;

import fraud.cli.text.TimeText;
import fraud.cli.versions.TimedVersion;
import fraud.mask.CardNumbers;
import fraud.model.DeadLetter;
import fraud.model.Origin;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.VersionCodec;
import fraud.score.PublishedModel;
import java.util.Optional;

/** Whether a version of the models can be read by the detectors (SEMANTICS 15.4): their own codec is the judge. */
final class ModelRecord {

    private ModelRecord() {}

    /**
     * What is wrong with a version, as member and what is allowed, if something is. No note goes out with a card number
     * in it, either.
     */
    static Optional<String> fault(PublishedModel model) {
        if (model.note() != null && CardNumbers.isInMessage(model.note())) {
            return Optional.of("note: holds a card number, which would be published: leave it out");
        }
        TimedVersion record = new TimedVersion(model, 0);
        ParseResult result = new VersionCodec()
                .parse(new SourceRecord(new Origin("versions", 0, 0, 0, Origin.UNKNOWN), record.key(), record.value()));
        return result.kind() == ParseResult.Kind.MODEL ? Optional.empty() : Optional.of(describe(result.deadLetter()));
    }

    private static String describe(DeadLetter rejection) {
        String member = String.valueOf(rejection.detail());
        return member + ": "
                + switch (member) {
                    case "version" -> "must be from 1 to " + VersionCodec.MAX_VERSION;
                    case "effectiveFromMillis" -> "must be " + TimeText.INSTANTS;
                    case "note" -> "must have at most " + VersionCodec.MAX_NOTE_CHARS + " characters";
                    case "directory" ->
                        "must be 1 to 64 of the characters A-Z, a-z, 0-9, dot, underscore and hyphen, and neither . nor"
                                + " ..: a name below the detectors' models.dir";
                    case "sha256" -> "must be 64 digits 0-9, a-f";
                    default -> rejection.reason().toString();
                };
    }
}
