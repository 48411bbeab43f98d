// A class library: `Handler: Functions::Example.Functions::Greet`.
namespace Example
{
    public static class Functions
    {
        public static string Greet(string payload)
        {
            return "{\"hello\":" + payload + "}";
        }
    }
}
