namespace Hearsay.Storage.Access;

/// <summary>Somebody who may use the workbench.</summary>
/// <param name="Name">The name that stands in the review log.</param>
/// <param name="Role">What they may do.</param>
/// <param name="Password">The hash that their password is checked against, or null when they have none.</param>
/// <param name="Subject">Issuer and subject of their OpenID Connect identity, parted by a space, or null.</param>
/// <param name="Added">When the account was made.</param>
/// <param name="Disabled">When it was closed, or null.</param>
public sealed record Account(string Name, Role Role, string? Password, string? Subject, DateTimeOffset Added, DateTimeOffset? Disabled);
