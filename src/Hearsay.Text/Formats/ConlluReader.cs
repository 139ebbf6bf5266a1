using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Text.Formats;

/// <summary>Reads treebanks in CoNLL-U (universaldependencies.org/format.html). Empty nodes and the columns XPOS and DEPS are left out.</summary>
public static class ConlluReader
{
    /// <summary>Reads one document after the other.</summary>
    /// <param name="reader">The corpus, read to its end.</param>
    /// <exception cref="InvalidDataException">A line has fewer than ten columns or no number where one belongs, or a multiword token is not spelt as its words are.</exception>
    public static IEnumerable<ConlluDocument> Read(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Draft? draft = null;
        List<string[]> rows = [];
        bool paragraph = false;
        int number = 0;
        while (true)
        {
            string? line = reader.ReadLine();
            number++;
            if (string.IsNullOrEmpty(line))
            {
                if (rows.Count > 0)
                {
                    draft ??= new Draft("document");
                    draft.Add(rows, paragraph, number);
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
                string[] row = line.Split('\t');
                rows.Add(row.Length >= 10 ? row : throw new InvalidDataException($"line {number} has {row.Length} columns, not 10"));
            }
        }

        if (draft is not null)
        {
            yield return draft.Finish();
        }
    }

    /// <summary>A document that grows sentence by sentence.</summary>
    private sealed class Draft(string id)
    {
        private readonly StringBuilder _text = new();
        private readonly List<TextSpan> _surface = [];
        private readonly List<int> _starts = [];
        private readonly List<int> _ends = [];
        private readonly List<int> _sentences = [];
        private readonly List<int> _paragraphs = [];
        private readonly List<byte> _tags = [];
        private readonly List<short> _features = [];
        private readonly List<string> _featureNames = [];
        private readonly Dictionary<string, short> _featureNumbers = new(StringComparer.Ordinal);
        private readonly List<char> _lemmas = [];
        private readonly List<int> _lemmaEnds = [];
        private readonly List<int> _heads = [];
        private readonly List<byte> _relations = [];
        private readonly List<string> _misc = [];
        private bool _space;

        public ConlluDocument Finish()
        {
            var tokens = new Tokens(new RawText(_text.ToString()), [.. _starts], [.. _ends]);
            return new ConlluDocument(
                id,
                _surface,
                tokens,
                new Sentences([.. _sentences], [.. _paragraphs], tokens.Count),
                new Words([.. _tags], [.. _features], _featureNames, [.. _lemmas], [.. _lemmaEnds]),
                new Dependencies([.. _heads], [.. _relations]),
                _misc);
        }

        public void Add(List<string[]> rows, bool paragraph, int line)
        {
            _paragraphs.Add(_paragraphs.Count == 0 ? 0 : _paragraphs[^1] + (paragraph ? 1 : 0));
            if (_text.Length > 0)
            {
                _text.Append(paragraph ? "\n\n" : _space ? " " : "");
            }

            _space = false;
            int first = _starts.Count;
            _sentences.Add(first);
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

                _surface.Add(new TextSpan(_text.Length, _text.Length + row[1].Length));
                int dash = row[0].IndexOf('-', StringComparison.Ordinal);
                if (dash < 0)
                {
                    AddWord(row, first, line);
                }
                else
                {
                    int parts = Whole(row[0].AsSpan(dash + 1), line) - Whole(row[0].AsSpan(0, dash), line) + 1;
                    int start = _text.Length;
                    foreach (string[] part in rows.Skip(at + 1).Take(parts))
                    {
                        AddWord(part, first, line);
                    }

                    if (_text.ToString(start, _text.Length - start) != row[1])
                    {
                        throw new InvalidDataException($"line {line}, in the sentence before it: the words of \"{row[1]}\" are not spelt like it");
                    }

                    at += parts;
                }

                _space = !row[9].Split('|').Contains("SpaceAfter=No", StringComparer.Ordinal);
            }
        }

        private void AddWord(string[] row, int first, int line)
        {
            _starts.Add(_text.Length);
            _text.Append(row[1]);
            _ends.Add(_text.Length);
            _tags.Add((byte)UniversalNames.Tag(row[3]));
            string features = row[5] == "_" ? "" : row[5];
            ref short number = ref CollectionsMarshal.GetValueRefOrAddDefault(_featureNumbers, features, out bool known);
            if (!known)
            {
                number = (short)_featureNames.Count;
                _featureNames.Add(features);
            }

            _features.Add(number);
            _lemmas.AddRange(row[2]);
            _lemmaEnds.Add(_lemmas.Count);
            int head = row[6] == "_" ? 0 : Whole(row[6], line);
            _heads.Add(head == 0 ? Dependencies.Root : first + head - 1);
            _relations.Add((byte)UniversalNames.Relation(row[7]));
            _misc.Add(row[9]);
        }

        private static int Whole(ReadOnlySpan<char> number, int line) => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw new InvalidDataException($"line {line}, in the sentence before it: \"{number}\" is no number of a word");
    }
}
