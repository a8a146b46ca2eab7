using System.Globalization;
using System.Text;
using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Imports;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using FollowUp.Data.Sqlite;
using FollowUp.Data.SqlServer;
using FollowUp.Documents.Text;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FollowUp.Core.Tests.Imports;

/// <summary>A database and an authority, and the steps of an import, each in a context of its own as a request has.</summary>
public abstract class ImportTests : IAsyncLifetime
{
    protected TestDatabase Database { get; private set; } = null!;

    protected SampleAuthority Sample { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        Sample = await SampleAuthority.CreateAsync(Database);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    /// <summary>A report with this many activities, numbered from 1.</summary>
    protected static string ReportOf(int activities, string title = "Uppföljning läsåret 2023/24")
    {
        var text = new StringBuilder(title).Append("\n\n");
        for (var i = 1; i <= activities; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i}. Uppdrag/Aktivitet\n\nÅtgärd nummer {i}\n\nUppföljning\n\n");
            text.Append(CultureInfo.InvariantCulture, $"Arbetet på avdelning {i} följer planen.\n\nAnalys\n\nOrsak {i} är känd.\n\n");
        }

        return text.ToString();
    }

    protected static string SharedReport(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "FollowUp.sln"))) folder = folder.Parent;
        var reports = Path.Combine(folder.FullName, "..", "shared", "reports");
        Assert.SkipUnless(Directory.Exists(reports), "The folder ../shared/reports is not here.");
        return Path.Combine(reports, name);
    }

    /// <summary>Reads a report in as a reviewer and gives the import's id.</summary>
    protected async Task<Guid> PrepareAsync(string text, string fileName = "rapport.txt", AppUser? user = null)
    {
        var outcome = await PrepareAsync(Guid.CreateVersion7(), text, fileName, user);
        Assert.True(outcome.IsDone, string.Join(", ", outcome.Refusals.Select(refusal => refusal.Code)));
        return outcome.Value;
    }

    protected async Task<Outcome<Guid>> PrepareAsync(Guid id, string text, string fileName = "rapport.txt", AppUser? user = null)
    {
        await using var db = Database.Open();
        return await Service(db).PrepareAsync(
            await Sample.AccessOfAsync(user ?? Sample.Reviewer), id, fileName, TextDocumentReader.ReadPasted(text).Document!);
    }

    protected async Task<Outcome> ConfirmAsync(
        Guid id, Guid? version = null, AppUser? user = null, Func<ImportChoice, ImportChoice>? choose = null, params ImportRowCorrection[] rows)
    {
        await using var db = Database.Open();
        var import = await db.Imports.AsNoTracking().SingleAsync(import => import.Id == id);
        return await Service(db).ConfirmAsync(
            await Sample.AccessOfAsync(user ?? Sample.Reviewer), id, version ?? import.Version, choose?.Invoke(import.Choice) ?? import.Choice, rows);
    }

    protected async Task<Outcome> CorrectAsync(
        Guid id, Guid? version = null, Func<ImportChoice, ImportChoice>? choose = null, params ImportRowCorrection[] rows)
    {
        await using var db = Database.Open();
        var import = await db.Imports.AsNoTracking().SingleAsync(import => import.Id == id);
        return await Service(db).CorrectAsync(
            await Sample.AccessOfAsync(Sample.Reviewer), id, version ?? import.Version, choose?.Invoke(import.Choice) ?? import.Choice, rows);
    }

    protected async Task<Outcome> UndoAsync(Guid id, Guid? version = null)
    {
        await using var db = Database.Open();
        var import = await db.Imports.AsNoTracking().SingleAsync(import => import.Id == id);
        return await new ImportUndoService(db, Database.Clock).UndoAsync(
            await Sample.AccessOfAsync(Sample.Reviewer), id, version ?? import.Version);
    }

    protected async Task<ImportPreview> PreviewAsync(Guid id, int page = 1)
    {
        await using var db = Database.Open();
        return (await new ImportQueries(db).PreviewAsync(await Sample.AccessOfAsync(Sample.Reviewer), id, page))!;
    }

    /// <summary>A row as it stands, to change a part of.</summary>
    protected static ImportRowCorrection As(ImportRow row) => new()
    {
        RowId = row.Id,
        IsIncluded = row.IsIncluded,
        Number = row.Number,
        Title = row.Title,
        UnitId = row.UnitId,
        Status = row.Status,
        FollowUp = row.FollowUp,
        Analysis = row.Analysis,
    };

    protected async Task<List<Note>> NotesAsync(Guid planId)
    {
        await using var db = Database.Open();
        return await db.Notes.AsNoTracking().Include(note => note.Activity).Include(note => note.Unit)
            .Where(note => note.Activity.PlanId == planId).OrderBy(note => note.Activity.Number).ToListAsync();
    }

    protected async Task<Plan?> PlanOfAsync(string year, string name = "")
    {
        await using var db = Database.Open();
        var wanted = PlanYear.Parse(year)!.Value;
        return await db.Plans.AsNoTracking().SingleOrDefaultAsync(
            plan => plan.StartYear == wanted.Start && plan.YearKind == wanted.Kind && plan.Name == name);
    }

    protected ImportService Service(FollowUpDbContext db) => new(db, Database.Clock, Faults());

    private static IDatabaseFaults Faults()
    {
        var services = new ServiceCollection();
        if (TestDatabase.Server is null) services.AddFollowUpSqlite("Data Source=:memory:", new DatabaseOptions());
        else services.AddFollowUpSqlServer("Server=none", new DatabaseOptions());
        return services.BuildServiceProvider().GetRequiredService<IDatabaseFaults>();
    }
}
