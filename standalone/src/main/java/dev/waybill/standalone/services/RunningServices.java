package dev.waybill.standalone.services;

import dev.waybill.standalone.folder.Deadline;
import dev.waybill.standalone.folder.Problem;
import java.time.Duration;
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
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/** The contexts of the services, started and stopped side by side. {@code stop} may come at any time, also while they start. */
public final class RunningServices {

    private static final Logger log = LoggerFactory.getLogger(RunningServices.class);
    private static final long PAUSE_MILLIS = 200;
    private static final Duration FOR_HEALTH = Duration.ofMinutes(2);
    private static final Duration FOR_STOPPING = Duration.ofSeconds(2);

    private final Map<String, ConfigurableApplicationContext> contexts = new ConcurrentHashMap<>();
    private final ExecutorService starters = Executors.newCachedThreadPool(RunningServices::daemon);
    private final List<Launch> launches;

    public RunningServices(List<Launch> launches) {
        this.launches = List.copyOf(launches);
    }

    /** Returns when all are ready, their health says so too. Fails with a {@link Problem} as soon as one cannot start; the others are then to be closed. */
    public void start(Consumer<String> whenReady) {
        CompletionService<String> starts = new ExecutorCompletionService<>(starters);
        launches.forEach(launch -> starts.submit(starting(launch)));
        try {
            for (int ready = 0; ready < launches.size(); ready++) {
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

    /** Returns when all have stopped, at the deadline at the latest. */
    public void stop(Deadline deadline) {
        starters.shutdownNow();
        await(starters, deadline.leaving(FOR_STOPPING));
        ExecutorService stoppers = Executors.newCachedThreadPool(RunningServices::daemon);
        contexts.forEach((name, context) -> stoppers.execute(() -> stop(name, context)));
        stoppers.shutdown();
        await(stoppers, deadline);
    }

    private Callable<String> starting(Launch launch) {
        return () -> {
            Thread.currentThread().setName(launch.service());
            try {
                SpringApplication application = launch.application().get();
                application.setRegisterShutdownHook(false);
                ConfigurableApplicationContext context = application.run(arguments(launch));
                contexts.put(launch.service(), context);
                awaitHealth(context);
                return launch.service();
            } catch (RuntimeException failed) {
                throw new StartFailed(launch.service(), failed);
            }
        };
    }

    /** A context that has started may have listeners that still join their groups. */
    private static void awaitHealth(ConfigurableApplicationContext context) throws InterruptedException {
        HealthEndpoint endpoint = context.getBeanProvider(HealthEndpoint.class).getIfAvailable();
        Deadline deadline = Deadline.in(FOR_HEALTH);
        while (endpoint != null && !endpoint.health().getStatus().equals(Status.UP)) {
            if (deadline.isPast()) {
                throw new Problem("it is not healthy after " + FOR_HEALTH.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private static String[] arguments(Launch launch) {
        List<String> arguments = new ArrayList<>();
        launch.properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
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

    private static void await(ExecutorService threads, Deadline deadline) {
        try {
            if (!threads.awaitTermination(deadline.millisLeft(), TimeUnit.MILLISECONDS)) {
                log.warn("Not waiting longer for the services");
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
