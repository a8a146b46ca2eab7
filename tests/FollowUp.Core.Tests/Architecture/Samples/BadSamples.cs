using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Tests.Architecture.Samples.Plans;
using FollowUp.Core.Tests.Architecture.Samples.Reviews;
using Microsoft.EntityFrameworkCore;

// What the rules of the architecture must find: each type here breaks one of them, in a way that has been seen elsewhere.
// A rule that is blind to its sample fails a test.

namespace FollowUp.Core.Tests.Architecture.Samples.Units
{
    /// <summary>A lower part that reads a higher part's table: in no signature, only in the body of an async method.</summary>
    internal sealed class ClosingService(FollowUpDbContext db)
    {
        public async Task<bool> HasNotesAsync(Guid unitId) => await db.Notes.AnyAsync(note => note.UnitId == unitId);
    }

    /// <summary>A lower part that reads a higher part's table inside a lambda that is never called here.</summary>
    internal sealed class LazyService(FollowUpDbContext db)
    {
        public Func<int> CountPlans() => () => db.Plans.Count();
    }

    internal sealed class SignatureService
    {
        public static void Take(IReadOnlyList<Note?> notes) => _ = notes;
    }

    /// <summary>Goes by a table only.</summary>
    internal sealed class GoodService(FollowUpDbContext db)
    {
        public Task<int> CountAsync() => db.Units.CountAsync(unit => unit.ClosedAt == null);
    }
}

namespace FollowUp.Core.Tests.Architecture.Samples.Plans
{
    /// <summary>May read any table, and so may the row that only it uses.</summary>
    internal sealed class PlanQueries(FollowUpDbContext db)
    {
        public Task<List<PlanRow>> ListAsync() => db.Notes.Select(note => new PlanRow(note.State)).Take(1).ToListAsync();
    }

    internal sealed record PlanRow(NoteState State);

    /// <summary>The same shape is no longer the page's alone when a service uses it.</summary>
    internal sealed record SharedRow(NoteState State);

    internal sealed class SharedQueries
    {
        public static SharedRow Read() => new(NoteState.Draft);
    }

    internal sealed class SharingService
    {
        public static SharedRow? Last { get; set; }
    }

    internal sealed class AskingService
    {
        public static string Ask() => SharedQueries.Read().ToString();
    }
}

namespace FollowUp.Core.Tests.Architecture.Samples.Reviews
{
    internal sealed class ReviewService;
}

namespace FollowUp.Core.Tests.Architecture.Samples.Reminders
{
    /// <summary>A part that calls the one beside it.</summary>
    internal sealed class ReminderService(ReviewService reviews)
    {
        public override string? ToString() => reviews.ToString();
    }
}

namespace FollowUp.Core.Tests.Architecture.Samples.Notes
{
    /// <summary>Uses of Data what is Data's own.</summary>
    internal sealed class OptionsService
    {
        public static string Provider => new DatabaseOptions().Provider;
    }
}

namespace FollowUp.Core.Tests.Architecture.Samples.Elsewhere
{
    internal sealed class LostService;
}

namespace FollowUp.Core.Tests.Architecture.Samples.Rules
{
    internal sealed class NoteManager;

    internal static class TextHelper
    {
        internal sealed record NoteDto;
    }

    internal sealed class FollowUp;

    internal interface ILonely;

    internal sealed class Lonely : ILonely;

    internal interface IShared<T>;

    internal sealed class FirstShared : IShared<int>;

    internal sealed class SecondShared : IShared<string>;

    internal sealed class WideService(string a, string b, string c, string d, string e)
    {
        public override string ToString() => a + b + c + d + e;
    }

    internal sealed class ClockReader
    {
        public static DateTime Now() => DateTime.UtcNow;

        public static Func<DateOnly> Later() => () => DateOnly.FromDateTime(DateTimeOffset.Now.Date);

        public static async Task<Guid> KeyAsync()
        {
            await Task.Yield();
            return Guid.NewGuid();
        }
    }

    internal sealed class RawReader(FollowUpDbContext db)
    {
        public IQueryable<Note> Notes() => db.Notes.FromSqlRaw("SELECT * FROM Notes");
    }

    internal sealed class TransactionOpener(FollowUpDbContext db)
    {
        public async Task TwoSavesAsync()
        {
            await using var both = await db.Database.BeginTransactionAsync();
            await db.SaveChangesAsync();
        }
    }
}
