using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace FollowUp.Benchmarks;

/// <summary>
/// What this machine can do at best: Kestrel alone, one read of fifty rows by an index from the same file, a page of the same length written by hand. No sign-in, no rights,
/// no log, no layout.
/// </summary>
internal static class BarePage
{
    /// <param name="database">The file.</param>
    /// <param name="address">Where to listen.</param>
    /// <param name="length">Bytes of the page that it stands beside.</param>
    public static async Task RunAsync(string database, string address, int length)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        var app = builder.Build();
        var connection = $"Data Source={Path.GetFullPath(database)};Mode=ReadOnly";
        var plan = await FirstPlanAsync(connection);
        app.MapGet("/", async context =>
        {
            await using var db = new SqliteConnection(connection);
            await db.OpenAsync(context.RequestAborted);
            await using var command = db.CreateCommand();
            command.CommandText = "SELECT Id, Number, Title FROM Activities WHERE PlanId = $plan ORDER BY Number, Id LIMIT 50";
            command.Parameters.AddWithValue("$plan", plan);
            var page = new StringBuilder(length + 1_000);
            page.Append("<!doctype html><html lang=\"sv\"><title>Aktiviteter</title><table>");
            await using (var rows = await command.ExecuteReaderAsync(context.RequestAborted))
            {
                while (await rows.ReadAsync(context.RequestAborted))
                {
                    page.Append("<tr><td>").Append(CultureInfo.InvariantCulture, $"{rows.GetInt32(1)}").Append("<td><a href=\"/activities/").Append(rows.GetString(0)).Append("\">")
                        .Append(HtmlEncoder.Default.Encode(rows.GetString(2))).Append("</a>");
                }
            }

            page.Append("</table>");
            if (page.Length < length) page.Append(' ', length - page.Length);
            var bytes = Encoding.UTF8.GetBytes(page.ToString());
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        });
        await app.RunAsync();
    }

    private static async Task<string> FirstPlanAsync(string connection)
    {
        await using var db = new SqliteConnection(connection);
        await db.OpenAsync();
        await using var command = db.CreateCommand();
        command.CommandText = "SELECT Id FROM Plans ORDER BY StartYear DESC, Name LIMIT 1";
        return (string)(await command.ExecuteScalarAsync() ?? throw new InvalidOperationException("The database has no plans: fill it first."));
    }
}
