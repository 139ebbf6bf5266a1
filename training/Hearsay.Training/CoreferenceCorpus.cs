using System.IO.Compression;
using Hearsay.Text;
using Hearsay.Text.Formats;
using Hearsay.Text.Layers;

namespace Hearsay.Training;

/// <summary>GUM's clean genres with coreference in both schemes: its own, and the one it shares with OntoNotes.</summary>
internal static class CoreferenceCorpus
{
    /// <summary>One document after the other.</summary>
    /// <param name="shared">Folder with the corpora.</param>
    /// <param name="unpacked">Folder that gum-coref was unpacked to.</param>
    /// <param name="part">"train" or "dev".</param>
    public static IEnumerable<(ConlluDocument Document, IReadOnlyList<EntityBracket> Gum, IReadOnlyList<EntityBracket> Onto)> Read(string shared, string unpacked, string part)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(shared, "data", "ud", $"en_gum-clean-{part}.conllu.gz")), CompressionMode.Decompress));
        foreach (ConlluDocument doc in ConlluReader.Read(reader))
        {
            using var other = new StreamReader(Path.Combine(unpacked, part, "ontogum", "conllu", doc.Id + ".conllu"));
            ConlluDocument onto = ConlluReader.Read(other).Single();
            if (onto.Tokens.Count != doc.Tokens.Count)
            {
                throw new InvalidDataException($"{doc.Id} has {doc.Tokens.Count} words here and {onto.Tokens.Count} there");
            }

            yield return (doc, EntityColumn.Read(doc), EntityColumn.Read(onto));
        }
    }

    /// <summary>Names as GUM marks them: proper nouns that head a mention of a kind that names have.</summary>
    public static Names NamesOf(ConlluDocument doc, IReadOnlyList<EntityBracket> gum)
    {
        List<Name> names = [];
        int end = 0;
        foreach (EntityBracket bracket in gum.OrderBy(one => one.Tokens.Length).ThenBy(one => one.Tokens.Start))
        {
            int first = bracket.Tokens.Start;
            int after = bracket.Tokens.End;
            while (first < after && doc.Words[first] is not PartOfSpeech.Propn)
            {
                first++;
            }

            while (after > first && doc.Words[after - 1] is not PartOfSpeech.Propn)
            {
                after--;
            }

            NameKind? kind = bracket.Kind switch
            {
                "person" => NameKind.Person,
                "organization" => NameKind.Organization,
                "place" => NameKind.Place,
                "event" => NameKind.Event,
                _ => null,
            };
            if (kind is { } named && first < after && Enumerable.Range(first, after - first).All(token => doc.Words[token] is PartOfSpeech.Propn or PartOfSpeech.Adp or PartOfSpeech.Num) && !names.Any(name => name.Tokens.Start < after && first < name.Tokens.End))
            {
                names.Add(new Name(new TokenRange(first, after), named));
            }
        }

        _ = end;
        return new Names([.. names.OrderBy(name => name.Tokens.Start)]);
    }
}
