using CsCheck;
using Hearsay.Reading.Tagging;

namespace Hearsay.Tests.Reading;

public sealed class LemmaScriptTest
{
    [Theory]
    [InlineData("studies", "study", "lower-3+y")]
    [InlineData("The", "the", "lower-0+")]
    [InlineData("Iran", "Iran", "keep-0+")]
    [InlineData("IRAN", "Iran", "title-0+")]
    [InlineData("was", "be", "=be")]
    [InlineData("n't", "not", "lower-2+ot")]
    public void The_shortest_script_is_found(string form, string lemma, string script) => Assert.Equal(script, LemmaScript.Derive(form, lemma));

    [Fact]
    public void A_script_makes_the_lemma_that_it_was_derived_from() =>
        Gen.Select(Gen.String[Gen.Char["aAbcDeé-1"], 0, 9], Gen.String[Gen.Char["aAbcDeé-1"], 0, 9]).Sample(
            pair => Assert.Equal(pair.Item2, Apply(LemmaScript.Derive(pair.Item1, pair.Item2), pair.Item1)),
            seed: "0N0XIzNsQ0O2");

    [Theory]
    [InlineData("lower-3+y", "is", "is")]
    [InlineData("lower-2+", "Us", "us")]
    public void A_form_too_short_for_its_script_is_its_own_lemma(string script, string form, string lemma) => Assert.Equal(lemma, Apply(script, form));

    [Theory]
    [InlineData("")]
    [InlineData("lower")]
    [InlineData("upper-1+")]
    [InlineData("lower-x+")]
    public void Other_text_is_refused(string script) => Assert.Throws<InvalidDataException>(() => LemmaScript.Parse(script));

    private static string Apply(string script, string form)
    {
        LemmaScript parsed = LemmaScript.Parse(script);
        char[] room = new char[parsed.Room(form.Length)];
        return new string(room, 0, parsed.Apply(form, room));
    }
}
