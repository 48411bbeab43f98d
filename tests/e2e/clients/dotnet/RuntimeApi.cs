// A client of the Runtime API for the tests: calls a function for each event and posts what it gives, or the document of what it throws.
using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

public static class RuntimeApi
{
    public static async Task Serve(Func<string, string> handler)
    {
        var address = "http://" + Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/invocation/";
        using (var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan })
        {
            while (true)
            {
                using (var next = await client.GetAsync(address + "next"))
                {
                    var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").First();
                    await Answer(client, address + id, handler, await next.Content.ReadAsStringAsync());
                }
            }
        }
    }

    static async Task Answer(HttpClient client, string address, Func<string, string> handler, string payload)
    {
        string path = "/response", document;
        try
        {
            document = handler(payload);
        }
        catch (Exception error)
        {
            path = "/error";
            document = "{\"errorType\":\"" + error.GetType().Name + "\",\"errorMessage\":\"" + error.Message + "\"}";
        }
        using (await client.PostAsync(address + path, new StringContent(document, Encoding.UTF8, "application/json"))) { }
    }
}
