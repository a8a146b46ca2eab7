using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using FollowUp.Web.Printing;
using FollowUp.Web.Resources;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Views.Reports;

/// <summary>
/// Tells how the making of a file goes while the request lasts: a line of JSON for each step, the last with the file's address or with why there is none.
/// When the reader leaves, the work ends.
/// </summary>
/// <param name="texts">Words for the steps.</param>
/// <param name="activities">How many activities the file gets.</param>
/// <param name="make">Makes the file, tells each step, and gives the file's address.</param>
public sealed class PreparationResult(Texts texts, int activities, Func<Action<PrintStep>, Task<string>> make) : IActionResult
{
    private const string MediaType = "application/x-ndjson";

    public static bool IsAskedFor(HttpRequest request) => request.Headers.Accept.Contains(MediaType);

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        var cancel = context.HttpContext.RequestAborted;
        response.ContentType = $"{MediaType}; charset=utf-8";

        // A web server in front would keep the lines until there are many.
        response.Headers["X-Accel-Buffering"] = "no";
        response.Headers.CacheControl = "no-store";
        try
        {
            await TellAsync(response, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Somebody pressed Avbryt or left: nobody is there to be told.
        }
    }

    /// <summary>Why nothing was made, for the person who waits.</summary>
    public static string Words(Texts texts, PrintFault fault) => texts[$"Prepared.Fault.{fault.Kind}"];

    private async Task TellAsync(HttpResponse response, CancellationToken cancel)
    {
        var steps = Channel.CreateUnbounded<PrintStep>();

        // On a thread of its own: work that never has to wait would else be done before the first line is sent.
        var making = Task.Run(() => MakeAsync(steps.Writer), CancellationToken.None);
        try
        {
            await foreach (var step in steps.Reader.ReadAllAsync(CancellationToken.None)) await WriteAsync(response, LineOf(step), cancel);
        }
        finally
        {
            // Where the reader has left it ends too, and until then it needs what belongs to the request.
            await ((Task)making).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await WriteAsync(response, await making, cancel);
    }

    private async Task<Line> MakeAsync(ChannelWriter<PrintStep> steps)
    {
        try
        {
            return new Line(texts["Prepared.Done"], Url: await make(step => steps.TryWrite(step)));
        }
        catch (PrintFault fault)
        {
            return new Line(Words(texts, fault), IsFault: true);
        }
        finally
        {
            steps.Complete();
        }
    }

    private static async Task WriteAsync(HttpResponse response, Line line, CancellationToken cancel)
    {
        await response.WriteAsync($"{JsonSerializer.Serialize(line, JsonSerializerOptions.Web)}\n", cancel);
        await response.Body.FlushAsync(cancel);
    }

    private Line LineOf(PrintStep step) => step switch
    {
        { Stage: PrintStage.Waiting } => new Line(texts.Count("Prepared.Waiting", step.Number)),
        { Stage: PrintStage.Writing, Number: 0 } => new Line(texts["Prepared.Reading"]),
        { Stage: PrintStage.Writing } => new Line(
            texts["Prepared.Writing"],
            texts.Count("Prepared.Written", activities, step.Number.ToString("N0", CultureInfo.CurrentCulture)),
            100 * step.Number / Math.Max(1, activities)),
        { Stage: PrintStage.Keeping } => new Line(texts["Prepared.Keeping"]),
        { Number: 1 } => new Line(texts["Prepared.Printing"]),
        _ => new Line(texts["Prepared.Numbering"]),
    };

    /// <param name="Text">What is going on, in a sentence.</param>
    /// <param name="Count">How many activities of all are written; null where that does not tell how far it has come.</param>
    /// <param name="Percent">The same of a hundred.</param>
    /// <param name="Url">Where the file is; null until it is made.</param>
    /// <param name="IsFault">True where there will be no file.</param>
    private sealed record Line(string Text, string? Count = null, int? Percent = null, string? Url = null, bool IsFault = false);
}
