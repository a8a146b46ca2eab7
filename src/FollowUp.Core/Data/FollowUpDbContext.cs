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
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace FollowUp.Core.Data;

/// <summary>The one model of both databases.</summary>
public sealed class FollowUpDbContext(DbContextOptions<FollowUpDbContext> options)
    : IdentityDbContext<AppUser, IdentityRole<Guid>, Guid>(options)
{
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

    /// <summary>Fixed here, so that the model is the same at run time and at design time.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    /// <summary>
    /// Saves. Where the database's strategy makes a save again after a fault that passes (a lost connection, a deadlock), a save that had reached the
    /// database although its answer was lost is not made twice.
    /// </summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
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
        var strategy = Database.CreateExecutionStrategy();
        if (!strategy.RetriesOnFailure) return base.SaveChanges(acceptAllChangesOnSuccess);
        ChangeTracker.DetectChanges();
        var check = CommitCheck.Of(ChangeTracker);
        var written = strategy.Execute(
            check, (_, _) => base.SaveChanges(acceptAllChangesOnSuccess: false), (_, _) => new ExecutionResult<int>(check.Found(), 0));
        if (acceptAllChangesOnSuccess) ChangeTracker.AcceptAllChanges();
        return written;
    }

    // A count that stops at a limit needs no order, and sorting for it would cost what the limit saves.
    protected override void OnConfiguring(DbContextOptionsBuilder options) =>
        options.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning));

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(FollowUpDbContext).Assembly);
        ModelConventions.Apply(builder);
    }
}
