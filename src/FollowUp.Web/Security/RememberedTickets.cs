using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Authentication;

namespace FollowUp.Web.Security;

/// <summary>
/// Remembers for a minute what it read from a cookie, since a browser sends the same one with each request and reading it is a good part of a short page. Whether the
/// ticket is still good is asked of what was remembered as of what is read: its last moment by the handler, the session and the rights by the database.
/// </summary>
internal sealed class RememberedTickets(ISecureDataFormat<AuthenticationTicket> format) : ISecureDataFormat<AuthenticationTicket>
{
    /// <summary>With more than these all are read again, so that memory stays small.</summary>
    private const int Most = 1_000;

    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Text, string? Purpose), (long At, AuthenticationTicket Ticket)> _known = new();

    public string Protect(AuthenticationTicket data) => format.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => format.Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText) => Unprotect(protectedText, null);

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose)
    {
        if (protectedText is null) return null;
        if (_known.TryGetValue((protectedText, purpose), out var known) && Stopwatch.GetElapsedTime(known.At) < Holds) return known.Ticket;
        if ((purpose is null ? format.Unprotect(protectedText) : format.Unprotect(protectedText, purpose)) is not { } ticket) return null;
        if (_known.Count >= Most) _known.Clear();
        _known[(protectedText, purpose)] = (Stopwatch.GetTimestamp(), ticket);
        return ticket;
    }
}
