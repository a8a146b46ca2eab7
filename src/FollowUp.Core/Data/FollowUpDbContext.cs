using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Data.Transfers;
using FollowUp.Core.House;
using FollowUp.Core.Imports;
using FollowUp.Core.Imports.Lists;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reminders;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Core.YearShift;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace FollowUp.Core.Data;

/// <summary>The one model of both databases.</summary>
public sealed class FollowUpDbContext(DbContextOptions<FollowUpDbContext> options)
    : IdentityDbContext<AppUser, IdentityRole<Guid>, Guid>(options)
{
    /// <summary>A request takes far less; work in the background that keeps its context asks anew.</summary>
    private static readonly TimeSpan MarkHolds = TimeSpan.FromSeconds(1);

    private readonly FrameMemory? _memory = options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider?.GetService(typeof(FrameMemory)) as FrameMemory;

    private readonly ITextSearch? _search = options.FindExtension<CoreOptionsExtension>()?.Interceptors?.OfType<ITextSearch>().LastOrDefault();

    private (DbContextId Lease, MarkPlace Place, long At) _mark;

    public DbSet<Unit> Units => Set<Unit>();

    public DbSet<UnitPast> UnitPasts => Set<UnitPast>();

    public DbSet<UnitMerge> UnitMerges => Set<UnitMerge>();

    public DbSet<Membership> Memberships => Set<Membership>();

    public DbSet<Delegation> Delegations => Set<Delegation>();

    public DbSet<UserSession> UserSessions => Set<UserSession>();

    public DbSet<Plan> Plans => Set<Plan>();

    public DbSet<UnitDays> UnitDays => Set<UnitDays>();

    public DbSet<CheckPoint> CheckPoints => Set<CheckPoint>();

    public DbSet<CheckPointNote> CheckPointNotes => Set<CheckPointNote>();

    public DbSet<GoalArea> GoalAreas => Set<GoalArea>();

    public DbSet<Activity> Activities => Set<Activity>();

    public DbSet<Note> Notes => Set<Note>();

    public DbSet<NoteRevision> NoteRevisions => Set<NoteRevision>();

    public DbSet<NoteStateChange> NoteStateChanges => Set<NoteStateChange>();

    public DbSet<NotePresence> NotePresences => Set<NotePresence>();

    public DbSet<NoteComment> NoteComments => Set<NoteComment>();

    public DbSet<GapWaiver> GapWaivers => Set<GapWaiver>();

    public DbSet<ReportSetup> ReportSetups => Set<ReportSetup>();

    /// <summary>One row at the most.</summary>
    public DbSet<HouseSettings> House => Set<HouseSettings>();

    public DbSet<HistoryPurge> HistoryPurges => Set<HistoryPurge>();

    public DbSet<LogoFile> ReportLogos => Set<LogoFile>();

    public DbSet<ReportTemplate> ReportTemplates => Set<ReportTemplate>();

    public DbSet<FixedReport> FixedReports => Set<FixedReport>();

    public DbSet<FixedReportFile> FixedReportFiles => Set<FixedReportFile>();

    public DbSet<ReportDifference> ReportDifferences => Set<ReportDifference>();

    public DbSet<ReportShare> ReportShares => Set<ReportShare>();

    public DbSet<PreparedFile> PreparedFiles => Set<PreparedFile>();

    public DbSet<PreparedFilePiece> PreparedFilePieces => Set<PreparedFilePiece>();

    public DbSet<Shift> YearShifts => Set<Shift>();

    public DbSet<Reminder> Reminders => Set<Reminder>();

    public DbSet<ReminderMail> ReminderMails => Set<ReminderMail>();

    public DbSet<MailPause> MailPauses => Set<MailPause>();

    public DbSet<ReportImport> Imports => Set<ReportImport>();

    public DbSet<ImportRow> ImportRows => Set<ImportRow>();

    public DbSet<ListImport> ListImports => Set<ListImport>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>One row, where this database's content was copied from another.</summary>
    public DbSet<Transfer> Transfers => Set<Transfer>();

    /// <summary>One row, made by the migration.</summary>
    public DbSet<FrameMark> FrameMarks => Set<FrameMark>();

    /// <summary>Looks for words in texts.</summary>
    internal ITextSearch TextSearch => _search ?? throw new InvalidOperationException("The context was not configured by one of the databases.");

    /// <summary>Fixed here, so that the model is the same at run time and at design time.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    /// <summary>
    /// Saves. Where the database's strategy makes a save again after a fault that passes (a lost connection, a deadlock), a save that had reached the
    /// database although its answer was lost is not made twice.
    /// </summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        MoveMark();
        var strategy = Database.CreateExecutionStrategy();
        if (!strategy.RetriesOnFailure) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        ChangeTracker.DetectChanges();
        var check = CommitCheck.Of(ChangeTracker);
        var written = await strategy.ExecuteAsync(
            check,
            (_, _, cancel) => base.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancel),
            async (_, _, cancel) => new ExecutionResult<int>(await check.FoundAsync(cancel), 0),
            cancellationToken);
        if (acceptAllChangesOnSuccess) ChangeTracker.AcceptAllChanges();
        return written;
    }

    /// <inheritdoc cref="SaveChangesAsync(bool, CancellationToken)"/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        MoveMark();
        var strategy = Database.CreateExecutionStrategy();
        if (!strategy.RetriesOnFailure) return base.SaveChanges(acceptAllChangesOnSuccess);
        ChangeTracker.DetectChanges();
        var check = CommitCheck.Of(ChangeTracker);
        var written = strategy.Execute(
            check, (_, _) => base.SaveChanges(acceptAllChangesOnSuccess: false), (_, _) => new ExecutionResult<int>(check.Found(), 0));
        if (acceptAllChangesOnSuccess) ChangeTracker.AcceptAllChanges();
        return written;
    }

    /// <summary>
    /// What this process remembers under a key, or what is read now. For what moves the <see cref="FrameMark"/> when it changes, and for nothing else; a context made
    /// outside the application remembers nothing.
    /// </summary>
    /// <param name="key">What it is, with all that it depends on beside the mark.</param>
    /// <param name="read">Reads it. The result is shared by requests, and so never changed.</param>
    /// <param name="cancel">Ends the reading early.</param>
    /// <param name="withStates">True where it depends on the status or the state of notes as well.</param>
    internal async Task<T> RememberAsync<T>(object key, Func<Task<T>> read, CancellationToken cancel, bool withStates = false)
    {
        if (_memory is null || Database.CurrentTransaction is not null) return await read();
        if (_mark.Lease != ContextId || System.Diagnostics.Stopwatch.GetElapsedTime(_mark.At) > MarkHolds)
            _mark = (ContextId, await _memory.ReadMark(this, cancel), System.Diagnostics.Stopwatch.GetTimestamp());
        var mark = withStates ? _mark.Place : _mark.Place with { States = Guid.Empty };
        if (_memory.TryGet<T>(key, mark, out var kept)) return kept;
        var value = await read();

        // What is not there may come without moving the mark, as a sign-in does.
        if (value is not null) _memory.Put(key, mark, value);
        return value;
    }

    /// <summary>Counts; that there are more than a limit is remembered for a minute, since nobody is told how many more.</summary>
    internal async Task<int> RememberCutAsync(object key, int limit, Func<Task<int>> count)
    {
        if (_memory?.IsCut(key) == true) return limit + 1;
        var found = await count();
        if (found > limit) _memory?.Cut(key);
        return found;
    }

    /// <summary>
    /// Counts rows by kind. Numbers of more than <see cref="FrameMemory.Large"/> rows together are remembered for a minute: to count them takes long, and nobody sees
    /// whether one of them is new.
    /// </summary>
    internal async Task<T> RememberLargeAsync<T>(object key, Func<Task<T>> count, Func<T, int> rows)
    {
        if (_memory is null) return await count();
        if (_memory.TryGetLarge<T>(key, out var kept)) return kept;
        var counted = await count();
        if (rows(counted) > FrameMemory.Large) _memory.PutLarge(key, counted!);
        return counted;
    }

    /// <summary>Moves the mark in the same save. It is not read first: a save that reads before it writes can be refused by SQLite for what others wrote in between.</summary>
    private void MoveMark()
    {
        var (frame, states) = (false, false);
        foreach (var entry in ChangeTracker.Entries())
        {
            frame |= FrameMemory.IsOfFrame(entry);
            states |= FrameMemory.IsOfStates(entry);
        }

        if (!frame && !states) return;
        var mark = FrameMarks.Local.FirstOrDefault() ?? FrameMarks.Attach(new FrameMark()).Entity;
        if (frame) mark.MoveFrame();
        if (states) mark.MoveStates();
        _mark = default;
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(FollowUpDbContext).Assembly);
        ModelConventions.Apply(builder);
    }
}
