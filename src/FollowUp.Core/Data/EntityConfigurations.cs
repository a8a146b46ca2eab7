using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.House;
using FollowUp.Core.Imports;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reminders;
using FollowUp.Core.Units;
using FollowUp.Core.YearShift;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FollowUp.Core.Data;

internal sealed class PlanConfiguration : IEntityTypeConfiguration<Plan>
{
    public void Configure(EntityTypeBuilder<Plan> plan)
    {
        plan.Ignore(x => x.Year).Ignore(x => x.IsFixed).Ignore(x => x.Days);
        plan.Property(x => x.Name).HasMaxLength(Plan.NameLength);
        plan.Property(x => x.ReportTitle).HasMaxLength(Plan.TitleLength);
        plan.Property(x => x.FollowUpInstructions).HasMaxLength(Plan.InstructionsLength);
        plan.Property(x => x.AnalysisInstructions).HasMaxLength(Plan.InstructionsLength);
        plan.Property(x => x.Language).HasMaxLength(Languages.TagLength).HasDefaultValue(Languages.Swedish);
        plan.HasOne(x => x.FixedBy).WithMany().HasForeignKey(x => x.FixedById);
        plan.HasIndex(x => new { x.StartYear, x.YearKind, x.Name }).IsUnique();
    }
}

internal sealed class GoalAreaConfiguration : IEntityTypeConfiguration<GoalArea>
{
    public void Configure(EntityTypeBuilder<GoalArea> area) => area.Property(x => x.Name).HasMaxLength(GoalArea.NameLength);
}

internal sealed class ActivityConfiguration : IEntityTypeConfiguration<Activity>
{
    public void Configure(EntityTypeBuilder<Activity> activity)
    {
        activity.Ignore(x => x.IsDropped).Ignore(x => x.Label);
        activity.Property(x => x.Title).HasMaxLength(Activity.TitleLength);
        activity.Property(x => x.SearchTitle).HasMaxLength(Activity.TitleLength);
        activity.Property(x => x.Responsible).HasMaxLength(Activity.ResponsibleLength);
        activity.Property(x => x.DropReason).HasMaxLength(Activity.ReasonLength);
        activity.HasOne(x => x.Plan).WithMany().HasForeignKey(x => x.PlanId);
        activity.HasOne(x => x.OwnerUnit).WithMany().HasForeignKey(x => x.OwnerUnitId);
        activity.HasOne(x => x.GoalArea).WithMany().HasForeignKey(x => x.GoalAreaId);
        activity.HasOne(x => x.Continues).WithMany().HasForeignKey(x => x.ContinuesId);
        activity.HasOne(x => x.ReplacedBy).WithMany().HasForeignKey(x => x.ReplacedById);
        activity.HasOne(x => x.DecidedBy).WithMany().HasForeignKey(x => x.DecidedById);
        activity.HasOne<Shift>().WithMany().HasForeignKey(x => x.ShiftId);
        activity.HasOne<Note>().WithMany().HasForeignKey(x => x.FromNoteId);

        // Not unique: two numbers that change places would pass through the same value within one save. The service checks,
        // and the plan's version stands against two people renumbering at once.
        activity.HasIndex(x => new { x.PlanId, x.Number, x.Id });

        // Each filter of the list has an index in the list's own order.
        activity.HasIndex(x => new { x.DroppedAt, x.Number, x.Id });
        activity.HasIndex(x => new { x.GoalAreaId, x.Number, x.Id });
        activity.HasIndex(x => new { x.OwnerUnitId, x.Number, x.Id });
        activity.HasIndex(x => x.DueOn);
    }
}

internal sealed class ShiftConfiguration : IEntityTypeConfiguration<Shift>
{
    public void Configure(EntityTypeBuilder<Shift> shift)
    {
        shift.Ignore(x => x.ToYear);
        shift.Property(x => x.ToName).HasMaxLength(Plan.NameLength);
        shift.HasOne(x => x.FromPlan).WithMany().HasForeignKey(x => x.FromPlanId);
        shift.HasOne(x => x.ToPlan).WithMany().HasForeignKey(x => x.ToPlanId);
        shift.HasOne(x => x.By).WithMany().HasForeignKey(x => x.ById);
        shift.HasOne(x => x.UndoneBy).WithMany().HasForeignKey(x => x.UndoneById);
        shift.HasIndex(x => new { x.FromPlanId, x.At });
    }
}

internal sealed class HouseSettingsConfiguration : IEntityTypeConfiguration<HouseSettings>
{
    public void Configure(EntityTypeBuilder<HouseSettings> house)
    {
        house.Property(x => x.Accent).HasMaxLength(HouseSettings.ColorLength);
        foreach (var label in new[] { nameof(HouseSettings.NotStarted), nameof(HouseSettings.InProgress), nameof(HouseSettings.Completed), nameof(HouseSettings.NotCarriedOut) })
            house.Property<string>(label).HasMaxLength(HouseSettings.LabelLength);
        house.Property(x => x.ReportTitle).HasMaxLength(HouseSettings.TitleLength);
        house.Property(x => x.AccessibilityContact).HasMaxLength(HouseSettings.ContactLength);
        house.Property(x => x.SupervisorAddress).HasMaxLength(HouseSettings.AddressLength);
        house.Property(x => x.DataProtectionAddress).HasMaxLength(HouseSettings.AddressLength);
        house.Property(x => x.Shortcomings).HasMaxLength(TypedText.MaxLength);
        house.Property(x => x.LogoMediaType).HasMaxLength(HouseSettings.MediaTypeLength);
    }
}

internal sealed class HistoryPurgeConfiguration : IEntityTypeConfiguration<HistoryPurge>
{
    public void Configure(EntityTypeBuilder<HistoryPurge> purge)
    {
        purge.HasOne(x => x.By).WithMany().HasForeignKey(x => x.ById);
        purge.HasIndex(x => x.At);
    }
}

internal sealed class ReminderConfiguration : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> reminder)
    {
        reminder.Property(x => x.Comment).HasMaxLength(Reminder.CommentLength);
        reminder.HasOne(x => x.Note).WithMany().HasForeignKey(x => x.NoteId);
        reminder.HasOne(x => x.Author).WithMany().HasForeignKey(x => x.AuthorId);
        reminder.HasIndex(x => new { x.NoteId, x.At });
    }
}

internal sealed class ReportImportConfiguration : IEntityTypeConfiguration<ReportImport>
{
    public void Configure(EntityTypeBuilder<ReportImport> import)
    {
        import.Ignore(x => x.Choice);
        import.Property(x => x.FileName).HasMaxLength(ReportImport.FileNameLength);
        import.Property(x => x.Source).HasMaxLength(ReportImport.MaxBytes);
        import.Property(x => x.Kinds).HasMaxLength(ReportImport.MaxBytes + 1);
        import.Property(x => x.Title).HasMaxLength(ReportImport.MaxBytes);
        import.Property(x => x.SearchText).HasMaxLength(ReportImport.SearchLength);
        import.Property(x => x.NewPlanYear).HasMaxLength(Plan.NameLength);
        import.Property(x => x.NewPlanName).HasMaxLength(Plan.NameLength);
        import.HasOne(x => x.Plan).WithMany().HasForeignKey(x => x.PlanId);
        import.HasOne<Unit>().WithMany().HasForeignKey(x => x.DefaultUnitId);
        import.HasOne(x => x.CreatedBy).WithMany().HasForeignKey(x => x.CreatedById);
        import.HasOne(x => x.ConfirmedBy).WithMany().HasForeignKey(x => x.ConfirmedById);
        import.HasMany(x => x.Rows).WithOne().HasForeignKey(x => x.ImportId).OnDelete(DeleteBehavior.ClientCascade);
        import.HasIndex(x => new { x.CreatedAt, x.Id });
        import.HasIndex(x => new { x.State, x.CreatedAt, x.Id });
        import.HasIndex(x => new { x.CreatedById, x.CreatedAt, x.Id });
    }
}

internal sealed class ImportRowConfiguration : IEntityTypeConfiguration<ImportRow>
{
    public void Configure(EntityTypeBuilder<ImportRow> row)
    {
        row.Ignore(x => x.Text).Ignore(x => x.Facts);
        row.Property(x => x.Title).HasMaxLength(ReportImport.MaxBytes);
        row.Property(x => x.UnitName).HasMaxLength(ImportRow.UnitNameLength);
        row.Property(x => x.SuggestionWords).HasMaxLength(ImportRow.WordsLength);
        row.Property(x => x.FollowUp).HasMaxLength(ReportImport.MaxBytes);
        row.Property(x => x.Analysis).HasMaxLength(ReportImport.MaxBytes);
        row.HasOne<Unit>().WithMany().HasForeignKey(x => x.UnitId);
        row.HasIndex(x => new { x.ImportId, x.Position });
    }
}

internal sealed class AuditConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.Property(x => x.Subject).HasMaxLength(AuditEntry.DetailLength);
        entry.Property(x => x.Detail).HasMaxLength(AuditEntry.DetailLength);
        entry.HasIndex(x => new { x.At, x.Id });
        entry.HasIndex(x => new { x.SubjectId, x.At });
        entry.HasIndex(x => new { x.UserId, x.At });
        entry.HasIndex(x => new { x.Action, x.At, x.Id });
    }
}

internal sealed class DataProtectionKeyConfiguration : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> key)
    {
        key.ToTable("DataProtectionKeys");
        key.Property(x => x.Name).HasMaxLength(200);
        key.Property(x => x.Xml).HasMaxLength(8_000);
    }
}

internal sealed class FrameMarkConfiguration : IEntityTypeConfiguration<FrameMark>
{
    public void Configure(EntityTypeBuilder<FrameMark> mark) => mark.ToTable("FrameMarks");
}
