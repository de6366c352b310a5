// Indexes narratives, a line each, as Lucene does it by default; see lucene.py.
// usage: Lucene [LINES.txt FOLDER]; without them it tells its version

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Version;

public class Lucene {
    private static final int THREADS = 2;
    private static final String END = "\0";

    public static void main(String[] given) throws Exception {
        if (given.length == 0) {
            System.out.println("Lucene " + Version.LATEST);
            return;
        }
        IndexWriterConfig config = new IndexWriterConfig(new StandardAnalyzer());
        config.setRAMBufferSizeMB(200);
        ArrayBlockingQueue<String> waiting = new ArrayBlockingQueue<>(1000);
        try (IndexWriter writer = new IndexWriter(FSDirectory.open(Path.of(given[1])), config)) {
            Thread[] threads = new Thread[THREADS];
            for (int at = 0; at < THREADS; at++) {
                threads[at] = new Thread(() -> index(waiting, writer));
                threads[at].start();
            }
            try (BufferedReader lines = Files.newBufferedReader(Path.of(given[0]), StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    waiting.put(line);
                }
            }
            for (Thread thread : threads) {
                waiting.put(END);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            writer.commit();
        }
    }

    private static void index(ArrayBlockingQueue<String> waiting, IndexWriter writer) {
        try {
            for (String line = waiting.take(); !line.equals(END); line = waiting.take()) {
                Document document = new Document();
                document.add(new TextField("narrative", line, Field.Store.YES));
                writer.addDocument(document);
            }
        } catch (Exception error) {
            error.printStackTrace();
            System.exit(2);
        }
    }
}
