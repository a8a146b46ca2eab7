using System.ComponentModel.DataAnnotations;
using FollowUp.Core;
using FollowUp.Core.Reports;
using FollowUp.Documents.Word;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace FollowUp.Web.Views.ReportTemplate;

/// <summary>A template for the reports in Word, as it is sent.</summary>
public sealed class ReportTemplateForm
{
    /// <summary>Empty while there has never been a template.</summary>
    public Guid Version { get; set; }

    [Display(Name = "ReportTemplate.File")]
    public IFormFile? File { get; set; }

    /// <summary>What is saved.</summary>
    [BindNever]
    [ValidateNever]
    public ReportTemplateDetails Present { get; set; } = null!;

    /// <summary>Reads the file, but no more of it than it takes to see that it is too large, and looks whether it can be a template.</summary>
    public async Task<Outcome<TemplateUpload>> ReadAsync(CancellationToken cancel)
    {
        if (File is null) return Outcome<TemplateUpload>.From(Outcome.Refused("WordTemplateMissing", nameof(File)));
        var content = new byte[Math.Min(File.Length, WordTemplate.MaxBytes + 1)];
        await using (var stream = File.OpenReadStream()) await stream.ReadExactlyAsync(content, cancel);
        return WordTemplate.Check(new MemoryStream(content, writable: false)) is { } failure
            ? Outcome<TemplateUpload>.From(Outcome.Refused($"WordTemplate{failure}", nameof(File), WordTemplate.MaxBytes / 1_000_000))
            : new TemplateUpload(File.FileName, content, Version);
    }
}
