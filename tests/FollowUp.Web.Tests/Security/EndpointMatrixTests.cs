using System.Net;
using FollowUp.Core.Users;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FollowUp.Web.Tests.Security;

/// <summary>Every endpoint × every role × anonymous, against the table. An endpoint without a row fails.</summary>
public sealed class EndpointMatrixTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public void EveryEndpoint_HasARow_AndEveryRowAnEndpoint()
    {
        var endpoints = Endpoints().Order().ToList();
        var rows = EndpointMatrix.Rows.Select(row => $"{row.Method} {row.Pattern}").Distinct().Order().ToList();

        Assert.NotEmpty(endpoints);
        Assert.Equal(endpoints, rows);
    }

    [Fact]
    public async Task EveryCell_ComesToWhatTheTableSays()
    {
        var wrong = new List<string>();
        var (sessions, nobody) = (await SessionsAsync(), await SessionAsync(null));
        foreach (var row in EndpointMatrix.Rows)
        {
            foreach (var (name, user, expected) in Cells(row))
            {
                // Signing out ends the session, so that row gets sessions of its own.
                var session = user is null ? nobody
                    : row.Pattern == "account/logout" ? await SessionAsync(user)
                    : sessions[user];
                var address = await EndpointSample.FillInAsync(_app, row.Address);
                var got = await AskAsync(session, row.Method, address);
                if (got.Cell != expected) wrong.Add($"{row.Method} {row.Pattern} as {name}: expected {expected}, got {got.Cell} ({(int)got.Status})");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    private IEnumerable<string> Endpoints() => _app.Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
        .SelectMany(source => source.Endpoints)
        .OfType<RouteEndpoint>()
        .Where(endpoint => !IsFile(endpoint))
        .SelectMany(endpoint =>
        {
            var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
            return methods.Where(method => method != "HEAD").Select(method => $"{method} {endpoint.RoutePattern.RawText!.TrimStart('/')}");
        })
        .Distinct();

    /// <summary>Styles, scripts, fonts and pictures below wwwroot are for everybody.</summary>
    private static bool IsFile(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || endpoint.RoutePattern.RawText == "{**path:file}";

    private IEnumerable<(string Name, AppUser? User, Cell Expected)> Cells(EndpointRow row) =>
    [
        ("anonymous", null, row.Anonymous),
        ("rektor", _app.Sample.Head, row.Head),
        ("other rektor", _app.Sample.OtherHead, row.OtherHead),
        ("controller", _app.Sample.Reviewer, row.Reviewer),
        ("administrator", _app.Sample.Administrator, row.Administrator),
        ("reader", _app.Sample.Reader, row.Reader),
    ];

    private async Task<Dictionary<AppUser, Session>> SessionsAsync()
    {
        var sessions = new Dictionary<AppUser, Session>();
        foreach (var user in new[] { _app.Sample.Head, _app.Sample.OtherHead, _app.Sample.Reviewer, _app.Sample.Administrator, _app.Sample.Reader })
            sessions[user] = await SessionAsync(user);
        return sessions;
    }

    /// <summary>A visitor with an anti-forgery token that is good for any form.</summary>
    private async Task<Session> SessionAsync(AppUser? user)
    {
        var visitor = user is null ? _app.Visit() : await _app.SignInAsync(user);
        await visitor.OpenAsync(user is null ? "/account/login" : "/");
        var token = visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value");
        Assert.False(string.IsNullOrEmpty(token));
        return new Session(visitor.Client, token!);
    }

    private static async Task<(Cell Cell, HttpStatusCode Status)> AskAsync(Session session, string method, string address)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (method == "POST") request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", session.Token)]);
        using var answer = await session.Client.SendAsync(request);
        var isToLogin = answer.StatusCode == HttpStatusCode.Redirect
            && answer.Headers.Location!.ToString().Contains("/account/login?returnUrl", StringComparison.Ordinal);
        var cell = answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized => Cell.Unauthorized,
            HttpStatusCode.Forbidden => Cell.Denied,
            HttpStatusCode.NotFound => Cell.NotFound,
            _ when isToLogin => Cell.Login,
            var status => (int)status >= 500 ? (Cell)(-1) : Cell.Ok,
        };
        return (cell, answer.StatusCode);
    }

    private sealed record Session(HttpClient Client, string Token);
}
