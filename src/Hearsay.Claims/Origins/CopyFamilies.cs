using Hearsay.Text.Similarity;

namespace Hearsay.Claims.Origins;

/// <summary>
/// Families of copies, grown one document at a time: each new text is compared with those that share a key with it (<see cref="Fingerprint.Bands"/>), and joins the
/// families of its copies. The families do not depend on the order of arrival. A ledger does the same over a table of keys. Not safe for use from several threads.
/// </summary>
public sealed class CopyFamilies
{
    /// <summary>A key that more texts share than this belongs to a set phrase or a footer and finds nothing any more.</summary>
    public const int MostShared = 1000;

    private readonly List<(Fingerprint Fingerprint, Lineage? Lineage)> _documents = [];
    private readonly List<int> _parents = [];
    private readonly Dictionary<ulong, List<int>> _index = [];

    /// <summary>Number of documents added.</summary>
    public int Count => _documents.Count;

    /// <summary>
    /// Whether a verdict makes two documents one family. A digest that holds the whole of a short report does not: it would join all the reports it holds.
    /// </summary>
    public static bool Joins(CopyVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return verdict.IsCopy && Math.Min(verdict.Overlap.OfFirst, verdict.Overlap.OfSecond) >= 0.1;
    }

    /// <summary>Adds a document under the next number, from 0.</summary>
    /// <returns>Earlier documents that are not independent of it, ascending.</returns>
    public IReadOnlyList<(int Document, CopyVerdict Verdict)> Add(Fingerprint fingerprint, Lineage? lineage)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        int added = _documents.Count;
        var candidates = new SortedSet<int>();
        foreach (ulong band in fingerprint.Bands)
        {
            if (!_index.TryGetValue(band, out List<int>? sharing))
            {
                _index[band] = sharing = [];
            }

            if (sharing.Count < MostShared)
            {
                candidates.UnionWith(sharing);
            }

            sharing.Add(added);
        }

        _documents.Add((fingerprint, lineage));
        _parents.Add(added);
        var related = new List<(int, CopyVerdict)>();
        foreach (int candidate in candidates)
        {
            CopyVerdict verdict = CopyDetector.Judge(_documents[candidate].Fingerprint, _documents[candidate].Lineage, fingerprint, lineage);
            if (verdict.Relation != CopyRelation.Independent)
            {
                related.Add((candidate, verdict));
            }

            if (Joins(verdict))
            {
                int a = FamilyOf(candidate);
                int b = FamilyOf(added);
                _parents[Math.Max(a, b)] = Math.Min(a, b);
            }
        }

        return related;
    }

    /// <summary>The family of a document: the lowest number in it. A document without copies is a family of its own.</summary>
    public int FamilyOf(int document)
    {
        while (_parents[document] != document)
        {
            _parents[document] = _parents[_parents[document]];
            document = _parents[document];
        }

        return document;
    }
}
