using System.Globalization;
using FollowUp.Core.Reports;
using FollowUp.Testing.Reports;
using FollowUp.Web.Views.Reports;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FollowUp.Web.Tests.Reports;

/// <summary>
/// Any report says the same in print, in Word, as plain text, as a workbook and as JSON. <c>FOLLOWUP_TEST_CASES</c> sets how many generated reports are tried (200);
/// a failure tells the smallest report found and the seed.
/// </summary>
public sealed class OutputsAgreeTests : IAsyncLifetime
{
    private static readonly int Cases =
        int.TryParse(Environment.GetEnvironmentVariable("FOLLOWUP_TEST_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var cases) ? cases : 200;

    private WebApp _app = null!;
    private ReportPress _press = null!;
    private AsyncServiceScope _scope;

    public async ValueTask InitializeAsync()
    {
        _app = await WebApp.StartAsync();
        _scope = _app.Services.CreateAsyncScope();
        _press = _scope.ServiceProvider.GetRequiredService<ReportOutputs>().PressOf(await _app.Sample.AccessOfAsync(_app.Sample.Reviewer), _app.Sample.Plan.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public void Write_AnyReport_SaysTheSameInEveryFormat()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("sv-SE");
        Prop.ForAll(ReportGen.Any, generated => Write(generated.Report).AssertAgree()).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));
    }

    private WrittenReport Write(AnnualReport report) => new(_press.Write(report, CancellationToken.None).GetAwaiter().GetResult());
}
