using System.Globalization;
using FollowUp.Web.Printing;
using FollowUp.Web.Resources;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Views.Reports;

/// <summary>Tells how the making of a file goes while the request lasts.</summary>
/// <param name="texts">Words for the steps.</param>
/// <param name="activities">How many activities the file gets.</param>
/// <param name="make">Makes the file, tells each step, and gives the file's address.</param>
public sealed class PreparationResult(Texts texts, int activities, Func<Action<PrintStep>, Task<string>> make) : IActionResult
{
    internal const string MediaType = "application/x-ndjson";

    public static bool IsAskedFor(HttpRequest request) => request.Headers.Accept.Contains(MediaType);

    public Task ExecuteResultAsync(ActionContext context) => new ProgressResult<PrintStep>(LineOf, MakeAsync).ExecuteResultAsync(context);

    /// <summary>Why nothing was made, for the person who waits.</summary>
    public static string Words(Texts texts, PrintFault fault) => texts[$"Prepared.Fault.{fault.Kind}"];

    private async Task<ProgressLine> MakeAsync(Action<PrintStep> tell)
    {
        try
        {
            return new ProgressLine(texts["Prepared.Done"], Url: await make(tell));
        }
        catch (PrintFault fault)
        {
            return new ProgressLine(Words(texts, fault), IsFault: true);
        }
    }

    private ProgressLine LineOf(PrintStep step) => step switch
    {
        { Stage: PrintStage.Waiting } => new ProgressLine(texts.Count("Prepared.Waiting", step.Number)),
        { Stage: PrintStage.Writing, Number: 0 } => new ProgressLine(texts["Prepared.Reading"]),
        { Stage: PrintStage.Writing } => new ProgressLine(
            texts["Prepared.Writing"],
            texts.Count("Prepared.Written", activities, step.Number.ToString("N0", CultureInfo.CurrentCulture)),
            100 * step.Number / Math.Max(1, activities)),
        { Stage: PrintStage.Keeping } => new ProgressLine(texts["Prepared.Keeping"]),
        { Number: 1 } => new ProgressLine(texts["Prepared.Printing"]),
        _ => new ProgressLine(texts["Prepared.Numbering"]),
    };
}
