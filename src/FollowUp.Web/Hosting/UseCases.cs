using System.Reflection;
using FollowUp.Core.Data;

namespace FollowUp.Web.Hosting;

/// <summary>Registers the service layer: every class of Core whose name ends in Service or Queries, one per request.</summary>
internal static class UseCases
{
    public static void AddUseCases(this IServiceCollection services)
    {
        foreach (var type in typeof(FollowUpDbContext).Assembly.GetExportedTypes().Where(IsUseCase)) services.AddScoped(type);
    }

    private static bool IsUseCase(Type type) => type is { IsClass: true, IsAbstract: false }
        && (type.Name.EndsWith("Service", StringComparison.Ordinal) || type.Name.EndsWith("Queries", StringComparison.Ordinal))
        && type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).Length > 0;
}
