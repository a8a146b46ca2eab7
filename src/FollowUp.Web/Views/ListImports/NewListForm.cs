using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using FollowUp.Core;
using FollowUp.Core.Imports;
using FollowUp.Core.Imports.Lists;
using FollowUp.Documents.Lists;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace FollowUp.Web.Views.ListImports;

/// <summary>A list to read in: a file, or what was copied out of one.</summary>
public sealed class NewListForm
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>The list's key, made with the form.</summary>
    public Guid Id { get; set; }

    [Display(Name = "Lists.Kind")]
    public ListKind Kind { get; set; } = ListKind.Activities;

    [Display(Name = "Lists.Plan")]
    public Guid? PlanId { get; set; }

    [Display(Name = "Lists.File")]
    public IFormFile? File { get; set; }

    [Display(Name = "Lists.Text")]
    public string? Text { get; set; }

    [BindNever]
    [ValidateNever]
    public IReadOnlyList<ListKind> Kinds { get; set; } = [];

    [BindNever]
    [ValidateNever]
    public IReadOnlyList<PlanChoice> Plans { get; set; } = [];

    /// <summary>Reads the file, or what was pasted where no file is chosen.</summary>
    public async Task<Outcome<NewList>> ReadAsync(CancellationToken cancel)
    {
        if (File is null) return string.IsNullOrWhiteSpace(Text) ? Refused("ListNothingGiven")
            : Encoding.UTF8.GetByteCount(Text) > ListContent.MaxBytes ? TooLarge(Encoding.UTF8.GetByteCount(Text))
            : Read("", ListFileReader.ReadPasted(Text));
        if (File.Length > ListContent.MaxBytes) return TooLarge(File.Length);
        using var content = new MemoryStream((int)File.Length);
        await File.CopyToAsync(content, cancel);
        return Read(Path.GetFileName(File.FileName.Replace('\\', '/')), ListFileReader.Read(content.ToArray()));
    }

    /// <summary>The field of the form that a refusal concerns.</summary>
    public string FieldOf(Refusal refusal) => refusal.Field == nameof(PlanId) ? nameof(PlanId) : File is null && !string.IsNullOrWhiteSpace(Text) ? nameof(Text) : nameof(File);

    private Outcome<NewList> Read(string fileName, ListReadResult read) => read.Table is { } table
        ? new NewList(Id, Kind, PlanId, fileName, table)
        : Refused($"ListFile{read.Failure}");

    private static Outcome<NewList> TooLarge(long bytes) =>
        Refused("ListTooLarge", (bytes / (decimal)Megabyte).ToString("0.0", CultureInfo.CurrentCulture), ListContent.MaxBytes / Megabyte);

    private static Outcome<NewList> Refused(string code, params object[] arguments) => Outcome<NewList>.From(Outcome.Refused(code, null, arguments));
}
