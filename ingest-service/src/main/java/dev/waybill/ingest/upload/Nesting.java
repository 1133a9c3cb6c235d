package dev.waybill.ingest.upload;

/** Follows brackets and strings in JSON, byte by byte, without a look at what is between them. UTF-8 needs no more. */
final class Nesting {

    private int depth;
    private boolean string;
    private boolean escaped;

    void follow(int next) {
        if (string) {
            if (escaped) {
                escaped = false;
            } else if (next == '\\') {
                escaped = true;
            } else if (next == '"') {
                string = false;
            }
        } else if (next == '"') {
            string = true;
        } else if (next == '{' || next == '[') {
            depth++;
        } else if ((next == '}' || next == ']') && depth > 0) {
            depth--;
        }
    }

    /** Tells whether all that was opened is closed. */
    boolean closed() {
        return depth == 0 && !string;
    }
}
