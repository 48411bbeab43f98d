// A program that is a function: `Handler: Program`.
using System;

public static class Program
{
    public static void Main()
    {
        Console.WriteLine("program starts");
        RuntimeApi.Serve(Handle).GetAwaiter().GetResult();
    }

    static string Handle(string payload)
    {
        Console.WriteLine("event " + payload);
        if (payload.Contains("exit")) Environment.Exit(3);
        if (payload.Contains("throw")) throw new InvalidOperationException("not this one");
        return "{\"event\":" + payload + ",\"execution\":\"" + Environment.GetEnvironmentVariable("AWS_EXECUTION_ENV") +
               "\",\"root\":\"" + Environment.GetEnvironmentVariable("LAMBDA_TASK_ROOT") + "\"}";
    }
}
