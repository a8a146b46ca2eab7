using System.Collections.Concurrent;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace FollowUp.Testing;

/// <summary>Transact-SQL as SQL Server 2022 reads it.</summary>
public static class TSql
{
    private static readonly ConcurrentDictionary<string, string> Known = new();

    /// <summary>Throws where the text is not T-SQL, with the parser's complaints; text inside <c>EXEC(N'…')</c> is read too.</summary>
    public static void Parse(string text)
    {
        if (Known.GetOrAdd(text, Complaints) is { Length: > 0 } complaints)
            throw new FormatException($"Not T-SQL: {complaints}{Environment.NewLine}{text}");
    }

    private static string Complaints(string text)
    {
        var script = new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(text), out var errors);
        if (errors.Count > 0) return string.Join("; ", errors.Select(error => $"line {error.Line}: {error.Message}"));
        var inner = new ExecutedTexts();
        script.Accept(inner);
        return string.Join("; ", inner.Texts.Select(Complaints).Where(complaint => complaint.Length > 0));
    }

    private sealed class ExecutedTexts : TSqlFragmentVisitor
    {
        public List<string> Texts { get; } = [];

        public override void Visit(ExecutableStringList node) =>
            Texts.Add(string.Concat(node.Strings.OfType<StringLiteral>().Select(literal => literal.Value)));
    }
}
