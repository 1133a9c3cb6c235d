# One image, four services: `java -jar <service>.jar` says which. The jars are built outside: ./mvnw -DskipTests package
FROM eclipse-temurin:25-jre AS unpacked
WORKDIR /jars
COPY ingest-service/target/ingest-service-*-exec.jar \
     tracking-consumer/target/tracking-consumer-*-exec.jar \
     analytics-aggregator/target/analytics-aggregator-*-exec.jar \
     console/target/console-*-exec.jar ./
# one lib folder for the four, since they share most of it; the manifest of each names what is on its own class path
RUN for service in ingest-service tracking-consumer analytics-aggregator console; do \
      mv $service-*-exec.jar $service.jar \
      && java -Djarmode=tools -jar $service.jar extract --force --destination /opt/waybill || exit 1; \
    done

FROM eclipse-temurin:25-jre
ENV WAYBILL_BIND=0.0.0.0 \
    SERVER_PORT=8080 \
    LOGGING_LEVEL_ORG_APACHE_KAFKA=WARN \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED"
# bash alone, since the JRE's image promises no curl
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=6 CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$SERVER_PORT && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && read -r -t 4 _ status _ <&3 && [ \"$status\" = 200 ]"]
RUN useradd --uid 10001 --user-group --no-create-home waybill \
 && install -d -o waybill -g waybill -m 0750 /var/lib/waybill
USER waybill
WORKDIR /opt/waybill
CMD ["java", "-jar", "console.jar"]
COPY --from=unpacked /opt/waybill /opt/waybill
