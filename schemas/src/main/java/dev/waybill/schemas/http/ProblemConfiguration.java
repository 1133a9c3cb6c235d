package dev.waybill.schemas.http;

import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Takes the place of Boot's error page, which answers in formats of its own. */
@Configuration(proxyBeanMethods = false)
@Import(ProblemAdvice.class)
public class ProblemConfiguration {

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> problemsOfJetty() {
        return jetty -> jetty.addServerCustomizers(server -> {
            server.setErrorHandler(new ProblemHandler());
            server.getDescendants(ServletContextHandler.class)
                    .forEach(context -> context.setErrorHandler(new ProblemHandler()));
        });
    }
}
