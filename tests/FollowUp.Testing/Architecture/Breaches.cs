using Xunit;

namespace FollowUp.Testing.Architecture;

public static class Breaches
{
    /// <summary>Fails with one line per breach.</summary>
    public static void None(IReadOnlyCollection<string> breaches)
    {
        if (breaches.Count > 0) Assert.Fail(string.Join(Environment.NewLine, breaches.Order(StringComparer.Ordinal)));
    }
}
