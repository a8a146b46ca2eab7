using System.Text.Json;
using FollowUp.Core.Notes;

namespace FollowUp.Testing.Reports;

/// <summary>What a sample report is expected to give: its title and its activities in order.</summary>
public sealed record SampleReport(string Title, IReadOnlyList<SampleActivity> Activities)
{
    /// <summary>Reads the expected result beside a report; null where it is not here. Names are paths from the project's folder, without an ending.</summary>
    public static SampleReport? Read(string name)
    {
        var file = Path.Combine(SourceTree.Root, name + ".expected.json");
        if (!File.Exists(file)) return null;
        using var expected = JsonDocument.Parse(File.ReadAllText(file));
        return new SampleReport(expected.RootElement.GetProperty("title").GetString()!,
        [
            .. expected.RootElement.GetProperty("activities").EnumerateArray().Select(activity => new SampleActivity(
                activity.GetProperty("number").GetInt32(), activity.GetProperty("title").GetString()!, activity.TryGetProperty("unit", out var unit) ? unit.GetString() : null,
                activity.GetProperty("followUp").GetString()!, activity.GetProperty("analysis").GetString()!,
                [.. activity.GetProperty("allowedSuggestedStatus").EnumerateArray().Select(status => status.GetString() is { } word ? Enum.Parse<NoteStatus>(word) : (NoteStatus?)null)])),
        ]);
    }
}

/// <summary>One activity of a sample report; what its status may be read as, where null is none.</summary>
public sealed record SampleActivity(int Number, string Title, string? Unit, string FollowUp, string Analysis, NoteStatus?[] Allowed)
{
    /// <summary>The status in words, where the report states it.</summary>
    public string Status => Allowed.Contains(null) ? "" : Allowed[0] switch
    {
        NoteStatus.Completed => "Genomförd",
        NoteStatus.InProgress => "Pågår",
        NoteStatus.NotCarriedOut => "Ej genomförd",
        _ => "Ej påbörjad",
    };
}
