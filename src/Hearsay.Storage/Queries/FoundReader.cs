namespace Hearsay.Storage.Queries;

/// <summary>A reader whose readings are in the ledger.</summary>
/// <param name="Version">Version of the program.</param>
/// <param name="Model">SHA-256 of its model.</param>
/// <param name="Readings">Texts that it read.</param>
/// <param name="Claims">Claims that it found in them.</param>
/// <param name="First">When it first read.</param>
/// <param name="Last">When it last read.</param>
public sealed record FoundReader(string Version, string Model, long Readings, long Claims, DateTimeOffset First, DateTimeOffset Last);
