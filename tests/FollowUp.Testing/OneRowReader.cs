using System.Collections;
using System.Data.Common;

namespace FollowUp.Testing;

/// <summary>Answers any query with one row, in which every column holds the first value of the type that is asked for.</summary>
internal sealed class OneRowReader : DbDataReader
{
    private static readonly Guid Key = new("01900000-0000-7000-8000-000000000001");

    private bool _isRead;

    public override int FieldCount => 500;

    public override bool HasRows => true;

    public override bool IsClosed => false;

    public override int Depth => 0;

    public override int RecordsAffected => 1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => throw new NotSupportedException();

    public override bool Read() => !_isRead && (_isRead = true);

    public override bool NextResult() => false;

    public override bool IsDBNull(int ordinal) => false;

    public override T GetFieldValue<T>(int ordinal) =>
        typeof(T) == typeof(byte[]) ? (T)(object)Array.Empty<byte>()
        : typeof(T) == typeof(string) ? (T)(object)""
        : typeof(T) == typeof(Guid) ? (T)(object)Key
        : default!;

    public override bool GetBoolean(int ordinal) => true;

    public override byte GetByte(int ordinal) => 1;

    public override char GetChar(int ordinal) => '1';

    public override short GetInt16(int ordinal) => 1;

    public override int GetInt32(int ordinal) => 1;

    public override long GetInt64(int ordinal) => 1;

    public override float GetFloat(int ordinal) => 1;

    public override double GetDouble(int ordinal) => 1;

    public override decimal GetDecimal(int ordinal) => 1;

    public override Guid GetGuid(int ordinal) => Key;

    public override string GetString(int ordinal) => "";

    public override DateTime GetDateTime(int ordinal) => DateTime.UnixEpoch;

    public override object GetValue(int ordinal) => throw new NotSupportedException();

    public override int GetValues(object[] values) => throw new NotSupportedException();

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => 0;

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => 0;

    public override string GetName(int ordinal) => $"c{ordinal}";

    public override int GetOrdinal(string name) => throw new NotSupportedException();

    public override string GetDataTypeName(int ordinal) => throw new NotSupportedException();

    public override Type GetFieldType(int ordinal) => typeof(object);

    public override IEnumerator GetEnumerator() => throw new NotSupportedException();
}
