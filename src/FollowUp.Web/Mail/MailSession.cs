using System.Net.Sockets;
using FollowUp.Core.Reminders;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace FollowUp.Web.Mail;

/// <summary>A connection to the mail server, made when the first mail is sent and used for those that follow.</summary>
internal sealed class MailSession(MailOptions options) : IAsyncDisposable
{
    private const int LastTemporary = 499;

    private readonly SmtpClient _client = new() { Timeout = options.TimeoutSeconds * 1_000 };

    /// <summary>
    /// Sends a mail, within its time. It is not broken off when the application stops: what the server has taken is to be marked.
    /// </summary>
    /// <returns>Null where the server took it, else why not.</returns>
    public async Task<MailFault?> SendAsync(MimeMessage message)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds));
        try
        {
            await ConnectAsync(limit.Token);
            await _client.SendAsync(message, limit.Token);
            return null;
        }
        catch (Exception fault) when (FaultOf(fault) is { } known)
        {
            if (IsOfServer(known)) await CloseAsync();
            return known;
        }
    }

    /// <summary>True where the next mail would not fare better.</summary>
    public static bool IsOfServer(MailFault fault) => fault is MailFault.Unreachable or MailFault.TimedOut or MailFault.NotSecure
        or MailFault.SignInRefused or MailFault.SenderRefused;

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _client.Dispose();
    }

    private async Task ConnectAsync(CancellationToken cancel)
    {
        if (!_client.IsConnected) await _client.ConnectAsync(options.Host, options.Port, options.Encryption, cancel);
        if (options.User.Length > 0 && !_client.IsAuthenticated) await _client.AuthenticateAsync(options.User, options.Password, cancel);
    }

    /// <summary>Says goodbye, shortly: a server that hangs gets no time for it.</summary>
    private async Task CloseAsync()
    {
        if (!_client.IsConnected) return;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await _client.DisconnectAsync(quit: true, limit.Token);
        }
        catch (Exception fault) when (FaultOf(fault) is not null)
        {
            // The connection is gone either way.
        }
    }

    private static MailFault? FaultOf(Exception fault) => fault switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } => MailFault.SenderRefused,
        SmtpCommandException command when (int)command.StatusCode <= LastTemporary => MailFault.Busy,
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } => MailFault.AddressRefused,
        SmtpCommandException { ErrorCode: SmtpErrorCode.MessageNotAccepted } => MailFault.MessageRefused,
        SmtpCommandException => MailFault.Unreachable,
        SslHandshakeException or NotSupportedException => MailFault.NotSecure,
        AuthenticationException or SaslException => MailFault.SignInRefused,
        OperationCanceledException or TimeoutException => MailFault.TimedOut,
        SocketException or IOException or ProtocolException or ServiceNotConnectedException => MailFault.Unreachable,
        _ => null,
    };
}
