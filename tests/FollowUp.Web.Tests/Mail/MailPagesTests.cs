using System.Web;
using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Mail;

public sealed class MailPagesTests
{
    [Fact]
    public async Task WithoutAServer_ThePagesSaySo()
    {
        await using var app = await WebApp.StartAsync();
        await app.Sample.AddActivityAsync(1, "Läslyft", app.Sample.North);
        var administrator = await app.SignInAsync(app.Sample.Administrator);
        await administrator.OpenAsync("/mail");
        Assert.Contains("Ingen e-postserver är inställd", administrator.Text, StringComparison.Ordinal);
        Assert.Contains("Inga brev ännu", administrator.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(administrator.Page.QuerySelectorAll("button"), button => button.TextContent.Contains("prov", StringComparison.Ordinal));
        await administrator.OpenAsync($"/users/{app.Sample.Head.Id}");
        Assert.DoesNotContain(administrator.Page.QuerySelectorAll("button"), button => button.TextContent.Contains("e-post", StringComparison.Ordinal));

        var head = await app.SignInAsync(app.Sample.Head);
        await head.FollowAsync("Påminnelser med e-post");
        Assert.Contains("Här skickas inga brev", head.Text, StringComparison.Ordinal);
        Assert.Contains("Läsåret 2026/27", head.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_PausedForATimeAndForAPlan_IsShownAndCanBeTakenBack()
    {
        await using var app = await WebApp.StartAsync();
        await app.Sample.AddActivityAsync(1, "Läslyft", app.Sample.North);
        var head = await app.SignInAsync(app.Sample.Head);

        await head.OpenAsync("/account/mail");
        await head.PressAsync("Pausa", ("Until", "2026-11-17"));
        Assert.Contains("Välj i dag eller en senare dag.", head.Text, StringComparison.Ordinal);
        await head.PressAsync("Pausa", ("Until", "2026-12-24"));
        Assert.Contains("Pausade till och med 24 december 2026", head.Text, StringComparison.Ordinal);
        await head.PressAsync("Få brev igen");
        Assert.DoesNotContain("Pausade till", head.Text, StringComparison.Ordinal);

        await head.PressAsync("Pausa Läsåret");
        Assert.Contains("Pausade tills vidare", head.Text, StringComparison.Ordinal);
        await head.PressAsync("Ångra");
        Assert.DoesNotContain("Pausade tills vidare", head.Text, StringComparison.Ordinal);

        await using var db = app.OpenDatabase();
        Assert.Empty(await db.MailPauses.ToListAsync());
        Assert.Equal(2, await db.Audit.CountAsync(entry => entry.Action == AuditAction.MailPaused && entry.UserId == app.Sample.Head.Id));
        Assert.Equal(2, await db.Audit.CountAsync(entry => entry.Action == AuditAction.MailResumed));
    }

    [Fact]
    public async Task Administrator_PausesAPlanForEverybody_WhichItsPeopleSee()
    {
        await using var app = await WebApp.StartAsync();
        await app.Sample.AddActivityAsync(1, "Läslyft", app.Sample.North);
        var administrator = await app.SignInAsync(app.Sample.Administrator);

        await administrator.OpenAsync("/mail");
        await administrator.PressAsync("Pausa");
        Assert.Contains("Pausade för alla", administrator.Text, StringComparison.Ordinal);

        var head = await app.SignInAsync(app.Sample.Head);
        await head.OpenAsync("/account/mail");
        Assert.Contains("Pausade för alla", head.Text, StringComparison.Ordinal);
        await administrator.PressAsync("Ångra");
        Assert.DoesNotContain("Pausade för alla", administrator.Text, StringComparison.Ordinal);
        await using var db = app.OpenDatabase();
        Assert.Equal(1, await db.Audit.CountAsync(entry => entry.Action == AuditAction.PlanMailPaused && entry.SubjectId == app.Sample.Plan.Id));
        Assert.Equal(1, await db.Audit.CountAsync(entry => entry.Action == AuditAction.PlanMailResumed));
    }

    [Fact]
    public async Task Preview_ShowsWhatWouldBeSentAndSendsNothing()
    {
        await using var app = await WebApp.StartAsync();
        var activity = await app.Sample.AddActivityAsync(7, "Läslyft", app.Sample.South);
        await app.Sample.WriteAsync(activity, app.Sample.South, NoteState.Draft);
        var administrator = await app.SignInAsync(app.Sample.Administrator);
        await administrator.OpenAsync("/mail/preview");
        Assert.Contains("Ingen skulle få brev nu", administrator.Text, StringComparison.Ordinal);
        await using (var db = app.OpenDatabase())
        {
            var plan = await db.Plans.SingleAsync(plan => plan.Id == app.Sample.Plan.Id);
            plan.Change(plan.Year, plan.Name, plan.ReportTitle, null, app.Database.Clock.Today);
            await db.SaveChangesAsync();
        }

        await administrator.OpenAsync("/mail/preview");

        Assert.Contains("1 sak att göra i FollowUp – sista dag i dag", administrator.Text, StringComparison.Ordinal);
        Assert.Contains("- 7. Läslyft", administrator.Page.QuerySelector("section:has(a[href='/users/" + app.Sample.OtherHead.Id + "']) pre")!.TextContent, StringComparison.Ordinal);
        Assert.Null(administrator.Page.QuerySelector("a[href='/users/" + app.Sample.Head.Id + "']"));
        await using var after = app.OpenDatabase();
        Assert.Empty(await after.ReminderMails.ToListAsync());
    }

    [Fact]
    public async Task TestMail_GoesToOneself_AndALinkToTheOneItIsFor()
    {
        await using var server = await SmtpServer.StartAsync("dan@prov.example");
        await using var app = await WebApp.StartAsync(server.Settings);
        var administrator = await app.SignInAsync(app.Sample.Administrator);

        await administrator.OpenAsync("/mail");
        await administrator.PressAsync("Skicka ett prov till mig");
        Assert.Contains("Provet är skickat till ada@prov.example.", administrator.Text, StringComparison.Ordinal);
        var test = (await server.WaitForAsync(1))[0];
        Assert.Equal(("ada@prov.example", "Prov från FollowUp"), (test.To, test.Message.Subject));

        await administrator.OpenAsync($"/users/{app.Sample.Head.Id}");
        await administrator.PressAsync("Skicka länken med e-post");
        Assert.Contains("Länken är skickad till eva@prov.example.", administrator.Text, StringComparison.Ordinal);
        Assert.Null(administrator.Page.QuerySelector("#link"));
        var sent = (await server.WaitForAsync(2))[1].Message;
        var link = new Uri(sent.TextBody!.Split('\n').Single(line => line.Contains("/account/reset?", StringComparison.Ordinal)).Trim());
        Assert.StartsWith("https://followup.prov.example/uppfoljning/account/reset", link.ToString(), StringComparison.Ordinal);
        Assert.Equal(app.Sample.Head.Id.ToString(), HttpUtility.ParseQueryString(link.Query)["user"]);
        var visitor = app.Visit();
        await visitor.OpenAsync($"/account/reset{link.Query}");
        Assert.NotNull(visitor.Page.QuerySelector("input[type=password]"));

        await administrator.OpenAsync($"/users/{app.Sample.Deputy.Id}");
        await administrator.PressAsync("Skicka länken med e-post");
        Assert.Contains("Länken gick inte att skicka. E-postservern tar inte emot adressen.", administrator.Text, StringComparison.Ordinal);
        Assert.NotNull(administrator.Page.QuerySelector("#link"));
    }
}
