namespace Hearsay.Workbench.Access;

/// <summary>An account as it shall be; what is null is left as it is.</summary>
/// <param name="Name">For a new account: the name that stands in the log.</param>
/// <param name="Role">reader, analyst, editor, admin.</param>
/// <param name="Password">A password of 15 characters or more; empty for none.</param>
/// <param name="Subject">Issuer and subject of an OpenID Connect identity, parted by a space; empty for none.</param>
/// <param name="Disabled">True closes the account, false opens it.</param>
internal sealed record UserRequest(string? Name = null, string? Role = null, string? Password = null, string? Subject = null, bool? Disabled = null);
