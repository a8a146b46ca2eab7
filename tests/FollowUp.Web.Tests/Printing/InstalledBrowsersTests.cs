using FollowUp.Web.Printing;
using Xunit;

namespace FollowUp.Web.Tests.Printing;

public sealed class InstalledBrowsersTests
{
    [Fact]
    public void Find_NamedOneThatIsThere_IsTaken()
    {
        var here = typeof(InstalledBrowsersTests).Assembly.Location;

        Assert.Equal(here, InstalledBrowsers.Find(here));
    }

    [Fact]
    public void Find_NamedOneThatIsNotThere_IsNotReplacedByAnother() =>
        Assert.Null(InstalledBrowsers.Find(Path.Combine(Path.GetTempPath(), "no-such-browser")));

    [Fact]
    public void Places_OnThisSystem_AreWholePathsOfSeveralBrowsers()
    {
        var places = InstalledBrowsers.Places().ToList();

        Assert.All(places, place => Assert.True(Path.IsPathFullyQualified(place), place));
        Assert.Contains(places, place => place.Contains("edge", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(places, place => place.Contains("chrom", StringComparison.OrdinalIgnoreCase));
    }
}
