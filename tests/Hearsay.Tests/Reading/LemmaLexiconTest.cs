using Hearsay.Reading.Tagging;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Reading;

public sealed class LemmaLexiconTest
{
    [Fact]
    public void Words_are_found_with_their_part_of_speech_only()
    {
        var words = Enumerable.Range(0, 3000).Select(number => (Form: $"w{number}", Tag: (PartOfSpeech)(number % 17), Script: number % LemmaLexicon.MaximumScripts)).ToArray();
        var lexicon = new LemmaLexicon([.. words.Select(word => LemmaLexicon.Entry(word.Form, word.Tag, word.Script))]);
        Assert.All(words, word => Assert.Equal(word.Script, lexicon.Find(word.Form, word.Tag)));
        Assert.All(words, word => Assert.Equal(-1, lexicon.Find(word.Form, (PartOfSpeech)(((int)word.Tag + 1) % 17))));
        Assert.Equal(-1, lexicon.Find("", PartOfSpeech.Noun));
    }

    [Fact]
    public void An_empty_lexicon_has_nothing() => Assert.Equal(-1, new LemmaLexicon([]).Find("word", PartOfSpeech.Noun));
}
