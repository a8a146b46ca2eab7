using System.Globalization;
using FollowUp.Core.Reminders;
using FollowUp.Web.Hosting;
using MailKit.Security;
using MimeKit;

namespace FollowUp.Web.Mail;

/// <summary>How the way to the mail server is kept private.</summary>
public enum MailSecurity
{
    /// <summary>Encrypted after a plain beginning, or not at all.</summary>
    StartTls = 1,

    /// <summary>Encrypted from the first byte.</summary>
    Tls = 2,

    /// <summary>Not encrypted; for a server on the same machine.</summary>
    None = 3,
}

/// <summary>How mail is sent: the section <c>Mail</c> of the configuration.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    private const int MaxDays = 60;

    /// <summary>The mail server; empty where no mail is sent.</summary>
    public string Host { get; init; } = "";

    public int Port { get; init; } = 587;

    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>The account at the mail server; empty where it asks for none.</summary>
    public string User { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>The sender: an address, or <c>Name &lt;address&gt;</c>.</summary>
    public string From { get; init; } = "";

    /// <summary>Where people reach the application; links in mails begin with it.</summary>
    public string BaseAddress { get; init; } = "";

    /// <summary>Days before a plan's last day, with commas between: a list in the configuration could not be made shorter than its default.</summary>
    public string DaysBefore { get; init; } = "14, 3";

    /// <summary>Days after it.</summary>
    public string DaysAfter { get; init; } = "1, 7";

    /// <summary>The hour, in the authority's time, from which a day's mails are sent.</summary>
    public int SendHour { get; init; } = 7;

    /// <summary>How often it is looked for something to send.</summary>
    public int IntervalMinutes { get; init; } = 10;

    /// <summary>How long one mail may take.</summary>
    public int TimeoutSeconds { get; init; } = 20;

    public bool IsOn => Host.Length > 0;

    public ReminderDays Days => new(Read(DaysBefore) ?? [], Read(DaysAfter) ?? []);

    public MailboxAddress Sender => MailboxAddress.Parse(From);

    public SecureSocketOptions Encryption => Security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    /// <summary>The whole address of a page.</summary>
    public string AddressOf(string path) => BaseAddress.TrimEnd('/') + path;

    /// <summary>Stops the start where a setting cannot be used; where no mail is sent all can.</summary>
    public MailOptions Checked()
    {
        if (!IsOn) return this;
        if (!MailboxAddress.TryParse(From, out var from) || !from.Address.Contains('@', StringComparison.Ordinal)) throw new ConfigurationFault("Mail:From must be the sender's e-mail address.");
        if (!Uri.TryCreate(BaseAddress, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
            throw new ConfigurationFault("Mail:BaseAddress must be where people reach FollowUp, such as https://followup.example.se.");
        if (Port is < 1 or > 65_535) throw new ConfigurationFault("Mail:Port must be between 1 and 65535.");
        if (!Enum.IsDefined(Security)) throw new ConfigurationFault("Mail:Security can be StartTls, Tls or None.");
        if (SendHour is < 0 or > 23) throw new ConfigurationFault("Mail:SendHour must be between 0 and 23.");
        if (IntervalMinutes < 1) throw new ConfigurationFault("Mail:IntervalMinutes must be at least 1.");
        if (TimeoutSeconds is < 1 or > 300) throw new ConfigurationFault("Mail:TimeoutSeconds must be between 1 and 300.");
        if (Read(DaysBefore) is null) throw new ConfigurationFault($"Mail:DaysBefore must be days between 1 and {MaxDays} with commas between, such as 14, 3.");
        if (Read(DaysAfter) is null) throw new ConfigurationFault($"Mail:DaysAfter must be days between 1 and {MaxDays} with commas between, such as 1, 7.");
        return this;
    }

    /// <summary>The days in rising order; null where they cannot be read.</summary>
    private static List<int>? Read(string text)
    {
        var days = new SortedSet<int>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var day) || day is < 1 or > MaxDays) return null;
            days.Add(day);
        }

        return [.. days];
    }
}
