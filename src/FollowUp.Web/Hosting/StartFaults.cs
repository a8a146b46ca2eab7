using Microsoft.AspNetCore.Connections;

namespace FollowUp.Web.Hosting;

/// <summary>What an administrator can do something about when the system does not start, each in one sentence.</summary>
internal static class StartFaults
{
    /// <summary>The sentence, or null for a fault that is worth its stack trace in the log.</summary>
    public static string? Explain(Exception fault) => fault switch
    {
        IOException { InnerException: AddressInUseException } taken =>
            $"The address is already in use: {taken.Message} Stop the other program, or choose another address with --urls.",
        UnauthorizedAccessException denied =>
            $"The data folder cannot be written: {denied.Message} Choose another with Data:Folder.",
        ConfigurationFault configuration => configuration.Message,
        _ => null,
    };
}

/// <summary>A setting that cannot be used, in words an administrator understands.</summary>
public sealed class ConfigurationFault(string message) : Exception(message);
