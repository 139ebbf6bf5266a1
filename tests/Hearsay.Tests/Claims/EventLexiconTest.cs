using System.Collections.Immutable;
using Hearsay.Claims;
using Hearsay.Claims.Coding;
using Hearsay.Claims.Parties;
using Hearsay.Reading;
using Hearsay.Text;

namespace Hearsay.Tests.Claims;

/// <summary>The examples in Coding/predicates.tsv: each is coded, and one of its events has the type and the participants of its line.</summary>
public sealed class EventLexiconTest
{
    private static readonly Reader Reader = Reader.Load();
    private static readonly EventCoder Coder = new(PartyRegistry.Standard);

    public static TheoryData<string, string, string> Examples() => [.. PredicateLexicon.Examples().Select(row => (row.Example, row.Type.ToString().ToUpperInvariant(), row.Expected))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Reads_as_its_line_says(string example, string type, string expected)
    {
        string[] read = [.. Coder.Code(Reader.Read(new Article("example", new RawText(example)))).Select(one => $"{one.Type.ToString().ToUpperInvariant()} {Names(one.Actors)} > {Names(one.Recipients)}")];
        Assert.Contains($"{type} {expected}", read);
    }

    [Fact]
    public void Most_lines_have_an_example() => Assert.True(Examples().Count >= 160);

    private static string Names(ImmutableArray<Participant> participants) => participants.IsEmpty ? "-" : string.Join(" + ", participants.Select(participant => participant.Name));
}
