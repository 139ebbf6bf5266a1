namespace Hearsay.Workbench.Access;

/// <summary>Somebody wants in.</summary>
/// <param name="User">Name of the account; with the token, the name that shall stand in the log.</param>
/// <param name="Password">The password, or the token.</param>
internal sealed record LoginRequest(string User, string Password);
