using FollowUp.Core.Reminders;

namespace FollowUp.Web.Mail;

/// <summary>What would be sent now, without sending it.</summary>
public sealed class MailPreview(ReminderMailQueries mails, ReminderWriter writer, MailOptions options)
{
    /// <summary>Mails shown at a time.</summary>
    private const int Shown = 25;

    /// <summary>People looked at for them; most have nothing to do.</summary>
    private const int LookedAt = 250;

    /// <summary>Reads the mails of those who stand after a number of others.</summary>
    /// <param name="skip">How many people to pass by.</param>
    /// <param name="cancel">Ends early.</param>
    public async Task<PreviewedMails> ReadAsync(int skip, CancellationToken cancel)
    {
        var round = await mails.RoundAsync(options.Days, cancel);
        var found = new List<PreviewedMail>();
        var place = Math.Max(0, skip);
        for (; place < round.People.Count && found.Count < Shown && place < skip + LookedAt; place++)
        {
            // As when they are sent: each person's mail is read by itself.
            if (await mails.CollectAsync(round, round.People[place], cancel) is { } content)
                found.Add(new PreviewedMail(content.UserId, content.Name, writer.SubjectOf(content), writer.Preview(content)));
        }

        return new PreviewedMails(found, place < round.People.Count ? place : null);
    }
}

/// <summary>Mails that would be sent.</summary>
/// <param name="Mails">Some of them.</param>
/// <param name="Next">How many people to pass by for the next; null where there are no more.</param>
public sealed record PreviewedMails(IReadOnlyList<PreviewedMail> Mails, int? Next);

/// <summary>A mail that would be sent.</summary>
public sealed record PreviewedMail(Guid UserId, string Name, string Subject, string Text);
