using System.Text;
using FollowUp.Documents.Lists;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace FollowUp.Core.Tests.Documents.Lists;

/// <summary>Any table written with any separator, as RFC 4180 has it, is read back as it was.</summary>
public sealed class SeparatedTextTests
{
    private static readonly char[] Special = ['"', ';', ',', '\t', '\r', '\n', ' '];

    private static readonly Gen<string> Cell = Gen.Frequency(
        (6, Gen.Elements("a", "Å", "1", "två ord", "2027-06-15", "=1+1", "\"", ";", ",", "\t", "\n", "\r\n", "''", "sep=").ArrayOf().Select(parts => string.Concat(parts.Take(6)))),
        (1, Gen.Constant("")));

    private static readonly Arbitrary<(string[][] Rows, char Separator, string End)> Tables = Arb.From(
        from width in Gen.Choose(2, 6)
        from height in Gen.Choose(1, 8)
        from rows in Cell.ArrayOf(width).ArrayOf(height)
        from separator in Gen.Elements(';', ',', '\t')
        from end in Gen.Elements("\n", "\r\n")
        select (rows, separator, end));

    [Fact]
    public void Read_WhatWasWritten_GivesTheSame() => Prop.ForAll(Tables, table =>
    {
        var text = string.Join(table.End, table.Rows.Select(row => string.Join(table.Separator, row.Select(Quoted))));
        var read = ListFileReader.Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]);

        var expected = table.Rows.Index().Where(row => row.Item.Any(cell => !string.IsNullOrWhiteSpace(cell)))
            .Select(row => $"{row.Index + 1}: {string.Join('¤', row.Item).TrimEnd('¤')}").ToList();
        Assert.Equal(expected, read.Table?.Rows.Select(row => $"{row.Number}: {string.Join('¤', row.Cells)}") ?? []);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static string Quoted(string cell) => cell.IndexOfAny(Special) >= 0 || cell.StartsWith("sep=", StringComparison.Ordinal) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
