using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Text.Formats;

/// <summary>What column MISC of CoNLL-U says of each token's entities, names, times and quantities.</summary>
internal static class MiscMarks
{
    /// <summary>Label of each <see cref="NameKind"/>: those of CoNLL-2003 and Universal NER where they have the kind.</summary>
    private static readonly ImmutableArray<string> NameLabels = ["PER", "ORG", "LOC", "NAT", "WEAPON", "EVENT", "WORK"];

    private static readonly ImmutableArray<string> EntityLabels = [.. Enum.GetNames<EntityKind>().Select(name => name == nameof(EntityKind.Unknown) ? "" : name.ToLowerInvariant())];

    /// <summary>Per token: its parts of MISC, each with "|" behind it, in the order Entity, NER, Time, Quantity; null where there are none.</summary>
    public static StringBuilder?[] Of(Document doc)
    {
        var marks = new StringBuilder?[doc.Tokens.Count];
        AddEntities(marks, doc.Coreference);
        foreach (Name name in doc.Names)
        {
            Add(marks, name.Tokens, "NER=", NameLabels[(int)name.Kind], "I-" + NameLabels[(int)name.Kind]);
        }

        foreach (TimeExpression time in doc.Times)
        {
            string kind = time.Kind.ToString().ToLowerInvariant();
            Add(marks, time.Tokens, "Time=", time.Value.Length > 0 ? $"{kind}:{time.Value}" : kind, "I");
        }

        foreach (Quantity quantity in doc.Quantities)
        {
            Add(marks, quantity.Tokens, "Quantity=", Spell(quantity), "I");
        }

        return marks;
    }

    private static void Add(StringBuilder?[] marks, TokenRange range, string key, string first, string others)
    {
        for (int token = range.Start; token < range.End; token++)
        {
            StringBuilder mark = marks[token] ??= new StringBuilder();
            mark.Append(key).Append(token == range.Start ? "B-" : "").Append(token == range.Start ? first : others).Append('|');
        }
    }

    /// <summary>"count:[22,)", "money:[1000000000,1000000000]:USD", "~" before the bounds of an estimate.</summary>
    private static string Spell(Quantity quantity) => string.Create(
        CultureInfo.InvariantCulture,
        $"{quantity.Kind.ToString().ToLowerInvariant()}:{(quantity.Approximate ? "~" : "")}{(quantity.Lower is not null && quantity.LowerIncluded ? '[' : '(')}{quantity.Lower:0.####},{quantity.Upper:0.####}{(quantity.Upper is not null && quantity.UpperIncluded ? ']' : ')')}{(quantity.Unit is null ? "" : ":" + quantity.Unit.Replace('|', '/'))}");

    /// <summary>
    /// Brackets as CorefUD nests them: at a token first those that open, the longer first, then mentions of this one token, then those that close, the inner first.
    /// </summary>
    private static void AddEntities(StringBuilder?[] marks, Coreference coreference)
    {
        ReadOnlySpan<Mention> mentions = coreference.Mentions;
        var closing = new List<(TokenRange Tokens, int Entity)>();
        for (int at = 0; at < mentions.Length; at++)
        {
            Mention mention = mentions[at];
            TokenRange range = mention.Tokens;
            string label = $"(e{Number(coreference.EntityOf(at) + 1)}-{EntityLabels[(int)mention.Kind]}-{Number(mention.Head - range.Start + 1)}";
            Open(marks, range.Start).Append(label).Append(range.Length == 1 ? ")" : "");
            if (range.Length > 1)
            {
                closing.Add((range, coreference.EntityOf(at) + 1));
            }
        }

        closing.Sort((a, b) => a.Tokens.End != b.Tokens.End ? a.Tokens.End.CompareTo(b.Tokens.End) : b.Tokens.Start.CompareTo(a.Tokens.Start));
        foreach ((TokenRange range, int entity) in closing)
        {
            Open(marks, range.End - 1).Append('e').Append(Number(entity)).Append(')');
        }

        foreach (StringBuilder? mark in marks)
        {
            mark?.Append('|');
        }
    }

    private static StringBuilder Open(StringBuilder?[] marks, int token) => marks[token] ??= new StringBuilder("Entity=");

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
