package fraud.parse;

import fraud.binary.BinaryFormat;
import fraud.binary.BinaryReader;
import fraud.binary.BinaryWriter;
import fraud.binary.EnumCodes;
import fraud.model.ModelFormats;
import fraud.model.Origin;
import fraud.model.Signal;
import fraud.ruleset.PublishedRuleSet;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;

/** What was read, as bytes. */
public final class ParseFormats {

    /** Of {@link ParseResult}. */
    public static final BinaryFormat<ParseResult> PARSE_RESULT = new ParseResultFormat();

    /** Of {@link PublishedRuleSet}. */
    public static final BinaryFormat<PublishedRuleSet> RULE_SET = new RuleSetFormat();

    /** Of {@link PublishedModel}. */
    public static final BinaryFormat<PublishedModel> MODEL = new ModelFormat();

    private ParseFormats() {}

    private static final class ParseResultFormat extends BinaryFormat<ParseResult> {

        private static final long serialVersionUID = 1L;

        private static final EnumCodes<ParseResult.Kind> KINDS = new EnumCodes<>(
                ParseResult.Kind.class,
                ParseResult.Kind.TRANSACTION,
                ParseResult.Kind.CONTROL,
                ParseResult.Kind.LABEL,
                ParseResult.Kind.RULE_SET,
                ParseResult.Kind.MODEL,
                ParseResult.Kind.SIGNAL,
                ParseResult.Kind.DEAD_LETTER);

        private static final EnumCodes<Signal> SIGNALS =
                new EnumCodes<>(Signal.class, Signal.HEARTBEAT, Signal.END_OF_INPUT);

        ParseResultFormat() {
            super("record of a topic", 1);
        }

        @Override
        protected void writeFields(ParseResult record, BinaryWriter out) {
            KINDS.write(record.kind(), out);
            ModelFormats.ORIGIN.write(record.origin(), out);
            switch (record.kind()) {
                case TRANSACTION -> ModelFormats.TRANSACTION.write(record.transaction(), out);
                case CONTROL -> ModelFormats.CARD_CONTROL.write(record.control(), out);
                case LABEL -> ModelFormats.LABEL.write(record.label(), out);
                case RULE_SET -> RULE_SET.write(record.ruleSet(), out);
                case MODEL -> MODEL.write(record.model(), out);
                case SIGNAL -> SIGNALS.write(record.signal(), out);
                case DEAD_LETTER -> ModelFormats.DEAD_LETTER.write(record.deadLetter(), out);
            }
        }

        @Override
        protected ParseResult readFields(BinaryReader in, int writtenVersion) {
            ParseResult.Kind kind = KINDS.read(in);
            Origin origin = ModelFormats.ORIGIN.read(in);
            return switch (kind) {
                case TRANSACTION -> ParseResult.of(origin, ModelFormats.TRANSACTION.read(in));
                case CONTROL -> ParseResult.of(origin, ModelFormats.CARD_CONTROL.read(in));
                case LABEL -> ParseResult.of(origin, ModelFormats.LABEL.read(in));
                case RULE_SET -> ParseResult.of(origin, RULE_SET.read(in));
                case MODEL -> ParseResult.of(origin, MODEL.read(in));
                case SIGNAL -> ParseResult.of(origin, SIGNALS.read(in));
                case DEAD_LETTER -> ParseResult.of(origin, ModelFormats.DEAD_LETTER.read(in));
            };
        }
    }

    private static final class RuleSetFormat extends BinaryFormat<PublishedRuleSet> {

        private static final long serialVersionUID = 1L;

        RuleSetFormat() {
            super("rule set", 1);
        }

        @Override
        protected void writeFields(PublishedRuleSet ruleSet, BinaryWriter out) {
            out.writeUnsigned(ruleSet.version());
            out.writeSigned(ruleSet.effectiveFromMillis());
            out.writeText(ruleSet.note());
            out.writeText(ruleSet.rulesJson());
        }

        @Override
        protected PublishedRuleSet readFields(BinaryReader in, int writtenVersion) {
            return new PublishedRuleSet(in.readUnsignedInt(), in.readSigned(), in.readText(), in.readText());
        }
    }

    private static final class ModelFormat extends BinaryFormat<PublishedModel> {

        private static final long serialVersionUID = 1L;

        private static final EnumCodes<ModelRole> ROLES =
                new EnumCodes<>(ModelRole.class, ModelRole.CHAMPION, ModelRole.CHALLENGER);

        ModelFormat() {
            super("model", 1);
        }

        @Override
        protected void writeFields(PublishedModel model, BinaryWriter out) {
            out.writeUnsigned(model.version());
            ROLES.write(model.role(), out);
            out.writeSigned(model.effectiveFromMillis());
            out.writeText(model.note());
            out.writeText(model.directory());
            out.writeText(model.sha256());
        }

        @Override
        protected PublishedModel readFields(BinaryReader in, int writtenVersion) {
            return new PublishedModel(
                    in.readUnsignedInt(), ROLES.read(in), in.readSigned(), in.readText(), in.readText(), in.readText());
        }
    }
}
