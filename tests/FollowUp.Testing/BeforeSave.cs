using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FollowUp.Testing;

/// <summary>Does something once, in the moment between all that a service has read and its first save.</summary>
/// <param name="act">What is done, through a context of its own.</param>
public sealed class BeforeSave(Func<Task> act) : SaveChangesInterceptor
{
    private bool _isDone;

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (_isDone) return result;
        _isDone = true;
        await act();
        return result;
    }
}
