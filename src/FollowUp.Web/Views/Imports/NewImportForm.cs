using System.ComponentModel.DataAnnotations;

namespace FollowUp.Web.Views.Imports;

/// <summary>A report to read in: a file, or its text.</summary>
public sealed class NewImportForm
{
    /// <summary>The import's key, made with the form.</summary>
    public Guid Id { get; set; }

    [Display(Name = "Imports.File")]
    public IFormFile? File { get; set; }

    [Display(Name = "Imports.Text")]
    public string? Text { get; set; }
}
