using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Views.Reports;

/// <summary>A line that tells how long work goes.</summary>
/// <param name="Text">What is going on, in a sentence.</param>
/// <param name="Count">How much of all is done; null where that does not tell how far it has come.</param>
/// <param name="Percent">The same of a hundred.</param>
/// <param name="Url">Where the result is; null until it is done.</param>
/// <param name="IsFault">True where there will be none.</param>
public sealed record ProgressLine(string Text, string? Count = null, int? Percent = null, string? Url = null, bool IsFault = false);

/// <summary>
/// Tells how work goes while the request lasts: a line of JSON for each step, the last with the result's address or with why there is none.
/// When the reader leaves, the work ends.
/// </summary>
/// <param name="lineOf">Words for a step.</param>
/// <param name="work">Does the work, tells each step, and gives the last line.</param>
public sealed class ProgressResult<TStep>(Func<TStep, ProgressLine> lineOf, Func<Action<TStep>, Task<ProgressLine>> work) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        var cancel = context.HttpContext.RequestAborted;
        response.ContentType = $"{PreparationResult.MediaType}; charset=utf-8";

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

    private async Task TellAsync(HttpResponse response, CancellationToken cancel)
    {
        var steps = Channel.CreateUnbounded<TStep>();

        // On a thread of its own: work that never has to wait would else be done before the first line is sent.
        var working = Task.Run(() => WorkAsync(steps.Writer), CancellationToken.None);
        try
        {
            await foreach (var step in steps.Reader.ReadAllAsync(CancellationToken.None)) await WriteAsync(response, lineOf(step), cancel);
        }
        finally
        {
            // Where the reader has left it ends too, and until then it needs what belongs to the request.
            await ((Task)working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await WriteAsync(response, await working, cancel);
    }

    private async Task<ProgressLine> WorkAsync(ChannelWriter<TStep> steps)
    {
        try
        {
            return await work(step => steps.TryWrite(step));
        }
        finally
        {
            steps.Complete();
        }
    }

    private static async Task WriteAsync(HttpResponse response, ProgressLine line, CancellationToken cancel)
    {
        await response.WriteAsync($"{JsonSerializer.Serialize(line, JsonSerializerOptions.Web)}\n", cancel);
        await response.Body.FlushAsync(cancel);
    }
}
