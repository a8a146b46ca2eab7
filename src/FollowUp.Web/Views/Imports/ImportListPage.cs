using System.ComponentModel.DataAnnotations;
using FollowUp.Core;
using FollowUp.Core.Imports;

namespace FollowUp.Web.Views.Imports;

/// <summary>The filters of the list.</summary>
public class ImportListForm
{
    [Display(Name = "Imports.State")]
    public ImportState? State { get; set; }

    [Display(Name = "Imports.Person")]
    public Guid? Person { get; set; }

    [StringLength(200)]
    [Display(Name = "Shared.Search")]
    public string? Q { get; set; }

    public bool IsFiltered => State is not null || Person is not null || !string.IsNullOrWhiteSpace(Q);
}

public sealed class ImportListPage : ImportListForm
{
    public required IReadOnlyList<PersonChoice> People { get; init; }

    public required Page<ImportListRow> Imports { get; init; }
}
