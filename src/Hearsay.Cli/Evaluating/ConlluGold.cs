using System.Text;
using Hearsay.Text;

namespace Hearsay.Cli.Evaluating;

/// <summary>A document of a UD corpus: its raw text, rebuilt, and where gold tokens and sentences stand in it.</summary>
/// <param name="Id">Id of the "newdoc".</param>
/// <param name="Text">Sentences joined by a space, or none after SpaceAfter=No; an empty line before each "newpar".</param>
/// <param name="Tokens">Spans of the surface tokens: "don't" is one.</param>
/// <param name="Words">Spans of the syntactic words: "do" and "n't" are two, as long as they are spelt as the token is; else the token.</param>
/// <param name="Sentences">Spans of the sentences.</param>
internal sealed record ConlluGold(string Id, string Text, IReadOnlyList<TextSpan> Tokens, IReadOnlyList<TextSpan> Words, IReadOnlyList<TextSpan> Sentences)
{
    /// <summary>Reads a corpus.</summary>
    public static IEnumerable<ConlluGold> Read(TextReader reader)
    {
        Draft? draft = null;
        List<string[]> rows = [];
        bool paragraph = false;
        while (true)
        {
            string? line = reader.ReadLine();
            if (string.IsNullOrEmpty(line))
            {
                if (rows.Count > 0)
                {
                    draft ??= new Draft("document");
                    draft.Add(rows, paragraph);
                    rows.Clear();
                    paragraph = false;
                }

                if (line is null)
                {
                    break;
                }
            }
            else if (line.StartsWith("# newdoc", StringComparison.Ordinal))
            {
                if (draft is not null)
                {
                    yield return draft.Finish();
                }

                draft = new Draft(line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim());
            }
            else if (line.StartsWith("# newpar", StringComparison.Ordinal) && !line.StartsWith("# newpar_", StringComparison.Ordinal))
            {
                paragraph = true;
            }
            else if (line[0] != '#')
            {
                rows.Add(line.Split('\t'));
            }
        }

        if (draft is not null)
        {
            yield return draft.Finish();
        }
    }

    private sealed class Draft(string id)
    {
        private readonly StringBuilder _text = new();
        private readonly List<TextSpan> _tokens = [];
        private readonly List<TextSpan> _words = [];
        private readonly List<TextSpan> _sentences = [];
        private bool _space;

        public ConlluGold Finish() => new(id, _text.ToString(), _tokens, _words, _sentences);

        public void Add(List<string[]> rows, bool paragraph)
        {
            if (_text.Length > 0)
            {
                _text.Append(paragraph ? "\n\n" : _space ? " " : "");
            }

            _space = false;
            int start = _text.Length;
            for (int at = 0; at < rows.Count; at++)
            {
                string[] row = rows[at];
                if (row[0].Contains('.', StringComparison.Ordinal))
                {
                    // An empty node stands for no characters.
                    continue;
                }

                if (_space)
                {
                    _text.Append(' ');
                }

                var token = new TextSpan(_text.Length, _text.Length + row[1].Length);
                _text.Append(row[1]);
                _tokens.Add(token);
                int dash = row[0].IndexOf('-', StringComparison.Ordinal);
                int parts = dash < 0 ? 0 : int.Parse(row[0].AsSpan(dash + 1), provider: null) - int.Parse(row[0].AsSpan(0, dash), provider: null) + 1;
                AddWords(token, row[1], [.. rows.Skip(at + 1).Take(parts).Select(part => part[1])]);
                at += parts;
                _space = !row[9].Split('|').Contains("SpaceAfter=No", StringComparer.Ordinal);
            }

            _sentences.Add(new TextSpan(start, _text.Length));
        }

        private void AddWords(TextSpan token, string form, string[] parts)
        {
            if (parts.Length == 0 || string.Concat(parts) != form)
            {
                _words.Add(token);
                return;
            }

            int at = token.Start;
            foreach (string part in parts)
            {
                _words.Add(new TextSpan(at, at + part.Length));
                at += part.Length;
            }
        }
    }
}
