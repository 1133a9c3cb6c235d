package dev.waybill.schemas.wire;

import org.apache.kafka.common.errors.SerializationException;

/** The schema registry did not answer: nothing is known of the record, and trying again may help. */
public final class RegistryAwayException extends SerializationException {

    private static final long serialVersionUID = 1L;

    RegistryAwayException(String message, Throwable cause) {
        super(message, cause);
    }

    RegistryAwayException(String message) {
        super(message);
    }
}
