using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FollowUp.Core.Activities;
using FollowUp.Core.Data.Demo;
using FollowUp.Core.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FollowUp.Web.Tests.ListImports;

/// <summary>Each list of the demonstration, taken out as Excel and read in again unchanged, in either language: no row is new, changed or wrong.</summary>
public sealed class ListRoundTripTests : IAsyncLifetime
{
    private WebApp _app = null!;
    private Visitor _visitor = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await WebApp.StartEmptyAsync();
        await using (var scope = _app.Services.CreateAsyncScope()) await scope.ServiceProvider.GetRequiredService<Demonstration>().FillAsync();
        await using (var db = _app.OpenDatabase())
        {
            // Names that are hard to take apart again: two alike, and one with the signs that stand between names.
            var above = await db.Units.FirstAsync(unit => unit.ParentId != null);
            var twins = await db.Units.Where(unit => unit.ParentId != null).OrderBy(unit => unit.Name).Take(2).ToListAsync();
            var hard = new Unit(Guid.CreateVersion7(), "Norra; Södra, och > Västra", above.Id, SchoolForm.Preschool);
            db.Units.AddRange(new Unit(Guid.CreateVersion7(), twins[0].Name, twins[1].Id, null), hard);
            foreach (var user in await db.Users.Include(user => user.Memberships).Where(user => user.Memberships.Any()).Take(2).ToListAsync())
                user.BecomeMemberOf([.. user.Memberships.Select(place => (place.UnitId, place.Kind)), (hard.Id, Core.Users.MembershipKind.Writer), (twins[0].Id, Core.Users.MembershipKind.Writer)]);
            var activity = await db.Activities.FirstAsync(activity => activity.Plan.FixedAt == null);
            db.Notes.AddRange(new Core.Notes.Note(activity.Id, hard.Id));
            activity.Change(new ActivityFacts { Title = "\"Citat\"; och – tankstreck", OwnerUnitId = activity.OwnerUnitId, Responsible = "= Eva", DueOn = new DateOnly(2027, 2, 28) });
            await db.SaveChangesAsync();
        }

        _visitor = _app.Visit();
        await _visitor.SignInAsync("admin@demo.example", Demonstration.Password);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("sv", "Units", "units", "units?closed=true")]
    [InlineData("en", "Units", "units", "units?closed=true")]
    [InlineData("sv", "People", "users", "users")]
    [InlineData("en", "People", "users", "users")]
    [InlineData("sv", "Activities", "activities", "activities")]
    [InlineData("en", "Activities", "activities", "activities")]
    public async Task Export_ReadInAgain_ChangesNothing(string language, string kind, string list, string address)
    {
        _visitor.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        Guid planId;
        await using (var db = _app.OpenDatabase())
        {
            var closed = await db.Units.FirstAsync(unit => unit.ParentId != null && !db.Units.Any(below => below.ParentId == unit.Id));
            closed.Close(_app.Database.Clock.Now);
            await db.SaveChangesAsync();
            planId = await db.Plans.Where(plan => plan.FixedAt == null).OrderBy(plan => plan.StartYear).Select(plan => plan.Id).FirstAsync();
        }

        await _visitor.OpenAsync($"/{address}{(kind == "Activities" ? $"?plan={planId}" : "")}");
        var link = _visitor.Page.QuerySelectorAll("a[href]").Single(link => link.GetAttribute("href")!.Contains($"/{list}/export", StringComparison.Ordinal));
        var content = await _visitor.Client.GetByteArrayAsync(link.GetAttribute("href"));

        await UploadAsync(_visitor, $"/lists/new?kind={kind}&plan={planId}", content, "lista.xlsx");

        Assert.Equal(language, _visitor.Page.DocumentElement.GetAttribute("lang")![..2]);
        var counts = _visitor.Page.QuerySelectorAll(".list-fates a").Select(fate => int.Parse(fate.TextContent.Split(':')[1], null)).ToList();
        Assert.True(counts[0] > 5, _visitor.Text);
        Assert.True(counts is [var all, 0, 0, var unchanged, 0] && all == unchanged, $"{string.Join(", ", counts)}: {string.Join(" | ", _visitor.Page.QuerySelectorAll(".list-why").Select(why => why.TextContent.Trim()).Distinct().Take(5))}");
        Assert.Empty(_visitor.Page.QuerySelectorAll("form[action$='/confirm']"));
    }

    /// <summary>Chooses a file on the page and sends the form.</summary>
    internal static async Task UploadAsync(Visitor visitor, string address, byte[] content, string name)
    {
        await visitor.OpenAsync(address);
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        var form = visitor.Page.QuerySelector<IHtmlFormElement>("main form")!;
        using var body = new MultipartFormDataContent();
        foreach (var (key, value) in Visitor.Values(form)) body.Add(new StringContent(value), key);
        body.Add(new ByteArrayContent(content), form.QuerySelector("input[type=file]")!.GetAttribute("name")!, name);
        await visitor.ReadAsync(await visitor.Client.PostAsync(form.GetAttribute("action"), body), address);
    }
}
