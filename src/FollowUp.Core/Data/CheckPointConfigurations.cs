using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FollowUp.Core.Data;

internal sealed class UnitDaysConfiguration : IEntityTypeConfiguration<UnitDays>
{
    public void Configure(EntityTypeBuilder<UnitDays> days)
    {
        days.HasKey(x => new { x.PlanId, x.UnitId });
        days.HasOne<Plan>().WithMany().HasForeignKey(x => x.PlanId);
        days.HasOne(x => x.Unit).WithMany().HasForeignKey(x => x.UnitId);
    }
}

internal sealed class CheckPointConfiguration : IEntityTypeConfiguration<CheckPoint>
{
    public void Configure(EntityTypeBuilder<CheckPoint> point)
    {
        point.Property(x => x.Name).HasMaxLength(CheckPoint.NameLength);
        point.HasOne(x => x.Plan).WithMany().HasForeignKey(x => x.PlanId);
        point.HasIndex(x => new { x.PlanId, x.FirstDay });
    }
}

internal sealed class CheckPointNoteConfiguration : IEntityTypeConfiguration<CheckPointNote>
{
    public void Configure(EntityTypeBuilder<CheckPointNote> written)
    {
        written.Ignore(x => x.Written);
        written.Property(x => x.Text).HasMaxLength(CheckPointText.MaxLength);
        written.HasOne(x => x.CheckPoint).WithMany().HasForeignKey(x => x.CheckPointId);
        written.HasOne(x => x.Note).WithMany().HasForeignKey(x => x.NoteId);
        written.HasOne(x => x.SavedBy).WithMany().HasForeignKey(x => x.SavedById);
        written.HasIndex(x => new { x.CheckPointId, x.NoteId }).IsUnique();
        written.HasIndex(x => x.NoteId);
    }
}
