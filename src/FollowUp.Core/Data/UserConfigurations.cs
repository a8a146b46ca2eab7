using System.Text.Json;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
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
