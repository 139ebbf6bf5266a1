namespace Hearsay.Text.Layers;

/// <summary>
/// How far people would say that what a predicate tells has happened or is so, −3 surely not … +3 surely, on the scale of the UDS It-Happened corpus. What lies ahead, is wished or denied
/// lies below zero, whoever says it.
/// </summary>
public sealed class Happenings
{
    private readonly float[] _scores;

    /// <summary>Takes over the column.</summary>
    /// <param name="scores">Per token; NaN for what is no predicate.</param>
    public Happenings(float[] scores) => _scores = scores;

    /// <summary>No predicates: of an empty text, or where the layer was not read.</summary>
    public static Happenings None { get; } = new([]);

    /// <summary>Number of tokens described.</summary>
    public int Count => _scores.Length;

    /// <summary>The score of the predicate that is the token with index <paramref name="token"/>; null for what is no predicate, or where the layer was not read.</summary>
    public float? this[int token] => (uint)token < (uint)_scores.Length && !float.IsNaN(_scores[token]) ? _scores[token] : null;
}
