using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using FollowUp.Browser.Tests;
using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Data.Demo;
using FollowUp.Core.Notes;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Data.Sqlite;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Activity = FollowUp.Core.Activities.Activity;

namespace FollowUp.Benchmarks;

/// <summary>Many principals write at the same time, each a note of the own unit, through the built application and its embedded database.</summary>
internal static class Autosave
{
    private const string Sentence = "Vi prövade arbetssättet i två klasser och jämförde hur det gick. ";

    /// <summary>Longer than this, a note begins anew, as a text of a page or so does.</summary>
    private const int LongText = 6_000;

    public static async Task RunAsync(int writers, int seconds)
    {
        await using var app = await RunningApp.StartAsync();
        var notes = await FillAsync(app.DatabaseFile, writers);
        var pages = new List<Writer>();
        foreach (var (email, note) in notes) pages.Add(await Writer.OpenAsync(app.Address, email, note));

        await MeasureAsync("warm-up", pages, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1));
        await MeasureAsync("a save a second each", pages, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(1));
        await MeasureAsync("without a pause", pages, TimeSpan.FromSeconds(seconds), TimeSpan.Zero);
    }

    private static async Task MeasureAsync(string name, List<Writer> pages, TimeSpan time, TimeSpan pause)
    {
        var waits = new ConcurrentBag<double>();
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(pages.Select(async (page, i) =>
        {
            await Task.Delay(pause * i / pages.Count);
            while (Stopwatch.GetTimestamp() < until)
            {
                waits.Add(await page.SaveAsync());
                await Task.Delay(pause);
            }
        }));
        var sorted = waits.Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {pages.Count} writers, {sorted.Count} saves, p50 {sorted[sorted.Count / 2]:0.0} ms, p99 {sorted[sorted.Count * 99 / 100]:0.0} ms, longest {sorted[^1]:0.0} ms"));
    }

    /// <summary>Adds a unit, a principal and a note for each writer to the demonstration's open plan.</summary>
    private static async Task<List<(string Email, Guid Note)>> FillAsync(string file, int writers)
    {
        using var gate = new WriteGate();
        var builder = new DbContextOptionsBuilder<FollowUpDbContext>();
        SqliteDatabase.Configure(builder, $"Data Source={file}", new DatabaseOptions(), gate);
        await using var db = new FollowUpDbContext(builder.Options);
        var root = await db.Units.SingleAsync(unit => unit.ParentId == null);
        var role = await db.Roles.SingleAsync(role => role.Name == nameof(AppRole.Principal));
        var plan = await db.Plans.Where(plan => plan.FixedAt == null).OrderByDescending(plan => plan.StartYear).FirstAsync();
        var last = await db.Activities.Where(activity => activity.PlanId == plan.Id).MaxAsync(activity => activity.Number);
        var hash = new PasswordHasher<AppUser>().HashPassword(new AppUser(Guid.CreateVersion7(), "", ""), Demonstration.Password);
        var notes = new List<(string, Guid)>();
        for (var i = 1; i <= writers; i++)
        {
            var email = FormattableString.Invariant($"skrivare{i}@matning.example");
            var unit = new Unit(Guid.CreateVersion7(), $"Mätskolan {i}", root.Id, SchoolForm.CompulsorySchool);
            var user = new AppUser(Guid.CreateVersion7(), $"Skrivare {i}", email)
            {
                NormalizedEmail = email.ToUpperInvariant(),
                NormalizedUserName = email.ToUpperInvariant(),
                SecurityStamp = Guid.NewGuid().ToString("N"),
                PasswordHash = hash,
            };
            user.BecomeMemberOf([(unit.Id, MembershipKind.Head)]);
            var activity = new Activity(Guid.CreateVersion7(), plan.Id, last + i, new ActivityFacts { Title = $"Mätaktivitet {i}", OwnerUnitId = unit.Id });
            var note = new Note(activity.Id, unit.Id);
            db.AddRange(unit, user, activity, note, new IdentityUserRole<Guid> { UserId = user.Id, RoleId = role.Id });
            notes.Add((email, note.Id));
        }

        await db.SaveChangesAsync();
        return notes;
    }

    /// <summary>One open writing page.</summary>
    private sealed class Writer(HttpClient client, string address, Dictionary<string, string> fields)
    {
        public static async Task<Writer> OpenAsync(string server, string email, Guid note)
        {
            var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(server) };
            var login = await FieldsAsync(client, "/account/login", "main form");
            (login["Email"], login["Password"]) = (email, Demonstration.Password);
            (await client.PostAsync("/account/login", new FormUrlEncodedContent(login))).EnsureSuccessStatusCode();
            var fields = await FieldsAsync(client, $"/notes/{note}", "form.editor");
            fields["IsAutomatic"] = "true";
            return new Writer(client, $"/notes/{note}", fields);
        }

        /// <summary>Types a sentence and saves.</summary>
        /// <returns>How long the answer took, in milliseconds.</returns>
        public async Task<double> SaveAsync()
        {
            var before = fields["FollowUp"];
            fields["FollowUp"] = (before.Length > LongText ? "" : before) + Sentence;
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) };
            request.Headers.Add("X-Requested-With", "XMLHttpRequest");
            var start = Stopwatch.GetTimestamp();
            using var answer = await client.SendAsync(request);
            var told = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
            var wait = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            fields["Version"] = told.GetProperty("version").GetString()!;
            fields["OriginFollowUp"] = fields["FollowUp"];
            return wait;
        }

        private static async Task<Dictionary<string, string>> FieldsAsync(HttpClient client, string address, string form)
        {
            var page = new HtmlParser().ParseDocument(await client.GetStringAsync(address));
            var fields = new Dictionary<string, string>();
            foreach (var element in page.QuerySelector(form)!.QuerySelectorAll("input[name], textarea[name]"))
            {
                if (element is IHtmlInputElement { Type: "radio", IsChecked: false }) continue;
                fields[element.GetAttribute("name")!] = element is IHtmlTextAreaElement area ? area.Value : ((IHtmlInputElement)element).Value;
            }

            return fields;
        }
    }
}
