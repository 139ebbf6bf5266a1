using Hearsay.Claims.Parties;
using Hearsay.Claims.Reviewing;
using Hearsay.Ingest;
using Hearsay.Ingest.Fetching;
using Hearsay.Reading;
using Hearsay.Text.Layers;

namespace Hearsay.Cli.Work;

/// <summary>How inputs are read.</summary>
/// <param name="Ingest">What the user knows of the publication.</param>
/// <param name="MinimumConfidence">Claims that the reader is less sure of are left out, 0 … 1. What is printed of the others does not change.</param>
/// <param name="Threads">Articles read at the same time, 1 or more. The bytes printed do not depend on it.</param>
internal sealed record ReadSettings(IngestOptions Ingest, float MinimumConfidence, int Threads)
{
    /// <summary>Which model finds who says what.</summary>
    public AttributionModel Attributions { get; init; }

    /// <summary>Whose habits attributions follow; null takes PARC's for corpora and the claim record's for articles.</summary>
    public AttributionConvention? Convention { get; init; } = AttributionConvention.Claims;

    /// <summary>How addresses are fetched.</summary>
    public FetchOptions Fetching { get; init; } = new();

    /// <summary>The parties that names are looked up in, or null for ours.</summary>
    public PartyRegistry? Parties { get; init; }

    /// <summary>Who had which title in earlier documents.</summary>
    public TitleRegister Titles { get; init; } = TitleRegister.Empty;

    /// <summary>With whom what is added may be shared, or null.</summary>
    public TrafficLight? Marking { get; init; }

    /// <summary>Whether results carry the titles that their articles teach.</summary>
    public bool LearnTitles { get; init; }

    /// <summary>Whether results hold what articles say in their own voice. Adding keeps it, printing does not, unless asked to.</summary>
    public bool Narration { get; init; }
}
