using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FollowUp.Core.Data.Transfers;

internal sealed class TransferConfiguration : IEntityTypeConfiguration<Transfer>
{
    public void Configure(EntityTypeBuilder<Transfer> transfer)
    {
        transfer.Property(x => x.Source).HasMaxLength(Transfer.SourceLength);
        transfer.Property(x => x.Step).HasMaxLength(Transfer.StepLength);
        transfer.Property(x => x.After).HasMaxLength(Transfer.AfterLength);
    }
}
