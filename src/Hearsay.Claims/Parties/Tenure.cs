namespace Hearsay.Claims.Parties;

/// <summary>A person holds an office for a time.</summary>
/// <param name="Office">The office.</param>
/// <param name="Person">Who holds it.</param>
/// <param name="Period">When.</param>
/// <param name="Source">Where that is known from.</param>
public sealed record Tenure(Party Office, Party Person, Period Period, string Source);
