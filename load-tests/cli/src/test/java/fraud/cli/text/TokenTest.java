package fraud.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

    @ParameterizedTest
    @ValueSource(strings = {"c1", "a.b_c-D9", "4111111111111112", "411111111111111"})
    void takesWhatTheDetectorsTake(String token) {
        assertThat(Token.fault(token)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c 1", "ü", "x/y"})
    void saysWhatATokenIsMadeOf(String text) {
        assertThat(Token.fault(text))
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("must be 1 to 64"));
    }

    @Test
    void rejectsCardNumbersWithoutRepeatingThem() {
        assertThat(Token.fault("4111111111111111")).hasValue("is a card number: only tokens are known here");
        assertThat(Token.fault("x-4111111111111111")).isPresent();
        assertThat(Token.masked("4111 1111-1111 1111")).isEqualTo("***");
        assertThat(Token.masked("4111111111111112")).isEqualTo("4111111111111112");
        assertThat(Token.masked("2026-13-01T00:00:00Z")).isEqualTo("2026-13-01T00:00:00Z");
        assertThat(Token.masked("x".repeat(41))).isEqualTo("x".repeat(40) + "…");
    }
}
