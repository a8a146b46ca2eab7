using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reports;
using FollowUp.Core.Tests.Documents;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Xunit;

namespace FollowUp.Core.Tests.Reports;

/// <summary>What is chosen for a plan's report, as the report then reads.</summary>
public sealed class ReportSetupPrintTests : IAsyncLifetime
{
    private static readonly ReportChoices Plain = new() { Title = "Kvalitetsrapport" };

    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
        var safety = new GoalArea(Guid.CreateVersion7(), "Trygghet", 2);
        var language = new GoalArea(Guid.CreateVersion7(), "Språk", 1);
        await using var db = _database.Open();
        db.GoalAreas.AddRange(safety, language);
        Add(1, safety, _sample.South);
        Add(2, null, _sample.North);
        Add(3, language, _sample.Administration);
        Add(4, safety, _sample.Preschool, _sample.South, _sample.North);
        await db.SaveChangesAsync();

        void Add(int number, GoalArea? area, params Unit[] units)
        {
            var facts = new ActivityFacts { Title = $"Aktivitet {number}", OwnerUnitId = units[0].Id, GoalAreaId = area?.Id };
            var activity = new Activity(Guid.CreateVersion7(), _sample.Plan.Id, number, facts);
            db.Activities.Add(activity);
            db.Notes.AddRange(units.Select(unit => new Note(activity.Id, unit.Id)));
        }
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData(ReportOrder.Number, "1: 2: 3: 4:")]
    [InlineData(ReportOrder.GoalArea, "3:Språk 1:Trygghet 4:Trygghet 2:")]
    [InlineData(ReportOrder.Unit, "2:Norra provskolan 1:Södra provskolan 3:Utbildningsförvaltningen 4:Åsens förskola")]
    public async Task Order_EachWay_GroupsContentsAndTextsAlike(ReportOrder order, string expected)
    {
        await ChooseAsync(Plain with { Order = order });

        var report = await ReadAsync(_sample.Reviewer);

        Assert.Equal(order, report.Order);
        Assert.Equal(expected, string.Join(' ', report.Entries.Select(entry => $"{entry.Number}:{entry.Group}")));
        Assert.Equal(expected, string.Join(' ', report.Listed().Select(activity => $"{activity.Number}:{activity.Group}")));
        Assert.Equal(order == ReportOrder.Number, report.Entries.All(entry => entry.Group is null));
    }

    [Fact]
    public async Task Unit_Chosen_IsWhatIsReadUntilSomethingElseIsAskedFor()
    {
        await ChooseAsync(Plain with { UnitId = _sample.Area.Id });

        var chosen = await ReadAsync(_sample.Reviewer);
        var asked = await ReadAsync(_sample.Reviewer, new ReportScope { UnitId = _sample.Authority.Id });
        var own = await ReadAsync(_sample.Head);

        Assert.Equal(("Grundskola", "1 2 4"), (chosen.UnitName, Numbers(chosen)));
        Assert.Equal((null, "1 2 3 4"), (asked.UnitName, Numbers(asked)));
        Assert.Equal(("Norra provskolan", "2 4"), (own.UnitName, Numbers(own)));
    }

    [Fact]
    public async Task SchoolForm_Chosen_HasItsUnitsActivities()
    {
        await ChooseAsync(Plain with { SchoolForm = SchoolForm.Preschool });
        var preschool = await ReadAsync(_sample.Reviewer);
        await ChooseAsync(Plain with { SchoolForm = SchoolForm.CompulsorySchool });
        var compulsory = await ReadAsync(_sample.Reviewer);

        Assert.Equal((SchoolForm.Preschool, null, "4"), (preschool.SchoolForm, preschool.UnitName, Numbers(preschool)));
        Assert.Equal("1 2 4", Numbers(compulsory));
        Assert.Equal("Norra provskolan", compulsory.Listed()[2].ReportingUnitName);
    }

    [Fact]
    public async Task UnitNotes_Chosen_FollowTheOwnersTextInTheOrderOfTheTree()
    {
        await using (var db = _database.Open())
        {
            var activity = db.Activities.Single(found => found.Number == 4);
            await _sample.WriteAsync(activity, _sample.Preschool, NoteState.Approved, NoteStatus.Completed, "Ägarens.", "Därför.");
            await _sample.WriteAsync(activity, _sample.North, NoteState.Submitted, NoteStatus.InProgress, "Norras.", "");
            await _sample.WriteAsync(activity, _sample.South, NoteState.Draft, NoteStatus.InProgress, "Hemligt.", "");
        }

        await ChooseAsync(Plain);
        Assert.Empty((await ReadAsync(_sample.Reviewer)).Listed()[3].UnitNotes);
        await ChooseAsync(Plain with { HasUnitNotes = true });
        var report = await ReadAsync(_sample.Reviewer);

        Assert.True(report.HasUnitNotes);
        Assert.Equal("Ägarens.", report.Listed()[3].FollowUp);
        Assert.Equal(
            [new ReportUnitNote("Norra provskolan", true, false, NoteStatus.InProgress, "Norras.", ""), new ReportUnitNote("Södra provskolan", false, true, null, "", "")],
            report.Listed()[3].UnitNotes);
    }

    [Fact]
    public async Task WhatStandsAround_Chosen_IsInTheReport()
    {
        await ChooseAsync(Plain with { RegistryNumber = "UN 2026/12", Foreword = "Först.", Closing = "Sist.", Signatures = "Ordförande\nSkolchef" });
        await using (var db = _database.Open())
            await Service(db).SetLogoAsync(await _sample.AccessOfAsync(_sample.Reviewer), _sample.Plan.Id, new LogoUpload(LogoSamples.Png(4, 3), "Vapen"));
        var report = await ReadAsync(_sample.Reviewer);
        await using (var db = _database.Open())
            await Service(db).RemoveLogoAsync(await _sample.AccessOfAsync(_sample.Reviewer), _sample.Plan.Id);

        Assert.Equal(("Kvalitetsrapport", "UN 2026/12", "Först.", "Sist."), (report.Title, report.RegistryNumber, report.Foreword, report.Closing));
        Assert.Equal(["Ordförande", "Skolchef"], report.SignatureLines);
        Assert.Equal(("image/png", "Vapen"), (report.Logo!.MediaType, report.Logo.Text));
        Assert.Null((await ReadAsync(_sample.Reviewer)).Logo);
    }

    private static string Numbers(AnnualReport report) => string.Join(' ', report.Listed().Select(activity => activity.Number));

    private ReportSetupService Service(Core.Data.FollowUpDbContext db) => new(db, _database.Clock, _database.Faults);

    private async Task ChooseAsync(ReportChoices choices)
    {
        await using var db = _database.Open();
        var access = await _sample.AccessOfAsync(_sample.Reviewer);
        var present = await new ReportSetupQueries(db).ReadAsync(access, _sample.Plan.Id);
        Assert.True((await Service(db).ChooseAsync(access, _sample.Plan.Id, present!.Version, choices)).IsDone);
    }

    private async Task<AnnualReport> ReadAsync(AppUser user, ReportScope? scope = null)
    {
        await using var db = _database.Open();
        var report = (await new AnnualReportQueries(db, _database.Clock).ReadAsync(await _sample.AccessOfAsync(user), _sample.Plan.Id, scope))!;
        return report with { Activities = (await report.Activities.ToListAsync()).ToAsyncEnumerable() };
    }
}
