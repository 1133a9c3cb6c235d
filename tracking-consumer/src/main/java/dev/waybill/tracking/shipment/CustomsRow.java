package dev.waybill.tracking.shipment;

import dev.waybill.events.CustomsInfo;
import dev.waybill.events.CustomsItem;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.schemas.identity.RowId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A customs form as customs_infos holds it, without its signer. The components are its columns. */
public record CustomsRow(
        UUID id,
        String easypostId,
        @Nullable String contentsType,
        @Nullable String contentsExplanation,
        @Nullable Boolean customsCertify,
        @Nullable String nonDeliveryOption,
        @Nullable String restrictionType,
        @Nullable String restrictionComments,
        List<Item> customsItems,
        @Nullable String eelPfc,
        @Nullable String declaration,
        ChildVersion version,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {

    public CustomsRow {
        customsItems = List.copyOf(customsItems);
    }

    static CustomsRow of(CustomsInfo told, ShipmentEvent event) {
        return new CustomsRow(
                RowId.of(told.getId()),
                told.getId(),
                told.getContentsType(),
                told.getContentsExplanation(),
                told.getCustomsCertify(),
                told.getNonDeliveryOption(),
                told.getRestrictionType(),
                told.getRestrictionComments(),
                told.getCustomsItems().stream().map(Item::of).toList(),
                told.getEelPfc(),
                told.getDeclaration(),
                ChildVersion.of(told, told.getUpdatedAt(), event),
                Limits.time(told.getCreatedAt()),
                Limits.time(told.getUpdatedAt()));
    }

    /** One item, as told: weight in ounces, value in the item's currency. */
    public record Item(
            @Nullable String id,
            @Nullable String description,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal value,
            @Nullable String currency,
            @Nullable BigDecimal weight,
            @Nullable String hsTariffNumber,
            @Nullable String originCountry,
            @Nullable String code) {

        private static Item of(CustomsItem told) {
            return new Item(
                    told.getId(),
                    told.getDescription(),
                    told.getQuantity(),
                    told.getValue(),
                    told.getCurrency(),
                    told.getWeight(),
                    told.getHsTariffNumber(),
                    told.getOriginCountry(),
                    told.getCode());
        }
    }
}
