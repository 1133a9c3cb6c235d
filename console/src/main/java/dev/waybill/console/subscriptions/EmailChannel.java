package dev.waybill.console.subscriptions;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/** E-mail. A body is text, and its first line the subject. */
final class EmailChannel implements Channel {

    /** What a mail server answers to what it takes. */
    private static final int TAKEN = 250;

    private static final int LONGEST_SUBJECT = 150;

    private final JavaMailSender mail;
    private final String from;
    private final String to;

    EmailChannel(JavaMailSender mail, String from, String to) {
        this.mail = mail;
        this.from = from;
        this.to = to;
    }

    @Override
    public Answer send(String id, String body, Instant at) {
        long began = System.nanoTime();
        try {
            MimeMessage message = mail.createMimeMessage();
            var parts = new MimeMessageHelper(message, "UTF-8");
            parts.setFrom(from);
            parts.setTo(to);
            parts.setSubject(subject(body));
            parts.setText(body);
            parts.setSentDate(Date.from(at));
            message.setHeader("X-Waybill-Message", id);
            mail.send(message);
            return new Answer(TAKEN, "", null, since(began), null);
        } catch (MailException | MessagingException failure) {
            return Answer.failed(failure.toString(), since(began)).without(to);
        }
    }

    private static String subject(String body) {
        String line = body.lines().findFirst().orElse("Waybill");
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT);
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
