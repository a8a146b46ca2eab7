using System.Text.Json;
using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.House;
using FollowUp.Core.Imports;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reminders;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Core.YearShift;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FollowUp.Core.Data;

internal sealed class UserConfiguration : IEntityTypeConfiguration<AppUser>
{
    public void Configure(EntityTypeBuilder<AppUser> user)
    {
        user.Property(x => x.Name).HasMaxLength(AppUser.NameLength);
        user.Property(x => x.SearchName).HasMaxLength(AppUser.NameLength + 257);
        user.Property(x => x.Language).HasMaxLength(Languages.TagLength);
        user.HasMany(x => x.Memberships).WithOne(x => x.User).HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.ClientCascade);
        user.HasIndex(x => new { x.SortKey, x.Id });
        user.HasIndex(x => x.DeactivatedAt);
        user.HasIndex(x => x.EndsOn);
        user.HasIndex(x => x.LockoutEnd);
    }
}

internal sealed class UserSessionConfiguration : IEntityTypeConfiguration<UserSession>
{
    public void Configure(EntityTypeBuilder<UserSession> session)
    {
        session.Property(x => x.Browser).HasMaxLength(UserSession.BrowserLength);
        session.HasOne<AppUser>().WithMany().HasForeignKey(x => x.UserId);
        session.HasIndex(x => new { x.UserId, x.EndedAt });
    }
}

internal sealed class PasskeyConfiguration : IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    /// <summary>The longest key of SQL Server; authenticators make such of 16 to 64 bytes, and a few of some hundred.</summary>
    private const int KeyLength = 900;

    /// <summary>Public key and attestation of an authenticator are some thousand characters.</summary>
    private const int DataLength = 100_000;

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> passkey)
    {
        passkey.ToTable("AspNetUserPasskeys");
        passkey.HasKey(x => x.CredentialId);
        passkey.Property(x => x.CredentialId).HasMaxLength(KeyLength);
        passkey.Property(x => x.Data).HasMaxLength(DataLength).HasConversion(
            data => Write(data), text => Read(text),
            new ValueComparer<IdentityPasskeyData>((one, other) => Write(one!) == Write(other!), data => Write(data).GetHashCode(StringComparison.Ordinal), data => Read(Write(data))));
        passkey.HasOne<AppUser>().WithMany().HasForeignKey(x => x.UserId);
    }

    private static string Write(IdentityPasskeyData data) => JsonSerializer.Serialize(data);

    private static IdentityPasskeyData Read(string text) => text.Length == 0 ? new IdentityPasskeyData() : JsonSerializer.Deserialize<IdentityPasskeyData>(text)!;
}

internal sealed class MembershipConfiguration : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> membership)
    {
        membership.HasOne(x => x.Unit).WithMany().HasForeignKey(x => x.UnitId);
        membership.HasIndex(x => new { x.UserId, x.UnitId, x.Kind }).IsUnique();
    }
}

internal sealed class DelegationConfiguration : IEntityTypeConfiguration<Delegation>
{
    public void Configure(EntityTypeBuilder<Delegation> delegation)
    {
        delegation.HasOne(x => x.Unit).WithMany().HasForeignKey(x => x.UnitId);
        delegation.HasOne(x => x.User).WithMany().HasForeignKey(x => x.UserId);
        delegation.HasOne(x => x.GivenBy).WithMany().HasForeignKey(x => x.GivenById);
        delegation.HasOne(x => x.EndedBy).WithMany().HasForeignKey(x => x.EndedById);
        delegation.HasIndex(x => new { x.UserId, x.LastDay });
        delegation.HasIndex(x => new { x.UnitId, x.FirstDay, x.Id });
    }
}

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

internal sealed class NoteConfiguration : IEntityTypeConfiguration<Note>
{
    public void Configure(EntityTypeBuilder<Note> note)
    {
        note.Ignore(x => x.HasText).Ignore(x => x.IsWritable).Ignore(x => x.Text);
        note.Property(x => x.FollowUp).HasMaxLength(TypedText.MaxLength);
        note.Property(x => x.Analysis).HasMaxLength(TypedText.MaxLength);
        note.Property(x => x.SearchText).HasMaxLength(2 * TypedText.MaxLength + 1);
        note.HasOne(x => x.Activity).WithMany().HasForeignKey(x => x.ActivityId);
        note.HasOne(x => x.Unit).WithMany().HasForeignKey(x => x.UnitId);
        note.HasOne(x => x.SavedBy).WithMany().HasForeignKey(x => x.SavedById);
        note.HasOne<Note>().WithMany().HasForeignKey(x => x.CarriedFromId);
        note.HasMany(x => x.Revisions).WithOne().HasForeignKey(x => x.NoteId).OnDelete(DeleteBehavior.ClientCascade);
        note.HasMany(x => x.StateChanges).WithOne().HasForeignKey(x => x.NoteId).OnDelete(DeleteBehavior.ClientCascade);
        note.HasIndex(x => new { x.ActivityId, x.UnitId }).IsUnique();
        note.HasIndex(x => new { x.UnitId, x.State, x.ActivityId });
        note.HasIndex(x => new { x.State, x.Status });
        note.HasIndex(x => new { x.Status, x.ActivityId });
        note.HasIndex(x => new { x.SavedAt, x.Id });
        note.HasIndex(x => new { x.WaitsSince, x.Id });
    }
}

internal sealed class NoteRevisionConfiguration : IEntityTypeConfiguration<NoteRevision>
{
    public void Configure(EntityTypeBuilder<NoteRevision> revision)
    {
        revision.Ignore(x => x.Text);
        revision.Property(x => x.FollowUp).HasMaxLength(TypedText.MaxLength);
        revision.Property(x => x.Analysis).HasMaxLength(TypedText.MaxLength);
        revision.HasOne(x => x.Author).WithMany().HasForeignKey(x => x.AuthorId);
        revision.HasIndex(x => new { x.NoteId, x.At });
        revision.HasIndex(x => x.ImportId);
    }
}

internal sealed class NoteStateChangeConfiguration : IEntityTypeConfiguration<NoteStateChange>
{
    public void Configure(EntityTypeBuilder<NoteStateChange> change)
    {
        change.Property(x => x.Comment).HasMaxLength(NoteStateChange.CommentLength);
        change.HasOne(x => x.Author).WithMany().HasForeignKey(x => x.AuthorId);
        change.HasIndex(x => new { x.NoteId, x.At });
    }
}

internal sealed class NotePresenceConfiguration : IEntityTypeConfiguration<NotePresence>
{
    public void Configure(EntityTypeBuilder<NotePresence> presence) => presence.HasKey(x => new { x.NoteId, x.UserId });
}

internal sealed class NoteCommentConfiguration : IEntityTypeConfiguration<NoteComment>
{
    public void Configure(EntityTypeBuilder<NoteComment> comment)
    {
        comment.Ignore(x => x.IsClosed);
        comment.Property(x => x.Text).HasMaxLength(NoteComment.TextLength);
        comment.HasOne(x => x.Note).WithMany().HasForeignKey(x => x.NoteId);
        comment.HasOne<NoteComment>().WithMany().HasForeignKey(x => x.ReplyToId);
        comment.HasOne(x => x.Author).WithMany().HasForeignKey(x => x.AuthorId);
        comment.HasOne(x => x.ClosedBy).WithMany().HasForeignKey(x => x.ClosedById);
        comment.HasIndex(x => new { x.NoteId, x.At });
    }
}

internal sealed class GapWaiverConfiguration : IEntityTypeConfiguration<GapWaiver>
{
    public void Configure(EntityTypeBuilder<GapWaiver> waiver)
    {
        waiver.Property(x => x.Reason).HasMaxLength(GapWaiver.ReasonLength);
        waiver.HasOne(x => x.Note).WithMany().HasForeignKey(x => x.NoteId);
        waiver.HasOne(x => x.WaivedBy).WithMany().HasForeignKey(x => x.WaivedById);
        waiver.HasIndex(x => new { x.NoteId, x.Kind }).IsUnique();
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
