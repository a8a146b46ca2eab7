using System.Data.Common;
using Microsoft.AspNetCore.Connections;
using Serilog;

namespace FollowUp.Web.Hosting;

/// <summary>What an administrator can do something about when the system does not start, each in one sentence.</summary>
internal static class StartFaults
{
    /// <summary>Logs the sentence, or the whole fault where there is none for it.</summary>
    public static void Report(Exception fault)
    {
        if (Explain(fault) is { } sentence) Log.Fatal("{Sentence}", sentence);
        else Log.Fatal(fault, "FollowUp stopped because of an unexpected fault");
    }

    private static string? Explain(Exception fault) => fault switch
    {
        IOException { InnerException: AddressInUseException } taken =>
            $"The address is already in use: {taken.Message} Stop the other program, or choose another address with --urls.",
        UnauthorizedAccessException denied =>
            $"The data folder cannot be written: {denied.Message} Choose another with Data:Folder.",
        ConfigurationFault configuration => configuration.Message,
        _ => OfDatabase(fault) is { } message ? $"The database cannot be used: {message}" : null,
    };

    /// <summary>What the database itself said, however often it was asked; null where the fault is none of its.</summary>
    public static string? OfDatabase(Exception? fault) => fault is null or DbException ? fault?.Message : OfDatabase(fault.InnerException);
}

/// <summary>A setting that cannot be used, in words an administrator understands.</summary>
public sealed class ConfigurationFault(string message) : Exception(message);
