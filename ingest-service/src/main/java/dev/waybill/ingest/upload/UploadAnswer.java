package dev.waybill.ingest.upload;

import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The answer to an upload.
 *
 * @param operationId under which the upload is known from now on
 * @param accepted how many shipments the inbox has
 * @param rejected how many lines could not be read
 * @param errors which lines, the first thousand
 */
@JsonNaming(SnakeCaseStrategy.class)
record UploadAnswer(String operationId, long accepted, long rejected, List<LineError> errors) {}
