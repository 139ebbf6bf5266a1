namespace Hearsay.Export;

/// <summary>Something of the claim record that a format cannot say.</summary>
/// <param name="Field">Field of the record: "sources", "propositions.quantity".</param>
/// <param name="Reason">What becomes of it.</param>
public sealed record Loss(string Field, string Reason);
