using System.ComponentModel.DataAnnotations;
using FollowUp.Core;
using FollowUp.Core.Audit;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace FollowUp.Web.Views.Users;

/// <summary>A person as it is typed.</summary>
public sealed class UserForm
{
    /// <summary>Empty rows for more places; saving and coming back gives as many again.</summary>
    private const int EmptyPlaces = 2;

    public Guid Id { get; set; } = Guid.CreateVersion7();

    public string? Version { get; set; }

    [Required(ErrorMessage = "Refusals.UserNameMissing")]
    [Display(Name = "Users.Name")]
    public string? Name { get; set; }

    [Required(ErrorMessage = "Refusals.UserEmailMissing")]
    [EmailAddress]
    [Display(Name = "Users.Email")]
    public string? Email { get; set; }

    [Display(Name = "Users.Roles")]
    public List<AppRole> Roles { get; set; } = [];

    [Display(Name = "Users.Places")]
    public List<UserPlaceForm> Places { get; set; } = [];

    [Display(Name = "Users.EndsOn")]
    public DateOnly? EndsOn { get; set; }

    /// <summary>The person as saved; null for a new one.</summary>
    [BindNever]
    [ValidateNever]
    public UserDetails? Present { get; set; }

    [BindNever]
    [ValidateNever]
    public IReadOnlyList<UnitOption> Units { get; set; } = [];

    public UserFacts Facts => new()
    {
        Name = Name ?? "",
        Email = Email ?? "",
        Roles = Roles.ToHashSet(),
        Places = [.. Places.Where(place => place.UnitId is not null).Select(place => new UserPlace(place.UnitId!.Value, place.Kind)).Distinct()],
        EndsOn = EndsOn,
    };

    public static UserForm New(Guid? unitId) => new()
    {
        Roles = unitId is null ? [] : [AppRole.Principal],
        Places = unitId is null ? [] : [new UserPlaceForm { UnitId = unitId }],
    };

    public static UserForm Of(UserDetails user) => new()
    {
        Id = user.Id,
        Version = user.Version,
        Name = user.Name,
        Email = user.Email,
        Roles = [.. user.Roles],
        EndsOn = user.EndsOn,
        Places = [.. user.Places.Select(place => new UserPlaceForm { UnitId = place.UnitId, Kind = place.Kind })],
    };

    public void AddEmptyPlaces()
    {
        while (Places.Count(place => place.UnitId is null) < EmptyPlaces) Places.Add(new UserPlaceForm());
    }
}

/// <summary>A row of the form: what the person is at a unit; without a unit it says nothing.</summary>
public sealed class UserPlaceForm
{
    [Display(Name = "Users.PlaceUnit")]
    public Guid? UnitId { get; set; }

    [Display(Name = "Users.PlaceKind")]
    public MembershipKind Kind { get; set; } = MembershipKind.Head;
}

/// <summary>The list of people.</summary>
public sealed record UsersPage(UserFilter Filter, IReadOnlyList<UnitOption> Units, Page<UserRow> Page)
{
    public bool IsFiltered => Filter != new UserFilter();
}

/// <summary>One person.</summary>
/// <param name="User">Who.</param>
/// <param name="Link">The address to hand over, on the one page after it was made.</param>
/// <param name="IsOneself">True for the own account.</param>
/// <param name="History">The latest that was done to the account.</param>
public sealed record UserPage(UserDetails User, string? Link, bool IsOneself, IReadOnlyList<AuditRow> History, int Sessions);
