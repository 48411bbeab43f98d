// Renders templates with Apache Velocity, as the oracle of velocity_test.cpp: `java -cp JARS Oracle.java FILE`. A template is a line of FILE in
// base64; so is each answer: "O" and the text, or "E" and why there is none.
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;

public class Oracle {
  static VelocityContext context() {
    Map<String, Object> inner = new LinkedHashMap<>(Map.of("x", "y"));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("k", "v");
    map.put("num", 7);
    map.put("in", inner);
    VelocityContext context = new VelocityContext();
    context.put("s", "Hello World");
    context.put("n", 42);
    context.put("d", 1.5);
    context.put("t", true);
    context.put("f", false);
    context.put("e", "");
    context.put("list", new ArrayList<Object>(Arrays.asList("a", "b", "c")));
    context.put("map", map);
    return context;
  }

  public static void main(String[] arguments) throws Exception {
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      VelocityEngine engine = new VelocityEngine();  // one that has read no template, since it keeps their macros
      engine.setProperty("parser.allow_hyphen_in_identifiers", "true");
      engine.init();
      StringWriter out = new StringWriter();
      String answer;
      try {
        engine.evaluate(context(), out, "template", new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8));
        answer = "O" + out;
      } catch (RuntimeException failure) {
        answer = "E" + failure.getMessage();
      }
      System.out.println(Base64.getEncoder().encodeToString(answer.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
