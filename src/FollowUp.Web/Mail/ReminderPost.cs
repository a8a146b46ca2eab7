using System.Globalization;
using FollowUp.Core;
using FollowUp.Core.Reminders;
using FollowUp.Core.Users;
using MimeKit;

namespace FollowUp.Web.Mail;

/// <summary>
/// Sends the day's mails. Each is claimed in the database just before it is sent and marked just after, so that of several nodes one sends it, and another
/// takes over what a node that died had claimed.
/// </summary>
public sealed class ReminderPost(IServiceScopeFactory scopes, MailOptions options, ReminderWriter writer, ILogger<ReminderPost> log)
{
    private static readonly string Node = NameOfNode();

    /// <summary>True where there is a mail server to send with.</summary>
    public bool IsOn => options.IsOn;

    /// <summary>Sends what is due now. A server that does not answer ends the round; the rest waits for the next.</summary>
    /// <param name="stopping">Ends the round after the mail that is being sent.</param>
    /// <returns>How many mails the server took.</returns>
    public async Task<int> SendDueAsync(CancellationToken stopping)
    {
        var sent = 0;
        var round = await BeginAsync(stopping);
        await using var session = new MailSession(options);
        foreach (var userId in round.People)
        {
            if (stopping.IsCancellationRequested) break;
            var (wasSent, fault) = await SendAsync(session, round, userId, stopping);
            if (wasSent) sent++;
            if (fault is not { } known) continue;
            log.LogWarning("A reminder by mail was not sent: {Fault}", known);
            if (MailSession.IsOfServer(known)) break;
        }

        if (sent > 0) log.LogInformation("{Count} reminders were sent by mail", sent);
        return sent;
    }

    /// <summary>Sends somebody a mail that shows that the settings work.</summary>
    /// <returns>Null where the server took it, else why not.</returns>
    public Task<MailFault?> SendTestAsync(string name, string email) => SendNowAsync(email, () => writer.WriteTest(name, email));

    /// <summary>Sends somebody the link with which a password is chosen.</summary>
    /// <returns>Null where the server took it, else why not.</returns>
    public Task<MailFault?> SendLinkAsync(UserDetails user, PasswordLink link) => SendNowAsync(user.Email, () => writer.WriteLink(user, link));

    private async Task<MailFault?> SendNowAsync(string email, Func<MimeMessage> write)
    {
        if (!MailboxAddress.TryParse(email, out _)) return MailFault.AddressRefused;
        await using var session = new MailSession(options);
        var fault = await session.SendAsync(write());
        if (fault is { } known) log.LogWarning("A mail was not sent: {Fault}", known);
        return fault;
    }

    private async Task<MailRound> BeginAsync(CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await services.GetRequiredService<ReminderMailService>().GiveUpAsync(stopping);
        var clock = services.GetRequiredService<AuthorityClock>();
        return clock.Local(clock.Now).Hour < options.SendHour
            ? new MailRound([], [], [])
            : await services.GetRequiredService<ReminderMailQueries>().RoundAsync(options.Days, stopping);
    }

    private async Task<(bool WasSent, MailFault? Fault)> SendAsync(MailSession session, MailRound round, Guid userId, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var mails = services.GetRequiredService<ReminderMailService>();
        var content = await services.GetRequiredService<ReminderMailQueries>().CollectAsync(round, userId, stopping);
        if (content is null)
        {
            await mails.SpareAsync(userId, stopping);
            return (false, null);
        }

        if (await mails.ClaimAsync(Node, userId, content.Occasions, stopping) is not { } claim) return (false, null);
        var fault = MailboxAddress.TryParse(content.Email, out _) ? await session.SendAsync(writer.Write(content, claim.MailId)) : MailFault.AddressRefused;

        // Marked even while the application stops: the server has taken it.
        await mails.MarkAsync(claim, fault, CancellationToken.None);
        return (fault is null, fault);
    }

    private static string NameOfNode()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}");
        return name.Length <= ReminderMail.NodeLength ? name : name[^ReminderMail.NodeLength..];
    }
}
