package dev.waybill.standalone;

import dev.waybill.standalone.folder.DataFolder;
import java.util.logging.LogManager;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.logging.LoggingSystem;

/** One log for all: logback.xml of this module writes it. Spring Boot's own set-up would run once a context, side by side. */
final class Logging {

    private Logging() {}

    /** To be called before the first logger is made. */
    static void into(DataFolder folder) {
        System.setProperty("waybill.logs", folder.logs().toString());
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        LogManager.getLogManager().reset();
        SLF4JBridgeHandler.install();
    }
}
