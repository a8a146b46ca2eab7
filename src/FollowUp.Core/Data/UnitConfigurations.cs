using FollowUp.Core.Notes;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FollowUp.Core.Data;

internal sealed class UnitConfiguration : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> unit)
    {
        unit.Ignore(x => x.IsAuthority);
        unit.Property(x => x.Name).HasMaxLength(Unit.NameLength);
        unit.Property(x => x.SearchName).HasMaxLength(Unit.NameLength);
        unit.HasOne(x => x.Parent).WithMany().HasForeignKey(x => x.ParentId);
        unit.HasMany(x => x.Pasts).WithOne().HasForeignKey(x => x.UnitId).OnDelete(DeleteBehavior.ClientCascade);
        unit.HasIndex(x => x.SortKey);
    }
}

internal sealed class UnitPastConfiguration : IEntityTypeConfiguration<UnitPast>
{
    public void Configure(EntityTypeBuilder<UnitPast> past)
    {
        past.Property(x => x.Name).HasMaxLength(Unit.NameLength);
        past.Property(x => x.SearchName).HasMaxLength(Unit.NameLength);
        past.HasOne<Unit>().WithMany().HasForeignKey(x => x.ParentId);
        past.HasIndex(x => new { x.UnitId, x.Until });
    }
}

internal sealed class UnitMergeConfiguration : IEntityTypeConfiguration<UnitMerge>
{
    public void Configure(EntityTypeBuilder<UnitMerge> merge)
    {
        merge.HasOne(x => x.Unit).WithMany().HasForeignKey(x => x.UnitId);
        merge.HasOne(x => x.Successor).WithMany().HasForeignKey(x => x.SuccessorId);
        merge.HasOne(x => x.MergedBy).WithMany().HasForeignKey(x => x.MergedById);
        merge.HasOne<AppUser>().WithMany().HasForeignKey(x => x.UndoneById);
        merge.HasMany(x => x.Parts).WithOne().HasForeignKey(x => x.MergeId).OnDelete(DeleteBehavior.ClientCascade);
        merge.HasIndex(x => new { x.UnitId, x.MergedAt });
        merge.HasIndex(x => new { x.SuccessorId, x.MergedAt });
    }
}

internal sealed class UnitMergePartConfiguration : IEntityTypeConfiguration<UnitMergePart>
{
    public void Configure(EntityTypeBuilder<UnitMergePart> part) => part.HasKey(x => new { x.MergeId, x.Kind, x.SubjectId });
}
