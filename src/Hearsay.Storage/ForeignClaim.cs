using Hearsay.Claims.Reviewing;
using Hearsay.Text;

namespace Hearsay.Storage;

/// <summary>A claim that comes from another ledger or program, with what was decided about it there.</summary>
/// <param name="Record">hearsay.claim/1, without a line feed; its quotes stand in the text and its id follows from it.</param>
/// <param name="Confidence">The reader's probability, 0 … 1.</param>
/// <param name="Reader">Which reader read it, with the model as a ledger notes it; null when a person wrote it.</param>
public sealed record ForeignClaim(ReadOnlyMemory<byte> Record, float Confidence, ReaderVersion? Reader)
{
    /// <summary>Id of the claim that it corrects, or null.</summary>
    public string? CopyOf { get; init; }

    /// <summary>What was decided, or null.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Admiralty reliability, or null.</summary>
    public char? Reliability { get; init; }

    /// <summary>Admiralty credibility, or null.</summary>
    public int? Credibility { get; init; }

    /// <summary>With whom it may be shared, or null.</summary>
    public TrafficLight? Marking { get; init; }
}
