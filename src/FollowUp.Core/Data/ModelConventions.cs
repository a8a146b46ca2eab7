using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace FollowUp.Core.Data;

/// <summary>What holds for every table, on both databases.</summary>
internal static class ModelConventions
{
    /// <summary>Names given by Identity, such as a login provider's key.</summary>
    private const int IdentityTextLength = 256;

    /// <summary>A version token that everybody who edits moves.</summary>
    private const string VersionToken = "Version";

    private const string SortKey = "SortKey";

    public static void Apply(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                if (property.ClrType == typeof(string)) property.SetMaxLength(property.GetMaxLength() ?? IdentityTextLength);
                if (property.ClrType == typeof(DateTime)) property.SetValueConverter(Utc);
                if (property.ClrType == typeof(DateTime?)) property.SetValueConverter(NullableUtc);
                if (property.ClrType == typeof(DateTimeOffset?)) property.SetValueConverter(OffsetAsUtc);
                if (property.Name == VersionToken) property.IsConcurrencyToken = true;
                if (property.Name == SortKey)
                {
                    property.SetValueConverter(HexAsBytes);
                    property.SetMaxLength(TypedText.MaxSortKey);
                }

                // Keys are made by the application (in time order), so that an audit entry can name them in the same save.
                if (property.IsPrimaryKey() && property.ClrType == typeof(Guid)) property.ValueGenerated = ValueGenerated.Never;
            }

            // SQL Server refuses several cascade paths to one table; nothing is deleted in passing anyway.
            foreach (var key in entity.GetForeignKeys())
                key.DeleteBehavior = key.DeleteBehavior == DeleteBehavior.ClientCascade ? DeleteBehavior.ClientCascade : DeleteBehavior.Restrict;
        }
    }

    private static readonly ValueConverter<DateTime, DateTime> Utc =
        new(value => value, value => DateTime.SpecifyKind(value, DateTimeKind.Utc));

    private static readonly ValueConverter<DateTime?, DateTime?> NullableUtc =
        new(value => value, value => value == null ? null : DateTime.SpecifyKind(value.Value, DateTimeKind.Utc));

    /// <summary>Identity's LockoutEnd: SQLite cannot compare a DateTimeOffset.</summary>
    private static readonly ValueConverter<DateTimeOffset?, DateTime?> OffsetAsUtc = new(
        value => value == null ? null : value.Value.UtcDateTime,
        value => value == null ? null : new DateTimeOffset(DateTime.SpecifyKind(value.Value, DateTimeKind.Utc)));

    private static readonly ValueConverter<string, byte[]> HexAsBytes =
        new(value => Convert.FromHexString(value), value => Convert.ToHexString(value));
}
