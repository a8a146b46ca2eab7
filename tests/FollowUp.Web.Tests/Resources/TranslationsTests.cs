using FollowUp.Testing.Architecture;
using Xunit;

namespace FollowUp.Web.Tests.Resources;

/// <summary>Everything that people read is there in Swedish and in English.</summary>
public sealed class TranslationsTests
{
    private static readonly Translations All = Translations.Read();

    [Fact]
    public void Texts_InBothLanguages_HaveTheSameKeys() => Breaches.None([.. All.Missing()]);

    [Fact]
    public void Texts_InBothLanguages_FillInTheSame() => Breaches.None([.. All.Places(), .. All.Empty()]);

    [Fact]
    public void Texts_InEnglish_AreNotSwedish() => Breaches.None([.. All.Untranslated()]);

    [Fact]
    public void Texts_EachFault_IsFound()
    {
        var texts = new Translations(
            new Dictionary<string, string> { ["Units.Name"] = "Namn {0:d MMMM HH.mm}", ["Units.Old"] = "Bort", ["Units.Found.One"] = "{0} enhet av {1}", ["Units.Found.Many"] = "Många", ["Units.Void"] = "Tomt" },
            new Dictionary<string, string> { ["Units.Name"] = "Name {0:d MMMM HH:mm}", ["Units.New"] = "New", ["Units.Found.One"] = "{0} unit", ["Units.Found.Many"] = "Många", ["Units.Void"] = " " });

        Assert.Equal(["Units.Old is missing in Units.en.resx.", "Units.New stands in Units.en.resx and not in Units.resx."], texts.Missing());
        Assert.Equal(["Units.Found.One fills in {0} {1} in Swedish and {0} in English."], texts.Places());
        Assert.Equal(["Units.Void is empty."], texts.Empty());
        Assert.Equal(["Units.Found.Many holds Swedish in English: Många"], texts.Untranslated());
    }
}
