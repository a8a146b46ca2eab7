using System.Globalization;
using System.Text;
using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Data.Sqlite;

/// <summary>
/// Words by their beginnings, in SQLite's full-text index (sqlite.org/fts5.html). Triggers keep it in step with the texts; it holds words and no text of its own. Signs are no part of a
/// word there, and are looked for in what was found.
/// </summary>
internal sealed class SqliteTextSearch : ITextSearch
{
    public IQueryable<Note> Notes(FollowUpDbContext db, TextSearch search)
    {
        var notes = MatchOf(search) is { } match ? db.Notes.FromSqlRaw(SqlOf("Notes", "NoteSearch", search), match) : db.Notes;
        return WithSigns(search).Aggregate(notes, (found, word) => found.Where(note => note.SearchText.Contains(word)));
    }

    public IQueryable<Activity> Activities(FollowUpDbContext db, TextSearch search)
    {
        var activities = MatchOf(search) is { } match ? db.Activities.FromSqlRaw(SqlOf("Activities", "ActivitySearch", search), match) : db.Activities;
        return WithSigns(search).Aggregate(activities, (found, word) => found.Where(activity => activity.SearchTitle.Contains(word)));
    }

    /// <summary>The words that hold more than the index knows.</summary>
    private static IEnumerable<string> WithSigns(TextSearch search) => search.Words.Where(word => Parts(word).FirstOrDefault() != word);

    /// <summary>From the index to the rows: CROSS JOIN keeps SQLite from beginning with the table.</summary>
    private static string SqlOf(string table, string index, TextSearch search)
    {
        var most = search.Most is { } limit ? string.Create(CultureInfo.InvariantCulture, $" ORDER BY rowid DESC LIMIT {limit}") : "";
        return $$"""
            SELECT t.* FROM (SELECT rowid AS "Key" FROM "{{index}}" WHERE "{{index}}" MATCH {0}{{most}}) AS f
            CROSS JOIN "{{index}}Keys" AS k ON k."Id" = f."Key" CROSS JOIN "{{table}}" AS t ON t."Id" = k."RowId"
            """;
    }

    /// <summary>The words in the index's own language; null where there is none.</summary>
    private static string? MatchOf(TextSearch search)
    {
        var words = search.Words.SelectMany(Parts).Distinct().ToList();
        if (words.Count == 0) return null;
        var match = $"Text : ({string.Join(" AND ", words.Select(word => $"\"{word}\"*"))})";
        return search.Years.Count == 0 ? match
            : $"{match} AND Year : ({string.Join(" OR ", search.Years.Select(year => string.Create(CultureInfo.InvariantCulture, $"y{year}")))})";
    }

    /// <summary>What the index takes for words: letters and digits.</summary>
    private static IEnumerable<string> Parts(string word)
    {
        var part = new StringBuilder();
        foreach (var rune in word.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
            {
                part.Append(rune);
                continue;
            }

            if (part.Length > 0) yield return part.ToString();
            part.Clear();
        }

        if (part.Length > 0) yield return part.ToString();
    }
}

/// <summary>The index's tables and triggers. They stand beside the model: a migration that rebuilds one of the tables has to make its triggers again.</summary>
internal static class TextIndex
{
    /// <summary>Makes the index and fills it with what is there.</summary>
    public static IEnumerable<string> Create() =>
    [
        .. Of("NoteSearch", "Notes", "SearchText", """(SELECT p."StartYear" FROM "Activities" AS a JOIN "Plans" AS p ON p."Id" = a."PlanId" WHERE a."Id" = {0}."ActivityId")""", "ActivityId"),
        .. Of("ActivitySearch", "Activities", "SearchTitle", """(SELECT p."StartYear" FROM "Plans" AS p WHERE p."Id" = {0}."PlanId")""", "PlanId"),
        """
        CREATE TRIGGER "Plans_Search" AFTER UPDATE OF "StartYear" ON "Plans" WHEN new."StartYear" <> old."StartYear" BEGIN
            UPDATE "Activities" SET "SearchTitle" = "SearchTitle" WHERE "PlanId" = new."Id";
            UPDATE "Notes" SET "SearchText" = "SearchText" WHERE "ActivityId" IN (SELECT "Id" FROM "Activities" WHERE "PlanId" = new."Id");
        END
        """,
    ];

    public static IEnumerable<string> Drop() =>
    [
        """DROP TRIGGER "Plans_Search" """,
        .. new[] { "Notes", "Activities" }.SelectMany(table => new[] { "Insert", "Update", "Delete" }.Select(when => $"DROP TRIGGER \"{table}_Search{when}\"")),
        .. new[] { "NoteSearch", "ActivitySearch" }.SelectMany(index => new[] { $"DROP TABLE \"{index}\"", $"DROP TABLE \"{index}Keys\"" }),
    ];

    private static IEnumerable<string> Of(string index, string table, string text, string year, string parent)
    {
        var put = $$"""
            INSERT OR IGNORE INTO "{{index}}Keys" ("RowId") VALUES (new."Id");
            INSERT OR REPLACE INTO "{{index}}" (rowid, Text, Year) SELECT k."Id", new."{{text}}", 'y' || {{string.Format(CultureInfo.InvariantCulture, year, "new")}} FROM "{{index}}Keys" AS k WHERE k."RowId" = new."Id";
            """;
        yield return $"CREATE TABLE \"{index}Keys\" (\"Id\" INTEGER NOT NULL CONSTRAINT \"PK_{index}Keys\" PRIMARY KEY, \"RowId\" TEXT NOT NULL UNIQUE)";
        yield return $"CREATE VIRTUAL TABLE \"{index}\" USING fts5(Text, Year, content='', contentless_delete=1, detail=column, prefix='3', tokenize=\"unicode61 remove_diacritics 0\")";
        yield return $"""INSERT INTO "{index}Keys" ("RowId") SELECT "Id" FROM "{table}" WHERE "{text}" <> '' ORDER BY "Id" """;
        yield return $"""
            INSERT INTO "{index}" (rowid, Text, Year) SELECT k."Id", t."{text}", 'y' || {string.Format(CultureInfo.InvariantCulture, year, "t")}
            FROM "{index}Keys" AS k CROSS JOIN "{table}" AS t ON t."Id" = k."RowId"
            """;
        yield return $"CREATE TRIGGER \"{table}_SearchInsert\" AFTER INSERT ON \"{table}\" WHEN new.\"{text}\" <> '' BEGIN {put} END";
        yield return $"CREATE TRIGGER \"{table}_SearchUpdate\" AFTER UPDATE OF \"{text}\", \"{parent}\" ON \"{table}\" BEGIN {put} END";
        yield return $"""
            CREATE TRIGGER "{table}_SearchDelete" AFTER DELETE ON "{table}" BEGIN
                DELETE FROM "{index}" WHERE rowid = (SELECT "Id" FROM "{index}Keys" WHERE "RowId" = old."Id");
                DELETE FROM "{index}Keys" WHERE "RowId" = old."Id";
            END
            """;
    }
}
