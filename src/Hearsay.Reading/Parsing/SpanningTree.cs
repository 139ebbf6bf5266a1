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
    private readonly List<Level> _levels = [];

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

        int nodes = words + 1;
        Level top = At(0, nodes);
        for (int head = 0; head < nodes; head++)
        {
            top.Scores[head] = Never;
        }

        for (int word = 1; word < nodes; word++)
        {
            ReadOnlySpan<float> from = scores.Slice((word - 1) * stride, nodes);
            Span<double> to = top.Scores.AsSpan(word * nodes, nodes);
            for (int head = 0; head < to.Length; head++)
            {
                to[head] = from[head];
            }

            to[0] -= RootPenalty;
            to[word] = Never;
        }

        Edmonds(0, nodes);
        for (int word = 1; word < nodes; word++)
        {
            heads[word - 1] = top.Heads[word];
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

    /// <summary>Fills the heads of a level; node 0 is the root.</summary>
    private void Edmonds(int depth, int nodes)
    {
        Level level = At(depth, nodes);
        double[] scores = level.Scores;
        int[] heads = level.Heads;
        heads[0] = -1;
        for (int node = 1; node < nodes; node++)
        {
            ReadOnlySpan<double> row = scores.AsSpan(node * nodes, nodes);
            int best = 0;
            double score = row[0];
            for (int head = 1; head < row.Length; head++)
            {
                if (row[head] > score)
                {
                    score = row[head];
                    best = head;
                }
            }

            heads[node] = best;
        }

        int cycle = MarkCycle(level, nodes);
        if (cycle == 0)
        {
            return;
        }

        // The nodes outside the cycle keep their order; the cycle becomes the last node of the next level.
        int rest = nodes - cycle;
        int smaller = rest + 1;
        Level next = At(depth + 1, smaller);
        int[] outside = level.Outside;
        int[] inside = level.Inside;
        int outsideCount = 0;
        int insideCount = 0;
        for (int node = 0; node < nodes; node++)
        {
            if (level.InCycle[node])
            {
                inside[insideCount++] = node;
            }
            else
            {
                outside[outsideCount++] = node;
            }
        }

        double own = 0;
        for (int c = 0; c < cycle; c++)
        {
            own += scores[(inside[c] * nodes) + heads[inside[c]]];
        }

        for (int i = 0; i < rest; i++)
        {
            ReadOnlySpan<double> row = scores.AsSpan(outside[i] * nodes, nodes);
            Span<double> copy = next.Scores.AsSpan(i * smaller, rest);
            for (int j = 0; j < copy.Length; j++)
            {
                copy[j] = row[outside[j]];
            }

            // Into the cycle: the arc that enters replaces the cycle's own arc to the node it enters by.
            int enter = 0;
            double bestIn = double.NegativeInfinity;
            int leave = 0;
            double bestOut = double.NegativeInfinity;
            for (int c = 0; c < cycle; c++)
            {
                int node = inside[c];
                double into = scores[(node * nodes) + outside[i]] - scores[(node * nodes) + heads[node]];
                if (into > bestIn)
                {
                    bestIn = into;
                    enter = node;
                }

                double from = row[node];
                if (from > bestOut)
                {
                    bestOut = from;
                    leave = node;
                }
            }

            level.Enter[i] = enter;
            level.Leave[i] = leave;
            next.Scores[(rest * smaller) + i] = bestIn + own;
            next.Scores[(i * smaller) + rest] = i == 0 ? Never : bestOut;
        }

        next.Scores[(rest * smaller) + rest] = Never;
        Edmonds(depth + 1, smaller);
        int entering = next.Heads[rest];
        heads[level.Enter[entering]] = outside[entering];
        for (int i = 1; i < rest; i++)
        {
            int head = next.Heads[i];
            heads[outside[i]] = head == rest ? level.Leave[i] : outside[head];
        }
    }

    /// <summary>Marks the nodes of one cycle, and says how many they are; 0 when there is none.</summary>
    private static int MarkCycle(Level level, int nodes)
    {
        int[] seen = level.Seen;
        seen.AsSpan(0, nodes).Clear();
        level.InCycle.AsSpan(0, nodes).Clear();
        for (int start = 1; start < nodes; start++)
        {
            int at = start;
            while (at > 0 && seen[at] == 0)
            {
                seen[at] = start;
                at = level.Heads[at];
            }

            if (at > 0 && seen[at] == start)
            {
                int count = 0;
                for (int node = at; !level.InCycle[node]; node = level.Heads[node])
                {
                    level.InCycle[node] = true;
                    count++;
                }

                return count;
            }
        }

        return 0;
    }

    private Level At(int depth, int nodes)
    {
        while (_levels.Count <= depth)
        {
            _levels.Add(new Level());
        }

        _levels[depth].Fit(nodes);
        return _levels[depth];
    }

    private sealed class Level
    {
        public double[] Scores { get; private set; } = [];

        public int[] Heads { get; private set; } = [];

        public int[] Seen { get; private set; } = [];

        public bool[] InCycle { get; private set; } = [];

        public int[] Inside { get; private set; } = [];

        public int[] Outside { get; private set; } = [];

        public int[] Enter { get; private set; } = [];

        public int[] Leave { get; private set; } = [];

        public void Fit(int nodes)
        {
            if (Heads.Length >= nodes)
            {
                return;
            }

            Scores = new double[nodes * nodes];
            Heads = new int[nodes];
            Seen = new int[nodes];
            InCycle = new bool[nodes];
            Inside = new int[nodes];
            Outside = new int[nodes];
            Enter = new int[nodes];
            Leave = new int[nodes];
        }
    }
}
