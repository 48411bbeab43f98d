// Stands where a project has Amazon.Lambda.RuntimeSupport.dll: a program whose one argument is the handler of a class library.
using System;
using System.Reflection;

public static class RuntimeSupport
{
    public static void Main(string[] arguments)
    {
        var parts = arguments[0].Split(new[] { "::" }, StringSplitOptions.None);
        var method = Assembly.Load(new AssemblyName(parts[0])).GetType(parts[1]).GetMethod(parts[2]);
        var handler = (Func<string, string>)Delegate.CreateDelegate(typeof(Func<string, string>), method);
        RuntimeApi.Serve(handler).GetAwaiter().GetResult();
    }
}
