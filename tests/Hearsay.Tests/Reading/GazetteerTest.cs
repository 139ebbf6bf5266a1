using Hearsay.Reading.Recognizing;
using Hearsay.Reading.Tokenizing;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Reading;

/// <summary>Lists of names and where their entries stand in a text.</summary>
public sealed class GazetteerTest
{
    private static readonly Gazetteer Lists = new(Gazetteer.Entries([("Port Ostrel", 5), ("Port Ostrel Steel", 3), ("Ostrel", 5), ("Ostrel", 1), ("Maren", 0), ("al-Nasir Brigades of the North", 3)]));

    private static readonly string[] Parts = ["single", "first", "rest"];

    [Theory]
    [InlineData("Ostrel", "single 1 5")]
    [InlineData("in ostrel now", "-|single 1 5|-")]
    [InlineData("Port Ostrel", "first 5|single 1 5 rest 5")]
    [InlineData("PORT OSTREL STEEL", "first 3|single 1 5 rest 3|rest 3")]
    [InlineData("Port Ostrel steals", "first 5|single 1 5 rest 5|-")]
    [InlineData("Port", "-")]
    [InlineData("Maren Port", "single 0|-")]
    [InlineData("", "")]
    public void Marks_an_entry_whatever_its_case_and_the_longest_of_those_that_begin_at_a_word(string text, string expected) => Assert.Equal(expected, string.Join('|', Marks(text)));

    [Fact]
    public void An_entry_of_many_words_is_found_and_its_beginning_is_not()
    {
        Assert.Equal("first 3", Marks("al-Nasir Brigades of the North")[0]);
        Assert.All(Marks("al-Nasir Brigades of the South"), mark => Assert.Equal("-", mark));
    }

    private static string[] Marks(string text)
    {
        Tokens tokens = Tokenizer.Tokenize(new RawText(text));
        ulong[] hashes = new ulong[tokens.Count];
        ulong[] marks = new ulong[tokens.Count];
        Gazetteer.Hash(tokens, hashes);
        Lists.Find(hashes, marks);
        return [.. marks.Select(Describe)];
    }

    private static string Describe(ulong mark)
    {
        IEnumerable<string> parts = Parts.Select((part, at) => (Part: part, Kinds: Enumerable.Range(0, Gazetteer.Kinds).Where(kind => (mark & (1UL << ((at * Gazetteer.Kinds) + kind))) != 0))).Where(part => part.Kinds.Any()).Select(part => $"{part.Part} {string.Join(' ', part.Kinds)}");
        string all = string.Join(' ', parts);
        return all.Length == 0 ? "-" : all;
    }
}
