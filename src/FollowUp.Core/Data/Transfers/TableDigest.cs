using System.Buffers.Binary;
using System.Collections;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Metadata;

namespace FollowUp.Core.Data.Transfers;

/// <summary>
/// What a table holds, as a number of rows and a checksum that is the same on every database: each row's values, whatever the database stores them as, go into
/// a SHA-256, and these are summed, since databases keep keys in different orders.
/// </summary>
public sealed class TableDigest
{
    private readonly ulong[] _sum = new ulong[4];

    public long Rows { get; private set; }

    public string Checksum => string.Concat(_sum.Select(part => part.ToString("x16", null)));

    public void Add(IEntityType type, object row)
    {
        using var values = new MemoryStream();
        using (var writer = new BinaryWriter(values, Encoding.Unicode, leaveOpen: true)) Write(writer, type, row);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(values.GetBuffer().AsSpan(0, (int)values.Length), hash);
        for (var part = 0; part < _sum.Length; part++) unchecked { _sum[part] += BinaryPrimitives.ReadUInt64LittleEndian(hash[(part * sizeof(ulong))..]); }
        Rows++;
    }

    private static void Write(BinaryWriter writer, ITypeBase type, object row)
    {
        foreach (var property in type.GetProperties().Where(property => !property.IsShadowProperty()).OrderBy(property => property.Name, StringComparer.Ordinal))
            Write(writer, Read(property, row));
        foreach (var property in type.GetComplexProperties().OrderBy(property => property.Name, StringComparer.Ordinal))
            WritePart(writer, property.ComplexType, Read(property, row));
        if (type is not IEntityType entity) return;
        foreach (var owned in entity.GetNavigations().Where(navigation => navigation.TargetEntityType.IsOwned()).OrderBy(navigation => navigation.Name, StringComparer.Ordinal))
            WritePart(writer, owned.TargetEntityType, Read(owned, row));
    }

    private static void WritePart(BinaryWriter writer, ITypeBase type, object? part)
    {
        writer.Write(part is not null);
        if (part is not null) Write(writer, type, part);
    }

    private static object? Read(IPropertyBase property, object row) => property.GetMemberInfo(forMaterialization: false, forSet: false) switch
    {
        PropertyInfo member => member.GetValue(row),
        FieldInfo member => member.GetValue(row),
        var other => throw new NotSupportedException($"{property.Name} is kept in {other}."),
    };

    private static void Write(BinaryWriter writer, object? value)
    {
        writer.Write(value is not null);
        switch (value)
        {
            case null:
                return;
            case string text:
                writer.Write(text.Length);
                writer.Write(Encoding.Unicode.GetBytes(text));
                return;
            case byte[] bytes:
                writer.Write(bytes.Length);
                writer.Write(bytes);
                return;
            case Guid key:
                writer.Write(key.ToByteArray());
                return;
            case DateTime time:
                writer.Write(time.Ticks);
                return;
            case DateTimeOffset time:
                writer.Write(time.UtcTicks);
                return;
            case DateOnly day:
                writer.Write(day.DayNumber);
                return;
            case bool or Enum or byte or short or int or long:
                writer.Write(Convert.ToInt64(value, null));
                return;
            case IEnumerable several:
                foreach (var each in several) Write(writer, each);
                writer.Write(false);
                return;
            default:
                throw new NotSupportedException($"A {value.GetType()} has no checksum.");
        }
    }
}
