using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace FollowUp.Core.Data.Transfers;

/// <summary>Saves rows with the keys that they have, also where the database would number them itself.</summary>
public delegate Task SaveRows(FollowUpDbContext db, IEntityType table, CancellationToken cancel);

/// <summary>A database that a transfer reads or writes.</summary>
/// <param name="Open">Makes a context on it.</param>
/// <param name="Name">What it is called in messages: never a secret.</param>
/// <param name="Save">Saves rows into it.</param>
public sealed record TransferEnd(Func<FollowUpDbContext> Open, string Name, SaveRows Save);

/// <summary>
/// Copies a whole installation into an empty database of either kind, table by table through the model, so that no statement belongs to one database alone. What was
/// cut off goes on where it stopped; the rows and how far they have come are one save. The source is only read.
/// </summary>
/// <param name="source">Where everything is.</param>
/// <param name="target">An empty database, or one that a transfer from the same source was cut off in.</param>
/// <param name="time">The clock.</param>
/// <param name="tell">Takes one line of progress.</param>
public sealed class InstallationTransfer(TransferEnd source, TransferEnd target, TimeProvider time, Action<string> tell)
{
    /// <summary>Copies and compares.</summary>
    /// <exception cref="TransferRefusal">Why nothing was written, or what differs afterwards.</exception>
    public async Task RunAsync(CancellationToken cancel = default)
    {
        if (source.Name == target.Name) throw new TransferRefusal($"Source and target are the same database: {source.Name}.");
        await CheckSourceAsync(cancel);
        await PrepareTargetAsync(cancel);
        var tables = await InOrderAsync();
        var steps = tables.Select(table => new Step(table, IsLate: false)).Concat(tables.Where(table => table.Late.Count > 0).Select(table => new Step(table, IsLate: true))).ToList();
        var reached = await BeginAsync(tables, cancel);
        foreach (var step in steps.SkipWhile(step => reached.Length > 0 && step.Name != reached)) await CopyAsync(step, cancel);
        await CompareAsync(tables, cancel);
        await using var db = target.Open();
        (await db.Transfers.SingleAsync(cancel)).Finish(time.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancel);
        tell("Done: every table is the same in both databases.");
    }

    private async Task<IReadOnlyList<TransferTable>> InOrderAsync()
    {
        await using var db = source.Open();
        return TransferTable.InOrder(db.Model);
    }

    private async Task CheckSourceAsync(CancellationToken cancel)
    {
        await using var db = source.Open();
        if (!await db.Database.CanConnectAsync(cancel)) throw new TransferRefusal($"The source cannot be reached: {source.Name}.");
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        if (!applied.SequenceEqual(db.Database.GetMigrations()))
            throw new TransferRefusal($"The source belongs to another version of FollowUp: {source.Name}. Run migrate on it with this version first.");
        if (await db.Transfers.AnyAsync(transfer => transfer.FinishedAt == null, cancel))
            throw new TransferRefusal($"The source is itself the target of a transfer that is not finished: {source.Name}.");
    }

    private async Task PrepareTargetAsync(CancellationToken cancel)
    {
        await using var db = target.Open();
        if (await db.Database.CanConnectAsync(cancel))
        {
            var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
            if (applied.Count > 0 && !applied.SequenceEqual(db.Database.GetMigrations()))
                throw new TransferRefusal($"The target belongs to another version of FollowUp: {target.Name}. Give the transfer an empty database.");
        }

        await db.Database.MigrateAsync(cancel);
    }

    /// <summary>The step that a transfer of before was cut off in; empty where this one begins.</summary>
    private async Task<string> BeginAsync(IReadOnlyList<TransferTable> tables, CancellationToken cancel)
    {
        await using var db = target.Open();
        if (await db.Transfers.OrderBy(transfer => transfer.StartedAt).FirstOrDefaultAsync(cancel) is { } begun)
        {
            if (begun.FinishedAt is { } at) throw new TransferRefusal($"The target was filled by a transfer that ended {Day(at)} (UTC): {target.Name}. Give the transfer an empty database.");
            if (begun.Source != new Transfer(source.Name, begun.StartedAt).Source)
                throw new TransferRefusal($"The target holds a transfer from another source that is not finished ({begun.Source}): {target.Name}. Give the transfer an empty database.");
            tell($"Going on with the transfer that began {Day(begun.StartedAt)} (UTC).");
            return begun.Step;
        }

        foreach (var table in tables)
        {
            if (await table.CountAsync(db, cancel) is > 0 and var rows)
                throw new TransferRefusal($"The target is not empty: {table.Name} has {rows} rows in {target.Name}. Give the transfer an empty database.");
        }

        db.Transfers.Add(new Transfer(source.Name, time.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancel);
        return "";
    }

    private async Task CopyAsync(Step step, CancellationToken cancel)
    {
        var count = 0L;
        await using (var db = source.Open()) count = await step.Table.CountAsync(db, cancel);
        while (true)
        {
            await using var from = source.Open();
            await using var to = target.Open();
            var transfer = await to.Transfers.SingleAsync(cancel);
            if (transfer.Step != step.Name) transfer.Begin(step.Name);
            var rows = await step.Table.ReadAsync(from, transfer.After, step.IsLate, cancel);
            if (rows.Count > 0) transfer.Reach(step.Table.KeyOf(from, rows[^1]), rows.Count);
            foreach (var row in rows) Put(to, step, row);
            await target.Save(to, to.Model.FindEntityType(step.Table.Type.Name)!, cancel);
            var isDone = rows.Count < step.Table.Batch;
            if (step.IsLate ? transfer.Rows > 0 : transfer.Rows > 0 || count > 0) tell(step.IsLate ? $"{step.Table.Name}: {Number(transfer.Rows)} references" : $"{step.Table.Name}: {Number(transfer.Rows)} of {Number(count)} rows");
            if (isDone) return;
        }
    }

    private static void Put(FollowUpDbContext to, Step step, object row)
    {
        var entry = to.Entry(row);
        var late = step.Table.Late.SelectMany(key => key.Properties).Select(property => property.Name).ToList();
        if (step.IsLate)
        {
            entry.State = EntityState.Unchanged;
            foreach (var name in late) entry.Property(name).IsModified = true;
            return;
        }

        foreach (var name in late) entry.Property(name).CurrentValue = null;
        to.Add(row);
    }

    private async Task CompareAsync(IReadOnlyList<TransferTable> tables, CancellationToken cancel)
    {
        var different = new List<string>();
        foreach (var table in tables)
        {
            var (before, after) = (await DigestAsync(source, table, cancel), await DigestAsync(target, table, cancel));
            var isSame = (before.Rows, before.Checksum) == (after.Rows, after.Checksum);
            tell($"{table.Name}: {Number(before.Rows)} rows in the source, {Number(after.Rows)} in the target, checksum {before.Checksum[..12]} {(isSame ? "is the same" : $"is not {after.Checksum[..12]}")}");
            if (!isSame) different.Add(table.Name);
        }

        if (different.Count > 0)
            throw new TransferRefusal($"Source and target differ in {string.Join(", ", different)}. Was the source in use? Stop it, and make the transfer anew into an empty database.");
    }

    private static async Task<TableDigest> DigestAsync(TransferEnd end, TransferTable table, CancellationToken cancel)
    {
        var (digest, after) = (new TableDigest(), "");
        while (true)
        {
            await using var db = end.Open();
            var rows = await table.ReadAsync(db, after, lateOnly: false, cancel);
            foreach (var row in rows) digest.Add(table.Type, row);
            if (rows.Count < table.Batch) return digest;
            after = table.KeyOf(db, rows[^1]);
        }
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', ' ');

    private static string Day(DateTime at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private sealed record Step(TransferTable Table, bool IsLate)
    {
        public string Name { get; } = $"{(IsLate ? "refer" : "copy")} {Table.Name}";
    }
}

/// <summary>Why a transfer did not begin, or what differed when it ended, in words an administrator understands.</summary>
public sealed class TransferRefusal(string message) : Exception(message);
