using FollowUp.Core.Activities;
using FollowUp.Core.Plans;
using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FollowUp.Core.Data;

internal sealed class ReportSetupConfiguration : IEntityTypeConfiguration<ReportSetup>
{
    public void Configure(EntityTypeBuilder<ReportSetup> setup)
    {
        setup.HasKey(x => x.PlanId);
        setup.Ignore(x => x.SignatureLines);
        setup.Property(x => x.RegistryNumber).HasMaxLength(ReportSetup.RegistryNumberLength);
        setup.Property(x => x.Foreword).HasMaxLength(TypedText.MaxLength);
        setup.Property(x => x.Closing).HasMaxLength(TypedText.MaxLength);
        setup.Property(x => x.Signatures).HasMaxLength(ReportSetup.MaxSignatures * (ReportSetup.SignatureLength + 1));
        setup.HasOne(x => x.Plan).WithOne().HasForeignKey<ReportSetup>(x => x.PlanId);
        setup.HasOne(x => x.Unit).WithMany().HasForeignKey(x => x.UnitId);
    }
}

internal sealed class LogoFileConfiguration : IEntityTypeConfiguration<LogoFile>
{
    public void Configure(EntityTypeBuilder<LogoFile> logo)
    {
        logo.HasKey(x => x.PlanId);
        logo.Property(x => x.Text).HasMaxLength(LogoFile.TextLength);
        logo.HasOne(x => x.Plan).WithOne().HasForeignKey<LogoFile>(x => x.PlanId);
    }
}

internal sealed class ReportTemplateConfiguration : IEntityTypeConfiguration<ReportTemplate>
{
    public void Configure(EntityTypeBuilder<ReportTemplate> template)
    {
        template.Property(x => x.FileName).HasMaxLength(ReportTemplate.FileNameLength);
        template.HasOne(x => x.UploadedBy).WithMany().HasForeignKey(x => x.UploadedById);
    }
}

internal sealed class FixedReportConfiguration : IEntityTypeConfiguration<FixedReport>
{
    public void Configure(EntityTypeBuilder<FixedReport> report)
    {
        report.Property(x => x.Title).HasMaxLength(Plan.TitleLength);
        report.HasOne(x => x.Plan).WithMany().HasForeignKey(x => x.PlanId);
        report.HasOne(x => x.FixedBy).WithMany().HasForeignKey(x => x.FixedById);
        report.HasMany(x => x.Files).WithOne().HasForeignKey(x => x.FixedReportId);
        report.HasMany(x => x.Differences).WithOne().HasForeignKey(x => x.FixedReportId);
        report.HasIndex(x => new { x.PlanId, x.Number }).IsUnique();
    }
}

internal sealed class FixedReportFileConfiguration : IEntityTypeConfiguration<FixedReportFile>
{
    public void Configure(EntityTypeBuilder<FixedReportFile> file)
    {
        file.Property(x => x.FileName).HasMaxLength(FixedReportFile.FileNameLength);
        file.Property(x => x.Sha256).HasMaxLength(64);
        file.HasIndex(x => new { x.FixedReportId, x.Format }).IsUnique();
    }
}

internal sealed class ReportDifferenceConfiguration : IEntityTypeConfiguration<ReportDifference>
{
    public void Configure(EntityTypeBuilder<ReportDifference> difference)
    {
        difference.Property(x => x.Title).HasMaxLength(Activity.TitleLength);
        difference.HasIndex(x => new { x.FixedReportId, x.Number, x.Kind });
    }
}

internal sealed class ReportShareConfiguration : IEntityTypeConfiguration<ReportShare>
{
    public void Configure(EntityTypeBuilder<ReportShare> share)
    {
        share.Property(x => x.SecretHash).HasMaxLength(ReportShare.HashLength);
        share.HasOne(x => x.FixedReport).WithMany().HasForeignKey(x => x.FixedReportId);
        share.HasOne(x => x.SharedBy).WithMany().HasForeignKey(x => x.SharedById);
        share.HasIndex(x => x.SecretHash).IsUnique();
    }
}

internal sealed class PreparedFileConfiguration : IEntityTypeConfiguration<PreparedFile>
{
    public void Configure(EntityTypeBuilder<PreparedFile> file)
    {
        file.Property(x => x.FileName).HasMaxLength(PreparedFile.FileNameLength);
        file.Property(x => x.MediaType).HasMaxLength(PreparedFile.MediaTypeLength);
        file.HasOne<AppUser>().WithMany().HasForeignKey(x => x.UserId);
        file.HasIndex(x => x.MadeAt);
    }
}

internal sealed class PreparedFilePieceConfiguration : IEntityTypeConfiguration<PreparedFilePiece>
{
    public void Configure(EntityTypeBuilder<PreparedFilePiece> piece)
    {
        piece.HasKey(x => new { x.FileId, x.Number });
        piece.HasOne(x => x.File).WithMany().HasForeignKey(x => x.FileId);
    }
}
