using System.Text.Json;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Training;

/// <summary>The names that were marked for this project in texts of the shared corpora ("training/corpus/names.jsonl", its README has the format), by the hash of the text.</summary>
internal sealed class NameAnnotations(string path, IReadOnlySet<string> nationalities)
{
    private readonly Dictionary<string, JsonElement> _texts = Corpus.Annotations(path);

    /// <summary>The labels of a text's tokens, or null when nobody marked its names.</summary>
    /// <exception cref="InvalidDataException">A kind is unknown.</exception>
    public int[]? Labels(RawText text, Tokens tokens)
    {
        if (!_texts.TryGetValue(text.Sha256, out JsonElement item))
        {
            return null;
        }

        var labels = new NameLabels(tokens, nationalities, Enum.GetValues<NameKind>());
        foreach (JsonElement name in item.GetProperty("names").EnumerateArray())
        {
            var span = new TextSpan(text.CodePoints.ToUtf16(name[0].GetInt32()), text.CodePoints.ToUtf16(name[1].GetInt32()));
            TokenRange range = tokens.Touching(span);
            string kinds = name[2].GetString()!;
            if (tokens.Span(range) != span)
            {
                // A name that ends within a token ("US-led"): where it stands for the network is not marked.
                labels.Free(range.Start, range.End);
                continue;
            }

            NameKind[] named = [.. kinds.Where(kind => kind is not ('M' or '-')).Select(Kind).Distinct()];
            labels.Mark(range.Start, range.End, kinds.Contains('-', StringComparison.Ordinal) || named.Length == 0, named.Length == 0 ? NameLabels.Rare : named);
        }

        return labels.Finish();
    }

    private NameKind Kind(char letter) => letter switch
    {
        'P' => NameKind.Person,
        'O' => NameKind.Organization,
        'L' => NameKind.Place,
        'N' or 'D' => NameKind.Nationality,
        'W' => NameKind.Weapon,
        'E' => NameKind.Event,
        'K' => NameKind.Work,
        _ => throw new InvalidDataException($"{path}: '{letter}' is no kind of name"),
    };
}
