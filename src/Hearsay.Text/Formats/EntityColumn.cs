using Hearsay.Text.Layers;

namespace Hearsay.Text.Formats;

/// <summary>
/// Reads coreference out of column MISC, where CoNLL-U corpora write it as nested brackets (CorefUD and GUM: <c>Entity=(1-person(2-place)</c> … <c>1)</c>).
/// A mention in several parts is read as one for each part.
/// </summary>
public static class EntityColumn
{
    private const string Key = "Entity=";

    /// <summary>All mentions of <paramref name="doc"/>, ordered by first token, of those that begin together the longer first. A bracket without its other half is left out.</summary>
    public static IReadOnlyList<EntityBracket> Read(ConlluDocument doc)
    {
        ArgumentNullException.ThrowIfNull(doc);
        List<EntityBracket> found = [];
        List<(int Start, string[] Fields)> open = [];
        for (int token = 0; token < doc.Misc.Count; token++)
        {
            foreach (string part in doc.Misc[token].Split('|'))
            {
                if (part.StartsWith(Key, StringComparison.Ordinal))
                {
                    Read(part.AsSpan(Key.Length), token, open, found);
                }
            }
        }

        found.Sort((a, b) => a.Tokens.Start != b.Tokens.Start ? a.Tokens.Start.CompareTo(b.Tokens.Start) : b.Tokens.End.CompareTo(a.Tokens.End));
        return found;
    }

    private static void Read(ReadOnlySpan<char> brackets, int token, List<(int Start, string[] Fields)> open, List<EntityBracket> found)
    {
        int at = 0;
        while (at < brackets.Length)
        {
            bool opens = brackets[at] == '(';
            at += opens ? 1 : 0;
            int length = brackets[at..].IndexOfAny('(', ')');
            length = length < 0 ? brackets.Length - at : length;
            string[] fields = brackets.Slice(at, length).ToString().Split('-');
            at += length;
            if (opens)
            {
                open.Add((token, fields));
            }

            if (at < brackets.Length && brackets[at] == ')')
            {
                at++;
                int last = open.FindLastIndex(one => one.Fields[0] == fields[0]);
                if (last >= 0)
                {
                    string[] opened = open[last].Fields;
                    found.Add(new EntityBracket(new TokenRange(open[last].Start, token + 1), opened[0].Split('[')[0], opened.Length > 1 ? opened[1] : ""));
                    open.RemoveAt(last);
                }
            }
        }
    }
}
