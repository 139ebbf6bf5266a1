using Hearsay.Storage.Access;

namespace Hearsay.Workbench.Access;

/// <summary>An account, without its secrets.</summary>
/// <param name="Name">The name that stands in the log.</param>
/// <param name="Role">reader, analyst, editor, admin.</param>
/// <param name="Password">Whether there is a password.</param>
/// <param name="Subject">Issuer and subject of OpenID Connect, or null.</param>
/// <param name="Added">When it was made.</param>
/// <param name="Disabled">When it was closed, or null.</param>
internal sealed record UserRow(string Name, string Role, bool Password, string? Subject, DateTimeOffset Added, DateTimeOffset? Disabled)
{
    /// <summary>The row of an account.</summary>
    public static UserRow Of(Account account) => new(account.Name, account.Role.ToString().ToLowerInvariant(), account.Password is not null, account.Subject, account.Added, account.Disabled);
}
