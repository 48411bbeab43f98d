package example;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.crac.Core;
import com.amazonaws.services.lambda.crac.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Handlers of each form that Lambda takes. */
public class Handlers {
  public static class OfMaps implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
      if (event.containsKey("fail")) throw new IllegalStateException("on purpose");
      if (event.containsKey("exit")) System.exit(3);
      System.out.println("hello from " + event.get("name"));
      context.getLogger().log("logged\n");
      Map<String, Object> answer = new TreeMap<>();
      answer.put("event", event);
      answer.put("id", context.getAwsRequestId());
      answer.put("left", context.getRemainingTimeInMillis());
      answer.put("memory", context.getMemoryLimitInMB());
      answer.put("function", context.getFunctionName());
      answer.put("root", System.getenv("LAMBDA_TASK_ROOT"));
      answer.put("execution", System.getenv("AWS_EXECUTION_ENV"));
      return answer;
    }
  }

  public static class OfStreams implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
      answer.write("streamed: ".getBytes());
      for (int b = event.read(); b >= 0; b = event.read()) answer.write(b);
    }
  }

  public static class Order {
    private String item;
    private List<Integer> sizes;

    public String getItem() {
      return item;
    }

    public void setItem(String item) {
      this.item = item;
    }

    public List<Integer> getSizes() {
      return sizes;
    }

    public void setSizes(List<Integer> sizes) {
      this.sizes = sizes;
    }
  }

  /** Has something done before its snapshot and after it. */
  public static class Snapped implements RequestHandler<Object, List<String>>, Resource {
    private final List<String> order = new ArrayList<>(Arrays.asList("init"));

    public Snapped() {
      Core.getGlobalContext().register(this);
    }

    @Override
    public void beforeCheckpoint(com.amazonaws.services.lambda.crac.Context<? extends Resource> context) {
      order.add("before");
    }

    @Override
    public void afterRestore(com.amazonaws.services.lambda.crac.Context<? extends Resource> context) {
      order.add("after");
      if (System.getenv("FAIL") != null) throw new IllegalStateException("on purpose");
    }

    @Override
    public List<String> handleRequest(Object event, Context context) {
      return order;
    }
  }

  public Order larger(Order order) {
    order.getSizes().replaceAll(size -> size + 1);
    return order;
  }

  public static String greet(String name) {
    return "hello, " + name;
  }
}
