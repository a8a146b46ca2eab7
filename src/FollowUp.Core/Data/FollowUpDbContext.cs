using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
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

    public DbSet<ReportImport> Imports => Set<ReportImport>();

    public DbSet<ImportRow> ImportRows => Set<ImportRow>();

    public DbSet<ListImport> ListImports => Set<ListImport>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Fixed here, so that the model is the same at run time and at design time.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

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
