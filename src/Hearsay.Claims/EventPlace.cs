namespace Hearsay.Claims;

/// <summary>Where an event takes place.</summary>
/// <param name="Words">The words.</param>
/// <param name="Country">ISO 3166 alpha-3 code of the state that it is or lies in, or null.</param>
public sealed record EventPlace(Evidence Words, string? Country);
