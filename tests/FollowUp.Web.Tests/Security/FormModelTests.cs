using System.Reflection;
using FollowUp.Core.Audit;
using FollowUp.Core.Users;
using FollowUp.Testing;
using FollowUp.Testing.Architecture;
using FollowUp.Web.Controllers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Security;

/// <summary>A form sets what its page asks for and nothing else; every change needs the page's own token.</summary>
public sealed class FormModelTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public void Forms_OfEveryAction_HoldNoEntity()
    {
        using var db = _app.OpenDatabase();
        var entities = db.Model.GetEntityTypes().Select(type => type.ClrType).ToHashSet();
        var bound = Actions(typeof(PageController).Assembly).SelectMany(action => action.GetParameters()).Select(parameter => parameter.ParameterType).Distinct().ToList();

        Assert.True(bound.Count > 30, $"Only {bound.Count} types are bound.");
        Breaches.None(EntitiesIn(bound, entities));
        Assert.Equal(["BadForm.User is a AppUser"], EntitiesIn([typeof(BadForm)], entities));
    }

    [Fact]
    public async Task Post_FieldsThatTheFormDoesNotHave_ChangeNothing()
    {
        var administrator = await _app.SignInAsync(_app.Sample.Administrator);
        await administrator.OpenAsync($"/users/{_app.Sample.Head.Id}/edit");
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)administrator.Page.QuerySelector("main form")!;
        var values = Visitor.Values(form).Where(field => field.Key != "Name").Append(new("Name", "Eva Ny"))
            .Concat(new[] { "Id", "Present.Id", "User.Id", "PasswordHash", "SecurityStamp", "TwoFactorEnabled", "LockoutEnd", "DeactivatedAt", "AccessFailedCount", "Facts.Name" }
                .Select(name => new KeyValuePair<string, string>(name, name.EndsWith("Id", StringComparison.Ordinal) ? _app.Sample.OtherHead.Id.ToString() : "2020-01-01")));
        AppUser before;
        await using (var db = _app.OpenDatabase()) before = await db.Users.AsNoTracking().SingleAsync(user => user.Id == _app.Sample.Head.Id);

        await administrator.ReadAsync(await administrator.Client.PostAsync($"/users/{_app.Sample.Head.Id}/edit", new FormUrlEncodedContent(values)), "/");

        await using var after = _app.OpenDatabase();
        var user = await after.Users.SingleAsync(user => user.Id == _app.Sample.Head.Id);
        Assert.Equal("Eva Ny", user.Name);
        Assert.Equal((before.PasswordHash, before.TwoFactorEnabled, before.LockoutEnd, before.DeactivatedAt, before.AccessFailedCount), (user.PasswordHash, user.TwoFactorEnabled, user.LockoutEnd, user.DeactivatedAt, user.AccessFailedCount));
        Assert.Equal("Sara Exempel", (await after.Users.SingleAsync(user => user.Id == _app.Sample.OtherHead.Id)).Name);
        Assert.Equal(_app.Sample.Head.Id, (await after.Audit.SingleAsync(entry => entry.Action == AuditAction.UserChanged)).SubjectId);
    }

    [Fact]
    public async Task Post_WithoutTheToken_IsRefusedEverywhere()
    {
        var sessions = new Dictionary<AppUser, HttpClient>();
        foreach (var user in new[] { _app.Sample.Head, _app.Sample.Reviewer, _app.Sample.Administrator }) sessions[user] = (await _app.SignInAsync(user)).Client;
        var (open, asked) = (new List<string>(), 0);
        foreach (var row in EndpointMatrix.Rows.Where(row => row.Method == "POST" && row.Pattern != "account/continue"))
        {
            var address = await EndpointSample.FillInAsync(_app, row.Address);
            var cells = new[] { (_app.Sample.Head, row.Head), (_app.Sample.Reviewer, row.Reviewer), (_app.Sample.Administrator, row.Administrator) };
            foreach (var (user, _) in cells.Where(cell => cell.Item2 == Cell.Ok))
            {
                using var answer = await sessions[user].PostAsync(address, new FormUrlEncodedContent([new("Email", "a@b.se")]));
                asked++;
                if ((int)answer.StatusCode != 400) open.Add($"{row.Method} {row.Pattern} answered {(int)answer.StatusCode} without a token");
            }
        }

        Assert.True(asked > 80, $"Only {asked} were asked.");
        Breaches.None(open);
    }

    [Fact]
    public void Actions_ThatAnybodyReaches_AreTheseAlone()
    {
        var open = Actions(typeof(PageController).Assembly)
            .Where(action => action.IsDefined(typeof(AllowAnonymousAttribute)) || action.DeclaringType!.IsDefined(typeof(AllowAnonymousAttribute)))
            .Select(action => action.DeclaringType!.Name.Replace("Controller", "", StringComparison.Ordinal)).Distinct().Order();

        Assert.Equal(
            ["Accessibility", "Account", "Code", "Error", "ExternalSignIn", "Help", "House", "Language", "LocalSignIn", "PasskeySignIn", "Password", "Setup", "SharedReports"],
            open);
    }

    private static IEnumerable<MethodInfo> Actions(Assembly assembly) => assembly.GetTypes()
        .Where(type => typeof(ControllerBase).IsAssignableFrom(type) && !type.IsAbstract)
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(method => method.GetCustomAttributes().Any(attribute => attribute is HttpMethodAttribute or RouteAttribute));

    private static List<string> EntitiesIn(IEnumerable<Type> forms, HashSet<Type> entities)
    {
        var (seen, breaches) = (new HashSet<Type>(), new List<string>());
        foreach (var form in forms) Look(form);
        return breaches;

        void Look(Type type)
        {
            if (type.Namespace?.StartsWith("FollowUp", StringComparison.Ordinal) != true || !seen.Add(type)) return;
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is not null && !property.IsDefined(typeof(BindNeverAttribute))))
            {
                var held = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[^1] : property.PropertyType.GetElementType() ?? property.PropertyType;
                if (entities.Contains(held)) breaches.Add($"{type.Name}.{property.Name} is a {held.Name}");
                else Look(held);
            }
        }
    }

    private sealed class BadForm
    {
        public AppUser? User { get; set; }
    }
}
