using FollowUp.Core.Reports;

namespace FollowUp.Web.Views.UnitPages;

/// <param name="Standing">The unit and how it stands.</param>
/// <param name="Plan">The plan whose follow-ups are listed; null for all.</param>
public sealed record UnitPage(UnitStanding Standing, Guid? Plan);
