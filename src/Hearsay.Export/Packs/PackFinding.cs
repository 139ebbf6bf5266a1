namespace Hearsay.Export.Packs;

/// <summary>Something that does not hold in a proof pack.</summary>
/// <param name="Code">A code of <see cref="PackErrors"/>.</param>
/// <param name="Subject">The file, or the claim's id, that it is about.</param>
/// <param name="Message">What was found.</param>
public sealed record PackFinding(string Code, string Subject, string Message);
