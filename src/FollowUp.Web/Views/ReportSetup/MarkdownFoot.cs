namespace FollowUp.Web.Views.ReportSetup;

/// <summary>What stands below a text in Markdown: its preview and its length.</summary>
/// <param name="Field">The field's name and id.</param>
/// <param name="Text">What is in it.</param>
/// <param name="PlanId">The plan whose report it is.</param>
public sealed record MarkdownFoot(string Field, string? Text, Guid PlanId);
