using FollowUp.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace FollowUp.Core.Users;

/// <summary>Identity's store, which leaves saving to the caller: an account's change and its audit entry are one save.</summary>
public sealed class AccountStore : UserStore<AppUser, IdentityRole<Guid>, FollowUpDbContext, Guid>
{
    public AccountStore(FollowUpDbContext db, IdentityErrorDescriber describer)
        : base(db, describer) => AutoSaveChanges = false;
}
