package dev.waybill.standalone.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Throw-away folders of processes that were killed: they carry our mark, are the same user's, and nobody holds their lock. */
final class LeftBehind {

    private static final String MARK = "throw-away";

    private LeftBehind() {}

    static void mark(Path folder, boolean throwAway) throws IOException {
        if (throwAway) {
            OwnerOnly.write(folder.resolve(MARK), "");
        } else {
            Files.deleteIfExists(folder.resolve(MARK));
        }
    }

    static List<DataFolder> beside(Path folder) {
        try (Stream<Path> siblings = Files.list(Objects.requireNonNull(folder.getParent()))) {
            UserPrincipal owner = Files.getOwner(folder);
            return siblings.filter(sibling -> !sibling.equals(folder))
                    .flatMap(sibling -> taken(sibling, owner).stream())
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static Optional<DataFolder> taken(Path folder, UserPrincipal owner) {
        try {
            boolean ours = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.exists(folder.resolve(MARK))
                    && Files.getOwner(folder).equals(owner);
            return ours ? DataFolder.taken(folder) : Optional.empty();
        } catch (IOException anothers) {
            return Optional.empty();
        }
    }
}
