using System.Diagnostics;
using System.Globalization;
using FollowUp.Browser.Tests;
using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Data.Sqlite;
using FollowUp.Documents;
using FollowUp.Web.Hosting;
using FollowUp.Web.Views.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Activity = FollowUp.Core.Activities.Activity;

namespace FollowUp.Benchmarks;

/// <summary>Each output of a report from the embedded database, for reports of different length: the time and the most memory that it takes.</summary>
internal static class ReportSize
{
    /// <summary>The argument that makes a process the one that is measured.</summary>
    public const string One = "report-one";

    /// <summary>Activities in the report that is written first, so that what a process does once is not counted.</summary>
    private const int WarmUp = 50;

    private const int TextLength = 2_000;

    private static readonly int[] Counts = [100, 1_000, 10_000];

    private static readonly ReportFormat[] Formats = [ReportFormat.Word, ReportFormat.Excel, ReportFormat.Text, ReportFormat.Json, ReportFormat.Html];

    public static async Task RunAsync(bool withPdf)
    {
        var folder = Directory.CreateTempSubdirectory("followup-benchmark-").FullName;
        try
        {
            var plans = await FillAsync(folder);
            Console.WriteLine("| output | activities | file, MB | seconds | ms an activity | peak heap, MB | peak memory, MB |");
            Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
            foreach (var format in withPdf ? [.. Formats, ReportFormat.Pdf] : Formats)
            {
                foreach (var count in Counts) Console.WriteLine(await MeasureAsync(folder, format, plans[WarmUp], plans[count]));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What the measured process does: writes the short report, then the other, and prints a row of the table.</summary>
    public static async Task RunOneAsync(string folder, ReportFormat format, Guid warmUp, Guid plan)
    {
        await using var app = Build(folder);
        await WriteAsync(app, format, warmUp);
        GC.Collect();
        using var memory = new Memory();
        Console.WriteLine($"{await WriteAsync(app, format, plan)} {memory.Row} |");
    }

    private static async Task<string> MeasureAsync(string folder, ReportFormat format, Guid warmUp, Guid plan)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(ReportSize).Assembly.Location);
        foreach (var argument in new[] { One, folder, format.ToString(), warmUp.ToString(), plan.ToString() }) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Split('\n').FirstOrDefault(line => line.StartsWith('|')) ?? throw new InvalidOperationException($"{format}: {output}");
    }

    private static WebApplication Build(string folder)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // The views are found by the application's name.
            ApplicationName = typeof(ReportOutputs).Assembly.GetName().Name,
            ContentRootPath = Path.Combine(RunningApp.RepositoryRoot, "src", "FollowUp.Web"),
            Args = ["--Data:Folder", folder, "--Serilog:MinimumLevel:Default", "Warning"],
        });
        builder.AddFollowUp();
        return builder.Build();
    }

    /// <returns>The first part of the row.</returns>
    private static async Task<string> WriteAsync(WebApplication app, ReportFormat format, Guid plan)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("sv-SE");
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await using var to = TemporaryFile.Open();
        var start = Stopwatch.GetTimestamp();
        var report = await services.GetRequiredService<AnnualReportQueries>().ReadAsync(Reviewer, plan) ?? throw new InvalidOperationException("There is no report.");
        await services.GetRequiredService<ReportOutputs>().MakeAsync(report, format, to, _ => { }, CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var count = report.Entries.Count;
        return string.Create(CultureInfo.InvariantCulture, $"| {format} | {count:N0} | {to.Length / 1e6:0.0} | {seconds:0.00} | {1_000 * seconds / count:0.00} |");
    }

    private static UserAccess Reviewer => new()
    {
        UserId = Guid.CreateVersion7(),
        Name = "Mätaren",
        Roles = new HashSet<AppRole> { AppRole.Reviewer },
        OwnUnits = [],
        LedUnits = [],
        HeadUnits = [],
        AuthorityId = Guid.Empty,
    };

    /// <summary>A plan for each length.</summary>
    private static async Task<Dictionary<int, Guid>> FillAsync(string folder)
    {
        using var gate = new WriteGate();
        var builder = new DbContextOptionsBuilder<FollowUpDbContext>();
        SqliteDatabase.Configure(builder, $"Data Source={Path.Combine(folder, "followup.db")}", new DatabaseOptions(), gate);
        await using var db = new FollowUpDbContext(builder.Options);
        await db.Database.MigrateAsync();
        var root = new Unit(Guid.CreateVersion7(), "Mätkommunen", null, null);
        var units = Enumerable.Range(1, 40).Select(i => new Unit(Guid.CreateVersion7(), $"Mätskolan {i}", root.Id, SchoolForm.CompulsorySchool)).ToList();
        var writer = new AppUser(Guid.CreateVersion7(), "Mätaren", "mataren@matning.example") { NormalizedEmail = "MATAREN", NormalizedUserName = "MATAREN", SecurityStamp = "-" };
        db.AddRange([root, .. units, writer]);
        await db.SaveChangesAsync();
        var plans = new Dictionary<int, Guid>();
        foreach (var count in Counts.Prepend(WarmUp))
        {
            var plan = new Plan(Guid.CreateVersion7(), new PlanYear(YearKind.CalendarYear, 2026), $"{count}", "Mätrapport");
            db.Plans.Add(plan);
            foreach (var numbers in Enumerable.Range(1, count).Chunk(500))
            {
                foreach (var number in numbers) Add(db, plan, number, units[number % units.Count], writer);
                await db.SaveChangesAsync();
                db.ChangeTracker.Clear();
            }

            plans[count] = plan.Id;
        }

        return plans;
    }

    private static void Add(FollowUpDbContext db, Plan plan, int number, Unit unit, AppUser writer)
    {
        var activity = new Activity(Guid.CreateVersion7(), plan.Id, number, new ActivityFacts { Title = $"Arbetssätt {number} prövas i alla arbetslag", OwnerUnitId = unit.Id });
        var note = new Note(activity.Id, unit.Id);
        note.Save(new NoteText(NoteStatus.Completed, Text(number, TextLength / 2), Text(number + 7, TextLength / 2)), writer.Id, DateTime.UnixEpoch);
        note.Submit(writer.Id, DateTime.UnixEpoch);
        db.AddRange(activity, note);
    }

    /// <summary>Some paragraphs with a list and bold words, no two alike.</summary>
    private static string Text(int seed, int length)
    {
        var random = new Random(seed);
        var text = "";
        while (text.Length < length)
        {
            var sentence = $"Vi prövade arbetssätt {random.Next(1_000)} i {random.Next(2, 90)} klasser och **jämförde** med läsåret {random.Next(1990, 2026)}.";
            text += random.Next(5) switch { 0 => $"\n\n{sentence}", 1 => $"\n\n- {sentence}\n- Det gav {random.Next(100)} procent.\n\n", _ => $" {sentence}" };
        }

        return text.Trim();
    }

    /// <summary>Looks many times a second at how much memory the process uses.</summary>
    private sealed class Memory : IDisposable
    {
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

        private readonly Timer _timer;
        private long _heap;
        private long _all;

        public Memory() => _timer = new Timer(_ => Look(), null, TimeSpan.Zero, Pause);

        /// <summary>The most of the managed heap, with what is not collected yet, and of the whole process.</summary>
        public string Row
        {
            get
            {
                Look();
                return string.Create(CultureInfo.InvariantCulture, $"{_heap / 1e6:0} | {_all / 1e6:0}");
            }
        }

        public void Dispose() => _timer.Dispose();

        private void Look()
        {
            _heap = Math.Max(_heap, GC.GetTotalMemory(false));
            _all = Math.Max(_all, Environment.WorkingSet);
        }
    }
}
