using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Data;

/// <summary>What a database's own error codes mean; each provider project has its codes.</summary>
public interface IDatabaseFaults
{
    /// <summary>True where a row with the same unique key exists already.</summary>
    bool IsUniqueViolation(DbUpdateException fault);

    /// <summary>True where the database has no room left to write in.</summary>
    bool IsFull(Exception fault);

    /// <summary>True where the database cannot be used for the moment: it is gone, shut off, or too slow.</summary>
    bool IsUnavailable(Exception fault);
}
