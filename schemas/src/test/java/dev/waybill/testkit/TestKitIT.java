package dev.waybill.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TestKitIT {

    private static final int EIGHT_MIB = 8 << 20;

    @Test
    void kafkaGivesBackWhatATransactionSentToIt() throws Exception {
        assertThat(lengthsGivenBackBy(TestKafka.bootstrapServers())).containsExactly(3, EIGHT_MIB);
    }

    @Test
    void aClusterOfItsOwnSharesNoTopics() throws Exception {
        try (var cluster = TestKafka.newCluster()) {
            assertThat(cluster.bootstrapServers()).isNotEqualTo(TestKafka.bootstrapServers());
            assertThat(lengthsGivenBackBy(cluster.bootstrapServers())).containsExactly(3, EIGHT_MIB);
        }
    }

    @Test
    void postgresIsEighteen() throws SQLException {
        assertThat(answer(TestPostgres.newDatabase(), "select version()")).startsWith("PostgreSQL 18");
    }

    @Test
    void everyDatabaseIsItsOwn() throws SQLException {
        var one = TestPostgres.newDatabase();
        var other = TestPostgres.newDatabase();
        assertThat(answer(one, "create table t (n int); select current_database()"))
                .isNotEqualTo(answer(other, "create table t (n int); select current_database()"));
    }

    @Test
    void lettersAreLettersInEveryLocale() throws SQLException {
        assertThat(answer(TestPostgres.newDatabase(), "select lower('ÅÉ')")).isEqualTo("åé");
    }

    private static List<Integer> lengthsGivenBackBy(String bootstrapServers) throws Exception {
        String topic = "test-" + UUID.randomUUID();
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        Map<String, Object> sending =
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", topic, "max.request.size", 9 << 20);
        try (var producer = new KafkaProducer<>(sending, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var small = producer.send(new ProducerRecord<>(topic, new byte[3]));
            var large = producer.send(new ProducerRecord<>(topic, new byte[EIGHT_MIB]));
            producer.commitTransaction();
            assertThat(small.get().offset()).isLessThan(large.get().offset());
        }
        Map<String, Object> reading = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                topic,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed");
        var lengths = new ArrayList<Integer>();
        try (var consumer = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (lengths.size() < 2 && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> lengths.add(record.value().length));
            }
        }
        return lengths;
    }

    private static String answer(TestPostgres.Database database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
            while (statement.getResultSet() == null) {
                statement.getMoreResults();
            }
            var result = statement.getResultSet();
            result.next();
            return result.getString(1);
        }
    }
}
