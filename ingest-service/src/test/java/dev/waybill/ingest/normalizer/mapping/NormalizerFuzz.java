package dev.waybill.ingest.normalizer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What holds for the bytes of any body. Jazzer finds it by its name; {@code .ci/fuzz} runs it. */
public final class NormalizerFuzz {

    private NormalizerFuzz() {}

    public static void fuzzerTestOneInput(byte[] body) {
        alwaysTheSame(body);
    }

    /** Twice the same, byte for byte, and writable; or refused for one of few reasons. */
    static void alwaysTheSame(byte[] body) {
        try {
            List<TypedEvent> once = Told.normalize(body);
            List<TypedEvent> again = Told.normalize(body.clone());
            assertThat(once).isNotEmpty().hasSameSizeAs(again);
            for (int i = 0; i < once.size(); i++) {
                TypedEvent event = once.get(i);
                assertThat(Told.WIRE.encode(event.topic(), event.value()))
                        .isEqualTo(Told.WIRE.encode(
                                again.get(i).topic(), again.get(i).value()));
                assertThat(event.cloudEvent()).isEqualTo(again.get(i).cloudEvent());
                assertThat(event.key()).isEqualTo(again.get(i).key()).isNotBlank();
            }
        } catch (UnreadableException refused) {
            assertThat(refused)
                    .hasMessageMatching("not JSON|not a JSON object|no id|no updated_at|no object of EasyPost's");
        }
    }
}
