using System.Globalization;
using Hearsay.Text;

namespace Hearsay.Cli.Evaluating;

/// <summary>
/// Scores entities against gold, summed over documents: MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998), CEAFφ4 (Luo 2005) and their mean, as the CoNLL
/// shared tasks took it (Pradhan et al. 2014). Two mentions agree when both borders do. Mentions that only one side has count as the reference scorer counts them.
/// </summary>
internal sealed class CoreferenceScore
{
    private readonly Sums _muc = new();
    private readonly Sums _bCubed = new();
    private readonly Sums _ceaf = new();
    private readonly Sums _mentions = new();

    /// <summary>MUC: precision, recall and F1 in percent.</summary>
    public (double Precision, double Recall, double F1) Muc => _muc.Result;

    /// <summary>B³.</summary>
    public (double Precision, double Recall, double F1) BCubed => _bCubed.Result;

    /// <summary>CEAFφ4.</summary>
    public (double Precision, double Recall, double F1) Ceaf => _ceaf.Result;

    /// <summary>Mentions found, whatever their entities.</summary>
    public (double Precision, double Recall, double F1) Mentions => _mentions.Result;

    /// <summary>Mean of the three F1.</summary>
    public double Conll => (Muc.F1 + BCubed.F1 + Ceaf.F1) / 3;

    /// <summary>Adds one document.</summary>
    /// <param name="gold">Each entity's mentions; a span belongs to one entity only.</param>
    /// <param name="system">The same as read.</param>
    public void Add(IReadOnlyList<IReadOnlyList<TextSpan>> gold, IReadOnlyList<IReadOnlyList<TextSpan>> system)
    {
        Dictionary<TextSpan, int> goldOf = Index(gold);
        Dictionary<TextSpan, int> systemOf = Index(system);
        _mentions.Add(systemOf.Keys.Count(goldOf.ContainsKey), systemOf.Count, systemOf.Keys.Count(goldOf.ContainsKey), goldOf.Count);
        (double found, double asked) = Links(gold, systemOf);
        (double right, double made) = Links(system, goldOf);
        _muc.Add(right, made, found, asked);
        _bCubed.Add(Shares(system, goldOf), systemOf.Count, Shares(gold, systemOf), goldOf.Count);
        double best = Aligned(gold, system, systemOf);
        _ceaf.Add(best, system.Count, best, gold.Count);
    }

    /// <summary>"52.3".</summary>
    public override string ToString() => Conll.ToString("F1", CultureInfo.InvariantCulture);

    private static Dictionary<TextSpan, int> Index(IReadOnlyList<IReadOnlyList<TextSpan>> entities)
    {
        var index = new Dictionary<TextSpan, int>();
        for (int entity = 0; entity < entities.Count; entity++)
        {
            foreach (TextSpan span in entities[entity])
            {
                index[span] = entity;
            }
        }

        return index;
    }

    /// <summary>Links that hold each entity together, and how many of them the other side keeps.</summary>
    private static (double Kept, double All) Links(IReadOnlyList<IReadOnlyList<TextSpan>> entities, Dictionary<TextSpan, int> otherOf)
    {
        double kept = 0;
        double all = 0;
        var parts = new HashSet<int>();
        foreach (IReadOnlyList<TextSpan> entity in entities)
        {
            parts.Clear();
            int alone = 0;
            foreach (TextSpan span in entity)
            {
                if (otherOf.TryGetValue(span, out int other))
                {
                    parts.Add(other);
                }
                else
                {
                    alone++;
                }
            }

            kept += entity.Count - parts.Count - alone;
            all += entity.Count - 1;
        }

        return (kept, all);
    }

    /// <summary>For each mention the share of its entity that the other side keeps together with it, summed.</summary>
    private static double Shares(IReadOnlyList<IReadOnlyList<TextSpan>> entities, Dictionary<TextSpan, int> otherOf)
    {
        double sum = 0;
        foreach (IReadOnlyList<TextSpan> entity in entities)
        {
            foreach (IGrouping<int, TextSpan> part in entity.Where(otherOf.ContainsKey).GroupBy(span => otherOf[span]))
            {
                double size = part.Count();
                sum += size * size / entity.Count;
            }
        }

        return sum;
    }

    private static double Aligned(IReadOnlyList<IReadOnlyList<TextSpan>> gold, IReadOnlyList<IReadOnlyList<TextSpan>> system, Dictionary<TextSpan, int> systemOf)
    {
        // Entities that share no mention with the other side add nothing and are left out of the matrix.
        var overlaps = new Dictionary<(int Gold, int System), int>();
        for (int entity = 0; entity < gold.Count; entity++)
        {
            foreach (TextSpan span in gold[entity])
            {
                if (systemOf.TryGetValue(span, out int other))
                {
                    overlaps[(entity, other)] = overlaps.GetValueOrDefault((entity, other)) + 1;
                }
            }
        }

        int[] rows = [.. overlaps.Keys.Select(pair => pair.Gold).Distinct().Order()];
        int[] columns = [.. overlaps.Keys.Select(pair => pair.System).Distinct().Order()];
        if (rows.Length == 0)
        {
            return 0;
        }

        double[,] values = new double[rows.Length, columns.Length];
        foreach (((int one, int other), int shared) in overlaps)
        {
            values[Array.BinarySearch(rows, one), Array.BinarySearch(columns, other)] = 2.0 * shared / (gold[one].Count + system[other].Count);
        }

        return Assignment.Best(values);
    }

    private sealed class Sums
    {
        private double _right;
        private double _made;
        private double _found;
        private double _asked;

        public (double Precision, double Recall, double F1) Result
        {
            get
            {
                double precision = _made == 0 ? 0 : 100 * _right / _made;
                double recall = _asked == 0 ? 0 : 100 * _found / _asked;
                return (precision, recall, precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall));
            }
        }

        public void Add(double right, double made, double found, double asked)
        {
            _right += right;
            _made += made;
            _found += found;
            _asked += asked;
        }
    }
}
