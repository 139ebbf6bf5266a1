namespace Hearsay.Text.Layers;

/// <summary>
/// One dependency tree over each sentence, as Universal Dependencies draws them: every token has one head in its sentence, or is a root.
/// Columns of equal length <see cref="Count"/>; token numbers count over the document.
/// </summary>
public sealed class Dependencies
{
    /// <summary>Head of a root.</summary>
    public const int Root = -1;

    private readonly int[] _heads;
    private readonly byte[] _relations;
    private readonly int[] _first;
    private readonly int[] _next;

    /// <summary>Takes over the columns.</summary>
    /// <param name="heads">Per token: the token it depends on, or <see cref="Root"/>.</param>
    /// <param name="relations">Per token: <see cref="DependencyRelation"/> to its head.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public Dependencies(int[] heads, byte[] relations)
    {
        ArgumentNullException.ThrowIfNull(heads);
        ArgumentNullException.ThrowIfNull(relations);
        if (heads.Length != relations.Length)
        {
            throw new ArgumentException($"{heads.Length} heads but {relations.Length} relations", nameof(relations));
        }

        _heads = heads;
        _relations = relations;
        _first = new int[heads.Length];
        _next = new int[heads.Length];
        _first.AsSpan().Fill(-1);
        for (int token = heads.Length - 1; token >= 0; token--)
        {
            int head = heads[token];
            _next[token] = head < 0 ? -1 : _first[head];
            if (head >= 0)
            {
                _first[head] = token;
            }
        }
    }

    /// <summary>No trees: of an empty text, or where the layer was not read.</summary>
    public static Dependencies None { get; } = new([], []);

    /// <summary>Number of tokens.</summary>
    public int Count => _heads.Length;

    /// <summary>Per token: the token it depends on, or <see cref="Root"/>.</summary>
    public ReadOnlySpan<int> Heads => _heads;

    /// <summary>How the token with index <paramref name="token"/> depends on its head.</summary>
    public DependencyRelation Relation(int token) => (DependencyRelation)_relations[token];

    /// <summary>The leftmost dependent of <paramref name="token"/>, or −1. Go on with <see cref="NextDependent"/>.</summary>
    public int FirstDependent(int token) => _first[token];

    /// <summary>The next dependent, to the right, of the head that <paramref name="token"/> depends on, or −1.</summary>
    public int NextDependent(int token) => _next[token];

    /// <summary>The leftmost dependent of <paramref name="token"/> with this relation, or −1.</summary>
    public int Dependent(int token, DependencyRelation relation)
    {
        int child = _first[token];
        while (child >= 0 && Relation(child) != relation)
        {
            child = _next[child];
        }

        return child;
    }

    /// <summary>From the first to the last token that depends on <paramref name="token"/>, itself included, directly or through others.</summary>
    public TokenRange Yield(int token)
    {
        int first = token;
        int last = token;
        int at = token;
        while (true)
        {
            if (_first[at] >= 0)
            {
                at = _first[at];
            }
            else
            {
                while (at != token && _next[at] < 0)
                {
                    at = _heads[at];
                }

                if (at == token)
                {
                    break;
                }

                at = _next[at];
            }

            first = Math.Min(first, at);
            last = Math.Max(last, at);
        }

        return new TokenRange(first, last + 1);
    }
}
