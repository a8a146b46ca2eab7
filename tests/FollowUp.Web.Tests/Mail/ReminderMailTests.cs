using System.Net;
using System.Net.Sockets;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using FollowUp.Core.Notes;
using FollowUp.Core.Reminders;
using FollowUp.Web.Hosting;
using FollowUp.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Xunit;

namespace FollowUp.Web.Tests.Mail;

/// <summary>Reminders by mail, through a real server.</summary>
public sealed class ReminderMailTests
{
    [Fact]
    public async Task Mail_OfAWriter_IsReadableAsTextAndAsAPageWithLinksStraightToTheNotes()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var app = await WebApp.StartAsync(server.Settings);
        var activity = await app.Sample.AddActivityAsync(12, "Läslyft på <Åsen> & Ön", app.Sample.North);
        var note = await app.Sample.WriteAsync(activity, app.Sample.North, NoteState.Returned);
        await LastDayInAsync(app, 3);
        Start(app);

        var message = (await server.WaitForAsync(2)).Single(sent => sent.To == "eva@prov.example").Message;

        Assert.Equal("1 sak att göra i FollowUp – sista dag 21 november 2026, om 3 dagar", message.Subject);
        Assert.Equal(("FollowUp", "followup@prov.example"), (message.From.Mailboxes.Single().Name, message.From.Mailboxes.Single().Address));
        Assert.Equal("Eva Provsson", message.To.Mailboxes.Single().Name);
        Assert.Equal("auto-generated", message.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal("<https://followup.prov.example/uppfoljning/account/mail>", message.Headers[HeaderId.ListUnsubscribe]);
        Assert.Equal("sv", message.Body!.Headers[HeaderId.ContentLanguage]);

        var parts = Assert.IsType<MultipartAlternative>(message.Body);
        Assert.Equal(["text/plain", "text/html"], parts.Select(part => part.ContentType.MimeType));
        var link = $"https://followup.prov.example/uppfoljning/notes/{note.Id}";
        Assert.Contains("- 12. Läslyft på <Åsen> & Ön", message.TextBody, StringComparison.Ordinal);
        Assert.Contains(link, message.TextBody, StringComparison.Ordinal);
        Assert.Contains("Norra provskolan", message.TextBody, StringComparison.Ordinal);

        var page = new HtmlParser().ParseDocument(message.HtmlBody!);
        Assert.Equal("sv", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(message.Subject, page.Title);
        Assert.Equal(["H1", "H2", "H3", "H2"], page.QuerySelectorAll("h1, h2, h3").Select(heading => heading.TagName));
        Assert.Equal("12. Läslyft på <Åsen> & Ön", page.QuerySelector($"ul > li > a[href='{link}']")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("img, script, link, style, table"));
        Assert.Single(page.QuerySelectorAll("a[href='https://followup.prov.example/uppfoljning/account/mail']"));
    }

    [Fact]
    public async Task Mail_InThePersonsLanguage()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var app = await WebApp.StartAsync(server.Settings);
        await app.Sample.AddActivityAsync(1, "Läslyft", app.Sample.South);
        await using (var db = app.OpenDatabase())
        {
            (await db.Users.SingleAsync(user => user.Id == app.Sample.OtherHead.Id)).Speak("en");
            await db.SaveChangesAsync();
        }

        await LastDayInAsync(app, 0);
        Start(app);

        var message = (await server.WaitForAsync(4)).Single(sent => sent.To == "sara@prov.example").Message;

        Assert.StartsWith("1 thing to do in FollowUp", message.Subject, StringComparison.Ordinal);
        Assert.Equal("en", message.Body!.Headers[HeaderId.ContentLanguage]);
        Assert.Contains("<html lang=\"en\">", message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Hello Sara Exempel,", message.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoNodes_StartedOnOneDatabase_SendEachMailOnce()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var app = await WebApp.StartAsync(server.Settings);
        for (var number = 1; number <= 3; number++) await app.Sample.AddActivityAsync(number, $"Aktivitet {number}", app.Sample.North, app.Sample.South);
        for (var person = 1; person <= 20; person++)
            await app.Sample.AddUserAsync($"Person {person}", $"person{person}@prov.example", [Core.Users.AppRole.Principal], [(app.Sample.North, Core.Users.MembershipKind.Writer)]);
        await LastDayInAsync(app, 14);
        await using var other = app.Beside();

        await Task.WhenAll(Task.Run(() => Start(app)), Task.Run(() => Start(other)));
        await server.WaitForAsync(23);
        await MarkedAsync(app, 23);
        Assert.Equal(0, await SendAsync(app) + await SendAsync(other));

        // And once more after a restart.
        await using var restarted = app.Beside();
        Start(restarted);
        Assert.Equal(0, await SendAsync(restarted));

        Assert.Equal(23, server.Messages.Count);
        Assert.Equal(23, server.Messages.Select(sent => sent.To).Distinct().Count());
        Assert.Equal(23, server.Messages.Select(sent => sent.Message.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task Server_ThatRefusesOneAddress_TakesTheOthers_AndIsNotAskedAgain()
    {
        await using var server = await SmtpServer.StartAsync("eva@prov.example", "busy:sara@prov.example");
        await using var app = await WebApp.StartAsync(server.Settings);
        await app.Sample.AddActivityAsync(1, "Läslyft", app.Sample.North, app.Sample.South);
        await LastDayInAsync(app, 0);
        Start(app);
        await server.WaitForAsync(1);
        await MarkedAsync(app, 6);

        Assert.DoesNotContain(server.Messages, sent => sent.To is "eva@prov.example" or "sara@prov.example");
        Assert.Contains(server.Messages, sent => sent.To == "dan@prov.example");
        Assert.Equal((MailOutcome.Refused, MailFault.AddressRefused), await OutcomeAsync(app, app.Sample.Head.Id));
        Assert.Equal((MailOutcome.Postponed, MailFault.Busy), await OutcomeAsync(app, app.Sample.OtherHead.Id));
        Assert.Equal((MailOutcome.Sent, null), await OutcomeAsync(app, app.Sample.Deputy.Id));

        var visitor = await app.SignInAsync(app.Sample.Administrator);
        await visitor.OpenAsync("/mail?outcome=Refused");
        Assert.Contains("1 brev", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Avvisat · E-postservern tar inte emot adressen", visitor.Text, StringComparison.Ordinal);
        await visitor.OpenAsync("/mail?q=sara");
        Assert.Contains("Inte skickat än · E-postservern bad oss vänta · försöker igen 10.05", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_ThatHangs_DisturbsNoPage_AndTheMailIsTriedAgain()
    {
        using var hanging = new TcpListener(IPAddress.Loopback, 0);
        hanging.Start();
        var settings = SmtpServer.SettingsFor(((IPEndPoint)hanging.LocalEndpoint).Port);
        settings["Mail:TimeoutSeconds"] = "2";
        await using var app = await WebApp.StartAsync(settings);
        await app.Sample.AddActivityAsync(1, "Läslyft", app.Sample.North);
        await LastDayInAsync(app, 0);

        Start(app);
        using var connection = await hanging.AcceptTcpClientAsync();
        var visitor = await app.SignInAsync(app.Sample.Head);
        await visitor.OpenAsync("/");
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        Assert.Contains("Läslyft", visitor.Text, StringComparison.Ordinal);
        await MarkedAsync(app, 1);

        // The one that was tried waits; nobody else's was, since the server does not answer anybody.
        await using var db = app.OpenDatabase();
        var mail = Assert.Single(await db.ReminderMails.ToListAsync());
        Assert.Equal((MailOutcome.Postponed, MailFault.TimedOut), (mail.Outcome, mail.Fault));
        Assert.Equal(app.Database.Clock.Now + ReminderMail.FirstWait, mail.NextAt);
    }

    [Fact]
    public async Task Server_ThatComesBack_GetsWhatWaited()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var app = await WebApp.StartAsync(server.Settings);
        await app.Sample.AddActivityAsync(1, "Läslyft", app.Sample.South);
        await LastDayInAsync(app, 14);
        await using (var db = app.OpenDatabase())
        {
            var mails = new ReminderMailService(db, app.Database.Faults, app.Database.Clock);
            var claim = await mails.ClaimAsync("another", app.Sample.OtherHead.Id, [new ReminderOccasion(app.Sample.Plan.Id, app.Database.Clock.Today)]);
            await mails.MarkAsync(claim!, MailFault.Unreachable);
        }

        Start(app);
        Assert.Equal(0, await SendAsync(app));
        app.Database.Time.Advance(ReminderMail.FirstWait);
        await SendAsync(app);

        var sent = Assert.Single(await server.WaitForAsync(1));
        await using var after = app.OpenDatabase();
        var mail = await after.ReminderMails.SingleAsync();
        Assert.Equal($"{mail.Id:N}@prov.example", sent.Message.MessageId);
        Assert.Equal((MailOutcome.Sent, 2), (mail.Outcome, mail.Attempts));
    }

    [Fact]
    public async Task BeforeTheHour_NothingIsSent()
    {
        await using var server = await SmtpServer.StartAsync();
        var settings = server.Settings;
        settings["Mail:SendHour"] = "11";
        await using var app = await WebApp.StartAsync(settings);
        await app.Sample.AddActivityAsync(1, "Läslyft", app.Sample.South);
        await LastDayInAsync(app, 0);
        Start(app);

        Assert.Equal(0, await SendAsync(app));
        Assert.Empty(server.Messages);
        app.Database.Time.Advance(TimeSpan.FromHours(1));
        await SendAsync(app);

        // The rektor, and those who see what is missing.
        Assert.Equal(["ada@prov.example", "kim@prov.example", "lo@prov.example", "sara@prov.example"], (await server.WaitForAsync(4)).Select(sent => sent.To).Order());
    }

    [Theory]
    [InlineData("Mail:From", "ingen", "Mail:From")]
    [InlineData("Mail:BaseAddress", "followup.example", "Mail:BaseAddress")]
    [InlineData("Mail:DaysBefore", "14, tre", "Mail:DaysBefore")]
    [InlineData("Mail:DaysAfter", "0", "Mail:DaysAfter")]
    [InlineData("Mail:SendHour", "24", "Mail:SendHour")]
    public void Settings_ThatCannotBeUsed_StopTheStartWithASentence(string name, string value, string says)
    {
        var settings = SmtpServer.SettingsFor(25);
        settings[name] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();

        var fault = Assert.Throws<ConfigurationFault>(() => configuration.GetSection(MailOptions.Section).Get<MailOptions>()!.Checked());

        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    private static void Start(WebApp app) => _ = app.Services;

    private static Task<int> SendAsync(WebApp app) => app.Services.GetRequiredService<ReminderPost>().SendDueAsync(CancellationToken.None);

    /// <summary>Waits until what became of so many mails is known.</summary>
    private static async Task MarkedAsync(WebApp app, int count)
    {
        for (var waited = 0; waited < 400; waited++)
        {
            await using var db = app.OpenDatabase();
            if (await db.ReminderMails.CountAsync(mail => mail.Outcome != MailOutcome.Claimed) >= count) return;
            await Task.Delay(50);
        }

        Assert.Fail($"Not all of {count} mails were marked.");
    }

    private static async Task<(MailOutcome, MailFault?)> OutcomeAsync(WebApp app, Guid userId)
    {
        await using var db = app.OpenDatabase();
        var mail = await db.ReminderMails.SingleAsync(mail => mail.UserId == userId);
        return (mail.Outcome, mail.Fault);
    }

    private static async Task LastDayInAsync(WebApp app, int days)
    {
        await using var db = app.OpenDatabase();
        var plan = await db.Plans.SingleAsync(plan => plan.Id == app.Sample.Plan.Id);
        plan.Change(plan.Year, plan.Name, plan.ReportTitle, null, app.Database.Clock.Today.AddDays(days));
        await db.SaveChangesAsync();
    }
}
