package dev.waybill.standalone.demo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Invented people and their addresses. */
record Party(Dice dice, Instant created) {

    private static final List<String> FIRST = List.of(
            "Ada",
            "Alan",
            "Barbara",
            "Edsger",
            "Frances",
            "Grace",
            "Jean",
            "Katherine",
            "Leslie",
            "Margaret",
            "Niklaus",
            "Radia");
    private static final List<String> LAST =
            List.of("Example", "Sample", "Specimen", "Placeholder", "Muster", "Beispiel", "Exemple", "Esempio");
    private static final List<String> STREETS =
            List.of("Main St", "Oak Ave", "Harbor Rd", "Station Rd", "Mill Ln", "Park Ave", "River St");

    ObjectNode shop(Site site) {
        return address(site, "Simulated Shop", "Simulated Shop " + site.city(), false);
    }

    ObjectNode customer(Site site) {
        return address(site, dice.oneOf(FIRST) + " " + dice.oneOf(LAST), null, true);
    }

    private ObjectNode address(Site site, String name, @Nullable String company, boolean residential) {
        return Json.object(
                "id",
                dice.id("adr"),
                "object",
                "Address",
                "mode",
                ShipmentJson.MODE,
                "created_at",
                created,
                "updated_at",
                created,
                "name",
                name,
                "company",
                company,
                "street1",
                dice.between(1, 999) + " " + dice.oneOf(STREETS),
                "street2",
                null,
                "city",
                site.city(),
                "state",
                site.state().isEmpty() ? null : site.state(),
                "zip",
                site.zip(),
                "country",
                site.country(),
                "phone",
                "55501" + dice.digits(5),
                "email",
                "someone" + dice.digits(4) + "@example.com",
                "residential",
                residential,
                "carrier_facility",
                null,
                "federal_tax_id",
                null,
                "state_tax_id",
                null,
                "verifications",
                Json.object());
    }
}
