namespace Hearsay.Reading.Parsing;

/// <summary>
/// Finds the dependency tree with the highest sum of arc scores and exactly one word under the root (Chu and Liu 1965, Edmonds 1967).
/// Holds memory that is reused; not safe to share between threads.
/// </summary>
internal sealed class SpanningTree
{
    /// <summary>
    /// Taken off every arc from the root: a tree with two of them then scores lower than any with one, for scores are differences of a few dozen.
    /// </summary>
    private const double RootPenalty = 1e6;

    private const double Never = -1e15;
    private readonly List<Contraction> _contractions = [];
    private double[] _scores = [];
    private double[] _into = [];
    private int[] _heads = [];
    private int[] _seen = [];
    private int[] _cycle = [];
    private bool[] _isGone = [];
    private int _nodes;

    /// <summary>Finds the best tree.</summary>
    /// <param name="scores">Words × (1 + words), row-major with <paramref name="stride"/>: how well each word depends on the root (column 0) or on another word (column 1 + its number).</param>
    /// <param name="stride">Floats from row to row.</param>
    /// <param name="words">Number of words, at least 1.</param>
    /// <param name="heads">Receives per word 0 for the root or 1 + the number of its head.</param>
    public void Find(ReadOnlySpan<float> scores, int stride, int words, Span<int> heads)
    {
        if (Greedy(scores, stride, words, heads))
        {
            return;
        }

        Fit(words + 1);
        _scores.AsSpan(0, _nodes).Fill(Never);
        for (int word = 1; word < _nodes; word++)
        {
            ReadOnlySpan<float> from = scores.Slice((word - 1) * stride, _nodes);
            Span<double> to = Row(word);
            for (int head = 0; head < to.Length; head++)
            {
                to[head] = from[head];
            }

            to[0] -= RootPenalty;
            to[word] = Never;
            _heads[word] = Best(word);
        }

        int contracted = 0;
        for (int length = Cycle(); length > 0; length = Cycle())
        {
            if (_contractions.Count == contracted)
            {
                _contractions.Add(new Contraction());
            }

            Contract(_contractions[contracted++], _cycle.AsSpan(0, length));
        }

        while (contracted > 0)
        {
            Expand(_contractions[--contracted]);
        }

        for (int word = 1; word < _nodes; word++)
        {
            heads[word - 1] = _heads[word];
        }
    }

    /// <summary>The best head of each word; true when that is a tree with one root, as it mostly is.</summary>
    private static bool Greedy(ReadOnlySpan<float> scores, int stride, int words, Span<int> heads)
    {
        int roots = 0;
        for (int word = 0; word < words; word++)
        {
            int best = First(scores.Slice(word * stride, words + 1), word + 1);
            heads[word] = best;
            roots += best == 0 ? 1 : 0;
        }

        if (roots != 1)
        {
            return false;
        }

        for (int word = 0; word < words; word++)
        {
            int steps = 0;
            for (int at = word; heads[at] != 0; at = heads[at] - 1)
            {
                if (++steps > words)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Index of the first highest score but that at <paramref name="without"/>, which is not 0.</summary>
    private static int First(ReadOnlySpan<float> row, int without)
    {
        int best = 0;
        float score = row[0];
        for (int head = 1; head < without; head++)
        {
            if (row[head] > score)
            {
                score = row[head];
                best = head;
            }
        }

        for (int head = without + 1; head < row.Length; head++)
        {
            if (row[head] > score)
            {
                score = row[head];
                best = head;
            }
        }

        return best;
    }

    private Span<double> Row(int node) => _scores.AsSpan(node * _nodes, _nodes);

    /// <summary>The first best head of a node among those that are there.</summary>
    private int Best(int node)
    {
        ReadOnlySpan<double> row = Row(node);
        int best = 0;
        double score = row[0];
        for (int head = 1; head < row.Length; head++)
        {
            if (row[head] > score && !_isGone[head])
            {
                score = row[head];
                best = head;
            }
        }

        return best;
    }

    /// <summary>Finds the nodes of one cycle among the heads, and says how many they are; 0 when there is none.</summary>
    private int Cycle()
    {
        _seen.AsSpan(0, _nodes).Clear();
        for (int start = 1; start < _nodes; start++)
        {
            int at = start;
            while (at > 0 && !_isGone[at] && _seen[at] == 0)
            {
                _seen[at] = start;
                at = _heads[at];
            }

            if (at > 0 && _seen[at] == start)
            {
                int count = 0;
                int node = at;
                do
                {
                    _cycle[count++] = node;
                    node = _heads[node];
                }
                while (node != at);

                return count;
            }
        }

        return 0;
    }

    /// <summary>Makes one node of a cycle, in the place of its first: an arc into it replaces the cycle's own arc to the node by which it enters; an arc out of it leaves from the best of its nodes.</summary>
    private void Contract(Contraction made, ReadOnlySpan<int> cycle)
    {
        made.Begin(cycle, _heads, _nodes);
        double all = 0;
        foreach (int node in cycle)
        {
            all += _scores[(node * _nodes) + _heads[node]];
            _isGone[node] = true;
        }

        int one = cycle[0];
        for (int other = 0; other < _nodes; other++)
        {
            if (_isGone[other])
            {
                continue;
            }

            Span<double> row = Row(other);
            double bestIn = double.NegativeInfinity;
            double bestOut = double.NegativeInfinity;
            foreach (int node in cycle)
            {
                double into = _scores[(node * _nodes) + other] - _scores[(node * _nodes) + _heads[node]];
                if (into > bestIn)
                {
                    bestIn = into;
                    made.Enter[other] = node;
                }

                if (row[node] > bestOut)
                {
                    bestOut = row[node];
                    made.Leave[other] = node;
                }
            }

            _into[other] = bestIn + all;
            row[one] = other == 0 ? Never : bestOut;
            if (other > 0 && _isGone[_heads[other]])
            {
                _heads[other] = one;
            }
        }

        _into.AsSpan(0, _nodes).CopyTo(Row(one));
        _scores[(one * _nodes) + one] = Never;
        _isGone[one] = false;
        _heads[one] = Best(one);
    }

    /// <summary>Takes a contraction back: the heads found for the smaller graph become those of the larger.</summary>
    private void Expand(Contraction made)
    {
        int one = made.Cycle[0];
        int head = _heads[one];
        for (int other = 1; other < _nodes; other++)
        {
            if (!_isGone[other] && other != one && _heads[other] == one)
            {
                _heads[other] = made.Leave[other];
            }
        }

        for (int i = 0; i < made.Length; i++)
        {
            _heads[made.Cycle[i]] = made.Heads[i];
            _isGone[made.Cycle[i]] = false;
        }

        _heads[made.Enter[head]] = head;
    }

    private void Fit(int nodes)
    {
        _nodes = nodes;
        if (_heads.Length < nodes)
        {
            _scores = new double[nodes * nodes];
            _into = new double[nodes];
            _heads = new int[nodes];
            _seen = new int[nodes];
            _cycle = new int[nodes];
            _isGone = new bool[nodes];
            _heads[0] = -1;
        }

        _isGone.AsSpan(0, nodes).Clear();
    }

    /// <summary>A cycle that became one node.</summary>
    private sealed class Contraction
    {
        /// <summary>Its nodes.</summary>
        public int[] Cycle { get; private set; } = [];

        /// <summary>Their heads within it.</summary>
        public int[] Heads { get; private set; } = [];

        /// <summary>Number of its nodes.</summary>
        public int Length { get; private set; }

        /// <summary>Per node outside, the node of the cycle that it would best be the head of.</summary>
        public int[] Enter { get; private set; } = [];

        /// <summary>Per node outside, the node of the cycle that would best be its head.</summary>
        public int[] Leave { get; private set; } = [];

        /// <summary>Keeps a cycle as it is now.</summary>
        public void Begin(ReadOnlySpan<int> cycle, int[] heads, int nodes)
        {
            if (Cycle.Length < nodes)
            {
                Cycle = new int[nodes];
                Heads = new int[nodes];
                Enter = new int[nodes];
                Leave = new int[nodes];
            }

            Length = cycle.Length;
            cycle.CopyTo(Cycle);
            for (int i = 0; i < cycle.Length; i++)
            {
                Heads[i] = heads[cycle[i]];
            }
        }
    }
}
