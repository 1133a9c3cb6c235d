package dev.waybill.standalone.services;

import dev.waybill.standalone.folder.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/** The contexts of the services, started and stopped side by side. {@code close} may come at any time, also while they start. */
public final class RunningServices implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RunningServices.class);
    private static final long INTERRUPTED_START_SECONDS = 3;
    private static final long STOP_SECONDS = 6;

    private final Map<String, ConfigurableApplicationContext> contexts = new ConcurrentHashMap<>();
    private final ExecutorService starters = Executors.newCachedThreadPool(RunningServices::daemon);
    private final List<Service> services;

    public RunningServices(List<Service> services) {
        this.services = List.copyOf(services);
    }

    /** Returns when all are ready. Fails with a {@link Problem} as soon as one cannot start; the others are then to be closed. */
    public void start(Consumer<String> whenReady) {
        CompletionService<String> starts = new ExecutorCompletionService<>(starters);
        services.forEach(service -> starts.submit(starting(service)));
        try {
            for (int ready = 0; ready < services.size(); ready++) {
                whenReady.accept(starts.take().get());
            }
        } catch (ExecutionException failed) {
            throw problem(failed.getCause() == null ? failed : failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Problem("Interrupted while the services started", interrupted);
        }
    }

    /** The context of a service that has started. */
    public ConfigurableApplicationContext context(String service) {
        ConfigurableApplicationContext context = contexts.get(service);
        if (context == null) {
            throw new IllegalArgumentException(service + " is not running");
        }
        return context;
    }

    @Override
    public void close() {
        starters.shutdownNow();
        await(starters, INTERRUPTED_START_SECONDS);
        ExecutorService stoppers = Executors.newCachedThreadPool(RunningServices::daemon);
        contexts.forEach((name, context) -> stoppers.execute(() -> stop(name, context)));
        stoppers.shutdown();
        await(stoppers, STOP_SECONDS);
    }

    private Callable<String> starting(Service service) {
        return () -> {
            Thread.currentThread().setName(service.name());
            try {
                SpringApplication application = service.application().get();
                application.setRegisterShutdownHook(false);
                contexts.put(service.name(), application.run(arguments(service)));
                return service.name();
            } catch (RuntimeException failed) {
                throw new StartFailed(service.name(), failed);
            }
        };
    }

    private static String[] arguments(Service service) {
        List<String> arguments = new ArrayList<>();
        service.properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return arguments.toArray(String[]::new);
    }

    private static void stop(String name, ConfigurableApplicationContext context) {
        try {
            context.close();
        } catch (RuntimeException failed) {
            log.warn("{} did not stop cleanly", name, failed);
        }
    }

    private static Problem problem(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof PortInUseException)) {
            cause = cause.getCause();
        }
        String service = failure instanceof StartFailed start ? start.service : "A service";
        String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return new Problem(service + " does not start: " + reason, failure);
    }

    private static void await(ExecutorService threads, long seconds) {
        try {
            if (!threads.awaitTermination(seconds, TimeUnit.SECONDS)) {
                log.warn("Not waiting longer than {} s", seconds);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    private static final class StartFailed extends RuntimeException {

        private final String service;

        StartFailed(String service, RuntimeException cause) {
            super(cause);
            this.service = service;
        }
    }
}
