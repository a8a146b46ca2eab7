using FollowUp.Core.Data;
using FollowUp.Core.Imports;
using FollowUp.Core.Imports.Lists;
using FollowUp.Core.Tests.Users;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Xunit;

namespace FollowUp.Core.Tests.Imports.Lists;

/// <summary>Reads lists in as the application does: a table, its preview, the confirmation.</summary>
public abstract class ListTests : IAsyncLifetime
{
    protected TestDatabase Database { get; private set; } = null!;

    protected SampleAuthority Sample { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        Sample = await SampleAuthority.CreateAsync(Database);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Database.DisposeAsync();
    }

    protected ListImportService Service(FollowUpDbContext db) => new(db, Accounts.Manager(db), Database.Clock, Database.Faults);

    /// <summary>Keeps a list; the first row has the heads.</summary>
    protected async Task<Guid> PrepareAsync(ListKind kind, params string[][] rows)
    {
        var outcome = await TryPrepareAsync(kind, Sample.Administrator, rows);
        Assert.True(outcome.IsDone, string.Join(", ", outcome.Refusals.Select(refusal => refusal.Code)));
        return outcome.Value;
    }

    protected async Task<Outcome<Guid>> TryPrepareAsync(ListKind kind, AppUser user, params string[][] rows)
    {
        await using var db = Database.Open();
        return await Service(db).PrepareAsync(await Sample.AccessOfAsync(user),
            new NewList(Guid.CreateVersion7(), kind, Sample.Plan.Id, "lista.xlsx", new ListContent([.. rows.Select((row, index) => new ListContentRow(index + 1, row))])));
    }

    protected async Task<ListPreview> PreviewAsync(Guid id, RowFate? fate = null, int page = 1)
    {
        await using var db = Database.Open();
        return (await new ListImportQueries(db, Database.Clock).PreviewAsync(await Sample.AccessOfAsync(Sample.Administrator), id, fate, page))!;
    }

    /// <summary>What becomes of each row of a list: its fate, and the codes of what is wrong or the fields that change.</summary>
    protected async Task<IEnumerable<string>> FatesAsync(ListKind kind, params string[][] rows) =>
        (await PreviewAsync(await PrepareAsync(kind, rows))).Check!.Rows.Select(row =>
            $"{row.Fate} {string.Join(',', row.Fate == RowFate.Bad ? row.Refusals.Select(refusal => $"{refusal.Field}:{refusal.Code}") : row.Changes.Select(change => $"{change.Field}"))}".Trim());

    /// <summary>Confirms what the preview shows.</summary>
    protected async Task<Outcome> ConfirmAsync(Guid id, ListPreview? shown = null)
    {
        shown ??= await PreviewAsync(id);
        await using var db = Database.Open();
        return await Service(db).ConfirmAsync(await Sample.AccessOfAsync(Sample.Administrator), id, shown.Import.Version, shown.Check?.Digest ?? "");
    }

    protected async Task<Outcome> UndoAsync(Guid id)
    {
        var version = (await PreviewAsync(id)).Import.Version;
        await using var db = Database.Open();
        return await new ListUndoService(db, Database.Clock).UndoAsync(await Sample.AccessOfAsync(Sample.Administrator), id, version);
    }

    protected static string CodeOf(Outcome outcome) => Assert.Single(outcome.Refusals).Code;
}
