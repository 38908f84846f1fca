package fraud.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.ConfigException;
import fraud.config.Settings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartingModelsTest {

    private static final Path MODELS = TestModels.directory();

    @Test
    void areNoneUnlessTheyAreSet() {
        assertThat(StartingModels.from(Settings.parse())).isEqualTo(StartingModels.NONE);
        assertThat(StartingModels.NONE.describe().values()).containsOnly("none");
    }

    @Test
    void haveTheIdentityOfTheirFiles() {
        StartingModels models = StartingModels.from(Settings.parse(
                "--model.dir", MODELS.resolve(TestModels.OAK).toString(),
                "--challenger.dir", MODELS.resolve(TestModels.CEDAR).toString(),
                "--models.dir", MODELS.toString()));

        assertThat(models.champion().sha256()).isEqualTo(TestModels.sha256(TestModels.OAK));
        assertThat(models.model(ModelRole.CHALLENGER).map(PublishedModel::sha256))
                .contains(TestModels.sha256(TestModels.CEDAR));
        assertThat(models.modelsDirectory()).isEqualTo(MODELS.toString());
        assertThat(models.describe().get("model.dir")).contains(TestModels.sha256(TestModels.OAK));
    }

    @Test
    void tellInOneLineWhichSettingIsNoModelAndWhy() {
        Path elm = MODELS.resolve("elm");
        for (List<String> wrong : List.of(
                List.of("model.dir", elm.toString(), "cannot read " + elm.resolve("model.json")),
                List.of("challenger.dir", MODELS.resolve("other-features").toString(), "features of version 1"),
                List.of("model.dir", MODELS.resolve("other-type").toString(), "only tree-ensemble can"))) {
            Settings settings = Settings.parse("--" + wrong.get(0), wrong.get(1));

            assertThatThrownBy(() -> StartingModels.from(settings))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith(
                            wrong.get(0) + " = " + wrong.get(1) + ": must be the directory of a model: ")
                    .hasMessageContaining(wrong.get(2));
        }
    }
}
