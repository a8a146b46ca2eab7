using System.Globalization;
using FollowUp.Core;
using FollowUp.Core.Reminders;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Web.Resources;
using MimeKit;
using MimeKit.Utils;

namespace FollowUp.Web.Mail;

/// <summary>Writes a person's collected mail in the person's language.</summary>
public sealed class ReminderWriter(Texts texts, MailOptions options, AuthorityClock clock)
{
    private const string Date = "d MMMM yyyy";

    /// <summary>The page where a person lets mail rest.</summary>
    public const string PausePath = "/account/mail";

    /// <summary>The mail as a message to send.</summary>
    /// <param name="content">What it tells.</param>
    /// <param name="mailId">The claim; it names the message, so that a mail that is sent once more is known as the same.</param>
    public MimeMessage Write(ReminderContent content, Guid mailId) => Cultures.In(LanguageOf(content), () =>
    {
        var message = Message(SubjectOf(content), content.Name, content.Email, BodyOf(content));
        message.MessageId = $"{mailId:N}@{options.Sender.Domain}";
        message.Headers.Add(HeaderId.ListUnsubscribe, $"<{options.AddressOf(PausePath)}>");
        return message;
    });

    /// <summary>A mail that shows that the settings work.</summary>
    public MimeMessage WriteTest(string name, string email)
    {
        var title = texts["Mail.TestSubject"].Value;
        return Message(title, name, email, new MailBody(Cultures.Language, title)
            .Paragraph(texts["Mail.TestText"]).Link(texts["Mail.OpenFollowUp"], options.AddressOf("/")));
    }

    /// <summary>A link that works once, to the person who is to choose a password with it.</summary>
    public MimeMessage WriteLink(UserDetails user, PasswordLink link) => Cultures.In(user.Language ?? Languages.Swedish, () =>
    {
        var title = texts["Mail.LinkSubject"].Value;
        var address = options.AddressOf($"/account/reset?user={link.UserId}&token={Uri.EscapeDataString(link.Token)}");
        return Message(title, user.Name, user.Email, new MailBody(Cultures.Language, title)
            .Paragraph(texts["Mail.Hello", user.Name]).Paragraph(texts["Mail.LinkText"]).Link(texts["Mail.LinkLabel"], address).Paragraph(texts["Mail.LinkOnce"]));
    });

    public string SubjectOf(ReminderContent content)
    {
        var own = content.Count - content.Plans.Sum(plan => plan.Gaps);
        var lastDay = content.Plans.Count == 1 ? texts.LastDay(content.Plans[0].LastDay, clock.Today) : null;
        var subject = own > 0 ? texts.Count("Mail.Subject", own) : texts.Count("Mail.SubjectGaps", content.Count);
        return lastDay is null ? subject : texts["Mail.SubjectWithDay", subject, lastDay];
    }

    /// <summary>The mail as plain text in the language of the one who looks at it.</summary>
    public string Preview(ReminderContent content) => BodyOf(content).Plain;

    private static string LanguageOf(ReminderContent content) => content.Language ?? Languages.Swedish;

    private MailBody BodyOf(ReminderContent content)
    {
        var body = new MailBody(Cultures.Language, SubjectOf(content)).Paragraph(texts["Mail.Hello", content.Name]).Paragraph(texts["Mail.Intro"]);
        foreach (var plan in content.Plans) Add(body, plan);
        return body.Heading(texts["Mail.WhyHeading"]).Paragraph(texts["Mail.Why"]).Link(texts["Mail.Pause"], options.AddressOf(PausePath));
    }

    private void Add(MailBody body, ReminderPlan plan)
    {
        body.Heading(plan.Name.Length == 0 ? texts.Year(plan.Year) : $"{texts.Year(plan.Year)}, {plan.Name}");
        if (texts.LastDay(plan.LastDay, clock.Today) is { } lastDay) body.Paragraph($"{char.ToUpper(lastDay[0], CultureInfo.CurrentCulture)}{lastDay[1..]}.");
        Add(body, plan.Returned, texts.Count("Mail.Returned", plan.Returned.Count), $"/?plan={plan.PlanId}&section={nameof(ToDoSection.Returned)}");
        Add(body, plan.ToWrite, texts.Count("Mail.ToWrite", plan.ToWrite.Count), $"/?plan={plan.PlanId}&section={nameof(ToDoSection.ToWrite)}");
        Add(body, plan.ToAnswer, texts.Count("Mail.ToAnswer", plan.ToAnswer.Count), $"/?plan={plan.PlanId}", "#comments");
        Add(body, plan.ToReview, texts.Count("Mail.ToReview", plan.ToReview.Count), $"/reviews?plan={plan.PlanId}&waiting=true");
        if (plan.Gaps > 0)
        {
            body.SubHeading(texts["Mail.GapsHeading"])
                .Link(texts.Count("Mail.Gaps", plan.Gaps), options.AddressOf($"/reports/{plan.PlanId}/missing"));
        }
    }

    private void Add(MailBody body, ReminderPart part, string heading, string list, string fragment = "")
    {
        if (part.Count == 0) return;
        body.SubHeading(heading);
        if (part.Notes.Count > 0) body.Links(part.Notes.Select(note => ($"{note.Number}. {note.Title}", DetailOf(note), options.AddressOf($"/notes/{note.NoteId}{fragment}"))));
        if (part.Count > part.Notes.Count) body.Link(texts.Count("Mail.More", part.Count - part.Notes.Count), options.AddressOf(list));
    }

    private string DetailOf(ReminderNote note) => Words.Join(
        note.UnitName,
        note.DueOn is { } due ? texts["Mail.Due", due.ToString(Date, CultureInfo.CurrentCulture)].Value : null,
        note is { RemindedBy: { } by, RemindedAt: { } at } ? texts["Mail.RemindedBy", by, clock.Local(at).ToString(Date, CultureInfo.CurrentCulture)].Value : null);

    private MimeMessage Message(string subject, string name, string email, MailBody body)
    {
        var message = new MimeMessage { Subject = subject, Body = body.ToMime(), Date = new DateTimeOffset(clock.Now, TimeSpan.Zero) };
        message.MessageId = MimeUtils.GenerateMessageId(options.Sender.Domain);
        message.From.Add(options.Sender);
        message.To.Add(new MailboxAddress(name, email));
        message.Headers.Add(HeaderId.ContentLanguage, Cultures.Language);

        // No answers by out-of-office programs.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        return message;
    }
}
