package dev.waybill.schemas.http;

import java.time.Clock;
import java.time.Duration;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** What the HTTP servers of all services have in common. */
@Configuration(proxyBeanMethods = false)
@Import({NoTrace.class, ProblemAdvice.class})
public class ServerConfiguration {

    private static final int ACCEPT_QUEUE = 256;
    private static final int NO_LIMIT = 0;

    @Bean
    HeadsInTime headsInTime(Clock clock, @Value("${waybill.http.head-patience:20s}") Duration patience) {
        return new HeadsInTime(clock, patience);
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> jetty(HeadsInTime headsInTime) {
        return jetty -> jetty.addServerCustomizers(server -> {
            server.setErrorHandler(new ProblemHandler());
            server.getDescendants(ServletContextHandler.class)
                    .forEach(context -> context.setErrorHandler(new ProblemHandler()));
            server.insertHandler(headsInTime.handler());
            for (Connector connector : server.getConnectors()) {
                connector.addBean(headsInTime, false);
                if (connector instanceof ServerConnector listening) {
                    listening.setAcceptQueueSize(ACCEPT_QUEUE);
                }
            }
        });
    }

    /**
     * Boot's pool has room for as many virtual threads as there would be others, 200: so many slow clients would stop the server. What they
     * hold is bounded by connections and by the memory for bodies.
     */
    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> virtualThreads(Environment environment) {
        return jetty -> {
            if (Threading.VIRTUAL.isActive(environment)) {
                var pool = new VirtualThreadPool(NO_LIMIT);
                pool.setName("jetty-");
                jetty.setThreadPool(pool);
            }
        };
    }
}
