using FollowUp.Core.Imports;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Imports;

public sealed class ImportQueriesTests : ImportTests
{
    [Fact]
    public async Task Preview_LeftOverLines_AreShownTogetherAndWhereTheyStand()
    {
        var id = await PrepareAsync(await File.ReadAllTextAsync(SharedReport("kvalitetsrapport-2024-2025.txt")));

        var preview = await PreviewAsync(id);

        Assert.Equal((4, 7), (preview.RowCount, preview.LeftOverCount));
        Assert.Equal(7, preview.LeftOver.Count);
        Assert.Equal(("Inledning", LineKind.LeftOver), preview.Before.Lines.Where(line => line.Text == "Inledning").Select(line => (line.Text, line.Kind)).Single());
        Assert.Equal("Resultaten redovisas för nämnden i september 2025.", preview.Rows[^1].Original.Lines[^1].Text);
        Assert.Equal(LineKind.LeftOver, preview.Rows[^1].Original.Lines[^1].Kind);
        Assert.StartsWith("Aktivitet 1:", preview.Rows[0].Original.Lines[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_Pages_GoOnWhereTheOneBeforeEnded()
    {
        var id = await PrepareAsync(ReportOf(60));

        var second = await PreviewAsync(id, 2);

        Assert.Equal((2, 3), (second.Page, second.Pages));
        Assert.Equal(Enumerable.Range(26, 25), second.Rows.Select(row => row.Row.Position));
        Assert.Equal("Orsak 50 är känd.", second.Rows[^1].Original.Lines[^1].Text);
        Assert.Equal(3, (await PreviewAsync(id, 99)).Page);
        Assert.Equal(1, (await PreviewAsync(id, -1)).Page);
    }

    [Fact]
    public async Task Preview_AnyNumberOfRows_TakesTheSameNumberOfCommands()
    {
        var (few, many) = (await PrepareAsync(ReportOf(3)), await PrepareAsync(ReportOf(300)));

        Assert.Equal(await CommandsAsync(few), await CommandsAsync(many));
        Assert.InRange(await CommandsAsync(many), 1, 10);
    }

    [Fact]
    public async Task Preview_AfterTheImport_TellsWhatItDid()
    {
        await Sample.AddActivityAsync(1, "Åtgärd nummer 1", Sample.Authority);
        var id = await PrepareAsync(ReportOf(3, "Uppföljning 2026/27"));
        await ConfirmAsync(id);

        var preview = await PreviewAsync(id);

        Assert.Equal(new ImportResult(Added: 2, Matched: 1, Written: 3), preview.Result);
        Assert.Equal(Sample.Plan.Id, preview.Plan!.Id);
    }

    [Fact]
    public async Task List_FilteredByStatePersonAndText_FindsInAnyCase()
    {
        var old = await PrepareAsync(ReportOf(1, "Årsrapport 2023/24"), "FÖRSKOLAN.txt");
        Database.Time.Advance(TimeSpan.FromMinutes(1));
        var recent = await PrepareAsync(ReportOf(1, "Verksamhetsberättelse 2022/23"), "", Sample.Administrator);
        await ConfirmAsync(recent);

        Assert.Equal([recent, old], await ListAsync(new ImportFilter()));
        Assert.Equal([recent], await ListAsync(new ImportFilter(ImportState.Confirmed)));
        Assert.Equal([old], await ListAsync(new ImportFilter(PersonId: Sample.Reviewer.Id)));
        Assert.Equal([old], await ListAsync(new ImportFilter(Text: "årsRAPPORT")));
        Assert.Equal([old], await ListAsync(new ImportFilter(Text: "förskolan")));
        Assert.Empty(await ListAsync(new ImportFilter(Text: "100%")));
        await using var db = Database.Open();
        var people = await new ImportQueries(db).PeopleAsync(await Sample.AccessOfAsync(Sample.Reviewer));
        Assert.Equal(["Ada Påhitt", "Kim Kontroll"], people.Select(person => person.Name));
    }

    [Fact]
    public async Task List_MoreThanAPage_GoesOnByKey()
    {
        for (var i = 0; i < 5; i++) await PrepareAsync(ReportOf(1));
        await using var db = Database.Open();
        var access = await Sample.AccessOfAsync(Sample.Reviewer);

        var first = await new ImportQueries(db).ListAsync(access, new ImportFilter(), new PageRequest(Size: 3));
        var second = await new ImportQueries(db).ListAsync(access, new ImportFilter(), new PageRequest(After: first.Next, Size: 3));

        Assert.Equal((3, 2, 5), (first.Rows.Count, second.Rows.Count, second.Count));
        Assert.Equal("2023/24", first.Rows[0].PlanLabel);
        Assert.Equal(1, first.Rows[0].Activities);
    }

    [Fact]
    public async Task Everything_ForAPrincipal_DoesNotExist()
    {
        var id = await PrepareAsync(ReportOf(1));
        await using var db = Database.Open();
        var queries = new ImportQueries(db);
        var access = await Sample.AccessOfAsync(Sample.Head);

        Assert.Null(await queries.PreviewAsync(access, id, 1));
        Assert.Null(await queries.SourceAsync(access, id));
        Assert.Empty(await queries.PeopleAsync(access));
        Assert.Empty((await queries.ListAsync(access, new ImportFilter(), new PageRequest())).Rows);
    }

    private async Task<int> CommandsAsync(Guid id)
    {
        await using var db = Database.Open();
        var access = await Sample.AccessOfAsync(Sample.Reviewer);
        Database.ForgetCommands();
        await new ImportQueries(db).PreviewAsync(access, id, 1);
        return Database.Commands.Count;
    }

    private async Task<List<Guid>> ListAsync(ImportFilter filter)
    {
        await using var db = Database.Open();
        var page = await new ImportQueries(db).ListAsync(await Sample.AccessOfAsync(Sample.Reviewer), filter, new PageRequest());
        return [.. page.Rows.Select(row => row.Id)];
    }
}
