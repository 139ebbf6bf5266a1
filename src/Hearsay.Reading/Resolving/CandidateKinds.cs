using Hearsay.Text.Layers;

namespace Hearsay.Reading.Resolving;

/// <summary>Makes a kind of the model's scores, where the words do not settle it.</summary>
internal static class CandidateKinds
{
    /// <summary>The kind of the candidate.</summary>
    /// <param name="one">The candidate.</param>
    /// <param name="scores">One score for each <see cref="EntityKind"/>; that of <see cref="EntityKind.Unknown"/> does not count.</param>
    public static EntityKind Of(in Candidate one, ReadOnlySpan<float> scores)
    {
        if (one.Form == MentionForm.Pronoun)
        {
            return one.Class is ReferenceClass.He or ReferenceClass.She or ReferenceClass.I or ReferenceClass.We or ReferenceClass.You ? EntityKind.Person : EntityKind.Unknown;
        }

        int best = 1;
        for (int kind = 2; kind < scores.Length; kind++)
        {
            best = scores[kind] > scores[best] ? kind : best;
        }

        return (EntityKind)best;
    }
}
