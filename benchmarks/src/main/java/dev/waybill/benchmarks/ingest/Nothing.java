package dev.waybill.benchmarks.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the same server does at least: it reads the body and answers 200. */
@RestController
final class Nothing {

    static final String PATH = "/nothing";

    @PostMapping(PATH)
    @ResponseStatus(HttpStatus.OK)
    void receive(HttpServletRequest request) throws IOException {
        request.getInputStream().readAllBytes();
    }
}
