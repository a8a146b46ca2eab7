using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace FollowUp.Core.Reports;

/// <summary>
/// The report as JSON with every member of <see cref="AnnualReport"/>, for other systems, for archives and to be read again: two fixed
/// versions are compared from it, and a fixed report is shown from it. docs/report-json.md says what each member means.
/// </summary>
public static class ReportJson
{
    /// <summary>What the file says it is.</summary>
    public const string Schema = "followup-annual-report";

    /// <summary>
    /// The version of the schema. A member that is added leaves it as it is, since readers pass over what they do not know; one that is renamed,
    /// removed or given another meaning makes a new one.
    /// </summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // Letters such as å stand as they are; what could end a script or an attribute is still escaped.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,

        // The same bytes on every system, so that the same report has the same checksum.
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Writes the report as UTF-8. The activities are read while they are written, so its size does not matter to the memory.</summary>
    /// <param name="report">What is written; its activities are read once.</param>
    /// <param name="to">Where to; it is not closed.</param>
    /// <param name="cancel">Ends early.</param>
    public static Task WriteAsync(AnnualReport report, Stream to, CancellationToken cancel = default) =>
        JsonSerializer.SerializeAsync(to, new ReportFile(Schema, Version, report), Options, cancel);

    /// <summary>Reads what <see cref="WriteAsync"/> wrote; the activities are then in memory and can be read any number of times.</summary>
    /// <param name="from">The file, from its beginning.</param>
    /// <exception cref="InvalidDataException">It is no report, or one in a newer version of the schema.</exception>
    public static AnnualReport Read(Stream from)
    {
        var file = Parse(from);
        if (file.Schema != Schema) throw new InvalidDataException($"The schema is '{file.Schema}', not '{Schema}'.");
        return file.Version == Version ? file.Report : throw new InvalidDataException($"Version {file.Version} of the schema is not known.");
    }

    private static ReportFile Parse(Stream from)
    {
        try
        {
            return JsonSerializer.Deserialize<ReportFile>(from, Options) ?? throw new InvalidDataException("The file holds no report.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException("The file holds no report.", fault);
        }
    }

    private sealed record ReportFile(string Schema, int Version, AnnualReport Report);
}
