using FollowUp.Core.Reminders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FollowUp.Core.Data;

internal sealed class ReminderMailConfiguration : IEntityTypeConfiguration<ReminderMail>
{
    public void Configure(EntityTypeBuilder<ReminderMail> mail)
    {
        mail.Property(x => x.ClaimedBy).HasMaxLength(ReminderMail.NodeLength);
        mail.HasOne(x => x.User).WithMany().HasForeignKey(x => x.UserId);
        mail.HasMany(x => x.Plans).WithOne().HasForeignKey(x => x.MailId).OnDelete(DeleteBehavior.ClientCascade);
        mail.HasIndex(x => new { x.UserId, x.Day }).IsUnique();
        mail.HasIndex(x => new { x.Day, x.Outcome });
        mail.HasIndex(x => new { x.ClaimedAt, x.Id });
    }
}

internal sealed class ReminderMailPlanConfiguration : IEntityTypeConfiguration<ReminderMailPlan>
{
    public void Configure(EntityTypeBuilder<ReminderMailPlan> plan) => plan.HasKey(x => new { x.MailId, x.PlanId });
}

internal sealed class MailPauseConfiguration : IEntityTypeConfiguration<MailPause>
{
    public void Configure(EntityTypeBuilder<MailPause> pause) => pause.HasKey(x => new { x.UserId, x.PlanId });
}
