using FollowUp.Core.Imports.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FollowUp.Core.Data;

internal sealed class ListImportConfiguration : IEntityTypeConfiguration<ListImport>
{
    public void Configure(EntityTypeBuilder<ListImport> import)
    {
        import.Property(x => x.FileName).HasMaxLength(ListImport.FileNameLength);
        import.Property(x => x.Table).HasMaxLength(ListImport.TableLength);
        import.Property(x => x.Columns).HasMaxLength(ListImport.ColumnsLength);
        import.Property(x => x.DefaultUnits).HasMaxLength(ListImport.DefaultUnitsLength);
        import.Property(x => x.Made).HasMaxLength(ListImport.MadeLength);
        import.Ignore(x => x.Defaults).Ignore(x => x.MadeIds).Ignore(x => x.CanBeUndone);
        import.Property(x => x.Refused).HasMaxLength(ListImport.TableLength);
        import.HasOne(x => x.Plan).WithMany().HasForeignKey(x => x.PlanId);
        import.HasOne(x => x.CreatedBy).WithMany().HasForeignKey(x => x.CreatedById);
        import.HasOne(x => x.ConfirmedBy).WithMany().HasForeignKey(x => x.ConfirmedById);
        import.HasIndex(x => new { x.CreatedAt, x.Id });
        import.HasIndex(x => new { x.Kind, x.CreatedAt, x.Id });
    }
}
