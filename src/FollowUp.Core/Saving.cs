using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core;

/// <summary>The ways a save may end that a person can do something about.</summary>
internal static class Saving
{
    /// <summary>Saves; a conflict where somebody else changed one of the rows since they were read.</summary>
    public static async Task<Outcome> SaveOrConflictAsync(this FollowUpDbContext db, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return Outcome.Conflict;
        }
    }

    /// <summary>Saves something new; false, with nothing saved, where its key is taken, as by the first click of a double click.</summary>
    public static async Task<bool> TrySaveNewAsync(this FollowUpDbContext db, IDatabaseFaults faults, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException fault) when (faults.IsUniqueViolation(fault))
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }
}
