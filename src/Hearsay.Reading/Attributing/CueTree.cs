using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>
/// Where the words of a sentence stand in its tree, seen from the head word of a cue: the nearest word at or above the cue that a word hangs on, how it hangs
/// there and how deep below.
/// </summary>
internal static class CueTree
{
    /// <summary>
    /// Rows of the table of branches: outside the sentence; the cue's head itself; the words above it, by how far above; then for each of these four
    /// the relation by which a word's branch hangs on it.
    /// </summary>
    public const int BranchRows = 1 + Levels + (Levels * Relations);

    /// <summary>Rows of the table of depths: arcs down from where the branch begins, the last one for more.</summary>
    public const int DepthRows = 7;

    private const int Levels = 4;
    private const int Relations = 51;

    /// <summary>Describes every token of a sentence.</summary>
    /// <param name="head">The cue's head word, in the sentence.</param>
    /// <param name="sentence">The sentence.</param>
    /// <param name="heads">Of the document.</param>
    /// <param name="relations">Of the document.</param>
    /// <param name="branches">Receives rows of the table of branches, one per token of the sentence.</param>
    /// <param name="depths">Receives rows of the table of depths.</param>
    /// <param name="twigs">Receives rows of the table of twigs.</param>
    public static void Describe(int head, TokenRange sentence, ReadOnlySpan<int> heads, ReadOnlySpan<int> relations, Span<byte> branches, Span<byte> depths, Span<byte> twigs)
    {
        Span<byte> known = branches[..sentence.Length];
        known.Clear();
        int level = 0;
        for (int token = head; sentence.Contains(token); token = heads[token])
        {
            known[token - sentence.Start] = (byte)(1 + level);
            depths[token - sentence.Start] = 0;
            twigs[token - sentence.Start] = 0;
            level = Math.Min(level + 1, Levels - 1);
        }

        for (int token = sentence.Start; token < sentence.End; token++)
        {
            // Up to a word that is known, then the same way again. A second root hangs on nothing: as if on the highest word.
            int top = token;
            int child = token;
            int grandchild = token;
            int steps = 0;
            while (sentence.Contains(top) && known[top - sentence.Start] == 0)
            {
                grandchild = child;
                child = top;
                top = heads[top];
                steps++;
            }

            int above = sentence.Contains(top) ? known[top - sentence.Start] : Levels;
            int branch = above > Levels ? above : 1 + Levels + ((above - 1) * Relations) + relations[child];
            int depth = steps + (sentence.Contains(top) ? depths[top - sentence.Start] : 0);
            int twig = above <= Levels ? 1 + relations[grandchild] : twigs[top - sentence.Start] != 0 ? twigs[top - sentence.Start] : 1 + relations[child];
            for (int below = token; steps > 0; below = heads[below], steps--, depth--)
            {
                known[below - sentence.Start] = (byte)branch;
                depths[below - sentence.Start] = (byte)Math.Min(DepthRows - 1, depth);
                twigs[below - sentence.Start] = (byte)(above <= Levels && below == child ? 0 : twig);
            }
        }
    }
}
