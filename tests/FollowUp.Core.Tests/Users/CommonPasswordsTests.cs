using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Users;

public sealed class CommonPasswordsTests
{
    /// <summary>What people put behind a word when a system wants more.</summary>
    private static readonly string[] Endings =
        ["2026!", "2025!!", "123456789", "1234567890!", "!!!!!!!!!!", "-2026-2026", "20262027", "00000000000", "1!2!3!4!5!6!", "????????????"];

    [Theory]
    [InlineData("Sommar2026!!")]
    [InlineData("S0mmar-2026!")]
    [InlineData("$ommar202612")]
    [InlineData("Välkommen123!")]
    [InlineData("valkommen1234")]
    [InlineData("P@ssw0rd2026")]
    [InlineData("Lösenord1234")]
    [InlineData("L0s3n0rd1234")]
    [InlineData("2026-sommar-")]
    [InlineData("SommarVinter")]
    [InlineData("katt.hund.12")]
    [InlineData("FollowUp2026")]
    [InlineData("Uppfoljning-2026")]
    [InlineData("qwertyuiop12")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("1q2w3e4r5t6y")]
    [InlineData("123456789012")]
    [InlineData("abcdefghijkl")]
    [InlineData("ababababab12")]
    [InlineData("hejhejhejhej")]
    [InlineData("!!!!!!!!!!!!")]
    public void IsCommon_GuessedFirst_IsTrue(string password) => Assert.True(CommonPasswords.IsCommon(password));

    [Theory]
    [InlineData("en mening att minnas")]
    [InlineData("En helt ny mening")]
    [InlineData("tre kantareller under granen")]
    [InlineData("xV9#kT2!mQ7z")]
    [InlineData("длинная фраза")]
    [InlineData("Kalsongmygga4 tål regn")]
    public void IsCommon_LongOrRare_IsFalse(string password) => Assert.False(CommonPasswords.IsCommon(password, "Eva Provsson eva Provkommunen"));

    [Theory]
    [InlineData("EvaProvsson1")]
    [InlineData("Pr0vss0n-2026")]
    [InlineData("Ängslunda-2026")]
    [InlineData("eva.provsson")]
    public void IsCommon_NamesNearTheAccount_IsTrue(string password)
    {
        Assert.True(CommonPasswords.IsCommon(password, "Eva Provsson eva.provsson Ängslunda"));
        Assert.False(CommonPasswords.IsCommon(password));
    }

    [Fact]
    public void IsCommon_EveryWordWithTheUsualEndings_IsTrue()
    {
        var spelled = CommonPasswords.Words.SelectMany(word => Endings.SelectMany(end => new[] { word + end, char.ToUpperInvariant(word[0]) + word[1..] + end }))
            .Where(password => password.Length >= 12).ToList();

        Assert.True(spelled.Count > 10_000, $"Only {spelled.Count} passwords are known.");
        Assert.DoesNotContain(spelled, password => !CommonPasswords.IsCommon(password));
    }

    [Fact]
    public async Task Validate_TheAuthoritysName_IsRefusedAtTheField()
    {
        await using var database = await TestDatabase.CreateAsync();
        var sample = await SampleAuthority.CreateAsync(database);
        await using var db = database.Open();
        (await db.Units.SingleAsync(unit => unit.ParentId == null)).Change(new UnitFacts { Name = "Ängslunda" }, database.Clock.Now);
        await db.SaveChangesAsync();
        var manager = Accounts.Manager(db);
        manager.PasswordValidators.Add(new CommonPasswords(db));

        var outcome = await new PasswordService(db, manager, database.Clock).ChangeAsync(await sample.AccessOfAsync(sample.Head), SampleAuthority.Password, "Ängslunda-2026-2026");

        var refusal = Assert.Single(outcome.Refusals);
        Assert.Equal(("IdentityPasswordIsCommon", "Password"), (refusal.Code, refusal.Field));
    }
}
