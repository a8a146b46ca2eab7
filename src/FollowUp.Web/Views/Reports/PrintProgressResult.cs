using System.Text.Json;
using System.Threading.Channels;
using FollowUp.Web.Printing;
using FollowUp.Web.Resources;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Views.Reports;

/// <summary>
/// Tells how a print goes while the request lasts: a line of JSON for each step, the last with the file's address or with why there is none. When the
/// reader leaves, the print ends.
/// </summary>
/// <param name="texts">Words for the steps.</param>
/// <param name="print">Prints, tells each step, and gives the file's address.</param>
public sealed class PrintProgressResult(Texts texts, Func<Action<PrintStep>, Task<string>> print) : IActionResult
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

    /// <summary>Why nothing was printed, for the person who waits.</summary>
    public static string Words(Texts texts, PrintFault fault) => texts[$"Pdf.Fault.{fault.Kind}"];

    private async Task TellAsync(HttpResponse response, CancellationToken cancel)
    {
        var steps = Channel.CreateUnbounded<PrintStep>();
        var printing = PrintAsync(steps.Writer);
        await foreach (var step in steps.Reader.ReadAllAsync(CancellationToken.None)) await WriteAsync(response, new Line(Words(step)), cancel);
        await WriteAsync(response, await printing, cancel);
    }

    private async Task<Line> PrintAsync(ChannelWriter<PrintStep> steps)
    {
        try
        {
            return new Line(texts["Pdf.Done"], Url: await print(step => steps.TryWrite(step)));
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

    private string Words(PrintStep step) => step switch
    {
        { Stage: PrintStage.Waiting } => texts.Count("Pdf.Waiting", step.Number),
        { Stage: PrintStage.Writing } => texts["Pdf.Writing"],
        { Number: 1 } => texts["Pdf.Printing"],
        _ => texts["Pdf.Numbering"],
    };

    private sealed record Line(string Text, string? Url = null, bool IsFault = false);
}
