using FollowUp.Testing.Architecture;
using Xunit;

namespace FollowUp.Core.Tests.Architecture;

/// <summary>The order of Core's parts (docs/architecture.md), and that a break of it is seen.</summary>
public sealed class LayerOrderTests
{
    private const string Samples = "FollowUp.Core.Tests.Architecture.Samples";

    private static readonly IReadOnlyList<string> SampleBreaches = new LayerOrder(Samples).Breaches(
        [.. CompiledCode.WrittenTypes(typeof(LayerOrderTests).Assembly)
            .Where(type => type.Namespace.StartsWith(Samples, StringComparison.Ordinal) && !type.Namespace.EndsWith(".Rules", StringComparison.Ordinal))]);

    [Fact]
    public void Core_EveryType_UsesOnlyThePartsBelow() =>
        Breaches.None(new LayerOrder("FollowUp.Core").Breaches(CompiledCode.WrittenTypes(typeof(Outcome).Assembly)));

    [Theory]
    [InlineData("Units.ClosingService uses FollowUp.Core.Notes.Note:")]
    [InlineData("Units.LazyService uses FollowUp.Core.Plans.Plan:")]
    [InlineData("Units.SignatureService uses FollowUp.Core.Notes.Note:")]
    [InlineData("Plans.SharedRow uses FollowUp.Core.Notes.NoteState:")]
    [InlineData("Plans.AskingService uses FollowUp.Core.Tests.Architecture.Samples.Plans.SharedQueries: a …Queries class")]
    [InlineData("Reminders.ReminderService uses FollowUp.Core.Tests.Architecture.Samples.Reviews.ReviewService:")]
    [InlineData("Notes.OptionsService uses FollowUp.Core.Data.DatabaseOptions:")]
    [InlineData("Elsewhere.LostService stands in Elsewhere, which has no place")]
    public void Samples_BreakOfTheOrder_IsFound(string breach) =>
        Assert.Contains(SampleBreaches, found => found.StartsWith($"{Samples}.{breach}", StringComparison.Ordinal));

    [Theory]
    [InlineData("Units.GoodService")]
    [InlineData("Plans.PlanQueries")]
    [InlineData("Plans.PlanRow")]
    public void Samples_WithinTheOrder_IsLeftAlone(string type) =>
        Assert.DoesNotContain(SampleBreaches, found => found.StartsWith($"{Samples}.{type} ", StringComparison.Ordinal));
}
