using System.IO.Compression;
using System.Text;
using Hearsay.Cli.Evaluating;
using Hearsay.Text;
using Hearsay.Text.Formats;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Cli;

/// <summary>Scores of names, and the corpora they are taken from.</summary>
public sealed class NameScoreTest
{
    private static readonly RawText Words = new("Marta Kell of the Coast Guard left Sund with Pelan rockets .");

    [Fact]
    public void Borders_and_kind_must_be_right_and_articles_do_not_count()
    {
        var score = new NameScore(NameKind.Person, NameKind.Organization, NameKind.Place);
        var gold = new NamedText("a", Words, [Name("Marta Kell", NameKind.Person), Name("Coast Guard", NameKind.Organization), Name("Sund", NameKind.Place)], []);
        score.Add(gold, [Name("Kell", NameKind.Person), Name("the Coast Guard", NameKind.Organization), Name("Sund", NameKind.Organization), Name("Pelan", NameKind.Nationality)]);
        Assert.Equal((33.3, 33.3, 33.3), (score.Precision, score.Recall, score.F1));
        Assert.Equal(66.7, score.OverlapF1);
        Assert.Equal([0, 66.7, 0], score.Kinds.Select(score.F1Of));
        Assert.Equal(3, score.Gold);
        Assert.Equal(1, score.GoldOf(NameKind.Place));
        Assert.True(score.IsRead);
    }

    [Fact]
    public void A_name_is_found_once_by_overlap()
    {
        var score = new NameScore(NameKind.Person);
        score.Add(new NamedText("a", Words, [Name("Marta Kell", NameKind.Person)], []), [Name("Marta", NameKind.Person), Name("Kell", NameKind.Person)]);
        Assert.Equal(66.7, score.OverlapF1);
        Assert.Equal(0, score.F1);
    }

    [Fact]
    public void What_is_ignored_is_no_mistake_and_nothing_found_is_not_read()
    {
        var score = new NameScore(NameKind.Nationality, NameKind.Weapon);
        var gold = new NamedText("a", Words, [Name("Pelan", NameKind.Nationality)], [Span("Coast Guard"), Span("Pelan rockets")]);
        score.Add(gold, []);
        Assert.False(score.IsRead);
        score.Add(gold, [Name("Guard", NameKind.Weapon), Name("Pelan", NameKind.Nationality)]);
        Assert.Equal((100, 50), (score.Precision, score.Recall));
    }

    [Fact]
    public void Names_of_UNER_are_laid_over_the_words_of_the_treebank()
    {
        using var folder = new Folder();
        string path = folder.PathOf("names.iob2.gz");
        using (var file = new StreamWriter(new GZipStream(File.Create(path), CompressionMode.Compress), Encoding.UTF8))
        {
            file.Write("# newdoc id = one\n# text = x\n1\tAnn\tB-PER\t-\t-\n2\tTo\tI-PER\t-\t-\n3\tof\tO\t-\t-\n4\tX.\tB-ORG\t-\t-\n5\tY\tB-ORG\t-\t-\n6\t.\tI-ORG\t-\t-\n7\tZ\tB-OTH\t-\t-\n");
        }

        const string Treebank = "# newdoc id = two\n1\tNo\tno\tX\t_\t_\t0\troot\t_\t_\n\n# newdoc id = one\n1\tAnn\ta\tX\t_\t_\t0\troot\t_\t_\n2\tTo\ta\tX\t_\t_\t0\troot\t_\t_\n\n1\tof\ta\tX\t_\t_\t0\troot\t_\t_\n2\tX.\ta\tX\t_\t_\t0\troot\t_\t_\n3\tY.\ta\tX\t_\t_\t0\troot\t_\t_\n4\tZ\ta\tX\t_\t_\t0\troot\t_\t_\n\n";
        NamedText text = Assert.Single(NameCorpora.Uner(path, ConlluReader.Read(new StringReader(Treebank))));
        Assert.Throws<InvalidDataException>(() => NameCorpora.Uner(path, ConlluReader.Read(new StringReader(Treebank.Replace("of", "off", StringComparison.Ordinal)))).ToArray());
        Assert.Equal(["Person Ann To", "Organization X.", "Organization Y."], Shown(text));
    }

    [Fact]
    public void Re3d_gives_the_outermost_and_tells_names_from_descriptions()
    {
        using var folder = new Folder();
        folder.Write("documents.json", "{ \"_id\" : \"A\", \"text\" : \"The Pelan Guard shot at rebels near Sund with a T-9.\" }\n");
        string[] marks = [Mark(0, 15, "Organisation"), Mark(4, 9, "Nationality"), Mark(24, 30, "Organisation"), Mark(36, 40, "Location"), Mark(46, 51, "MilitaryPlatform"), Mark(36, 40, "Temporal")];
        folder.Write("entities.json", string.Join('\n', marks));
        NamedText names = Assert.Single(NameCorpora.Re3d(folder.Root, descriptions: false));
        Assert.Equal(["Organization Pelan Guard", "Place Sund", "Weapon T-9"], Shown(names));
        Assert.Equal(["rebels"], names.Ignored.Select(names.Text.Words));
        NamedText all = Assert.Single(NameCorpora.Re3d(folder.Root, descriptions: true));
        Assert.Equal(["Organization Pelan Guard", "Organization rebels", "Place Sund", "Weapon T-9"], Shown(all));
        Assert.Empty(all.Ignored);
        static string Mark(int begin, int end, string type) => $"{{ \"documentId\" : \"A\", \"begin\" : {begin}, \"end\" : {end}, \"type\" : \"{type}\" }}";
    }

    [Fact]
    public void Columns_become_text_as_it_is_written()
    {
        using var folder = new Folder();
        string path = folder.PathOf("some.txt");
        File.WriteAllText(path, "The O\nUnion I-ORG\n's O\nvote O\n( O\n2011 B-election\nvote I-election\n) O\n. O\n\nAnn I-PER\n\n-DOCSTART- O\n\nSund\tB-country\nKell\tB-politician\nX\tB-misc\n");
        NamedText[] texts = [.. NameCorpora.Columns(path)];
        Assert.Equal(["The Union's vote (2011 vote).\n\nAnn", "Sund Kell X"], texts.Select(text => text.Text.ToString()));
        Assert.Equal(["Organization Union", "Event 2011 vote", "Person Ann"], Shown(texts[0]));
        Assert.Equal(["Place Sund", "Person Kell"], Shown(texts[1]));
    }

    [Fact]
    public void The_corpora_can_be_read()
    {
        Assert.SkipWhen(Shared.Folder is null, Shared.Missing);
        string names = Path.Combine(Shared.Folder!, "data", "names");
        using var treebank = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(Shared.Folder!, "data", "ud", "en_ewt-dev.conllu.gz")), CompressionMode.Decompress));
        Assert.Equal(399 + 224 + 343, NameCorpora.Uner(Path.Combine(names, "uner-ewt-dev.iob2.gz"), ConlluReader.Read(treebank)).Sum(text => text.Names.Count));
        Assert.All(Directory.EnumerateDirectories(Path.Combine(names, "re3d")), folder => Assert.NotEmpty(NameCorpora.Re3d(folder, descriptions: true).SelectMany(text => text.Names)));
        Assert.Equal(541, NameCorpora.Columns(Path.Combine(names, "crossner-politics", "dev.txt")).Sum(text => text.Text.ToString().Split("\n\n").Length));
        Assert.Equal(145, NameCorpora.Columns(Path.Combine(names, "wikigold", "CONLL-format", "data", "wikigold.conll.txt")).Count());
    }

    private static string[] Shown(NamedText text) => [.. text.Names.Select(name => $"{name.Kind} {text.Text.Words(name.Span)}")];

    private static NamedSpan Name(string words, NameKind kind) => new(Span(words), kind);

    private static TextSpan Span(string words)
    {
        int start = Words.ToString().IndexOf(words, StringComparison.Ordinal);
        return new TextSpan(start, start + words.Length);
    }
}
