package example;

import static org.junit.Assert.assertEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import org.junit.Test;

public class AppTest {
  @Test
  public void answersARequest() {
    APIGatewayProxyResponseEvent answer = new App().handleRequest(new APIGatewayProxyRequestEvent(), null);

    assertEquals(200, answer.getStatusCode().intValue());
    assertEquals("{\"message\": \"hello world\"}", answer.getBody());
  }
}
