using Hearsay.Claims;

namespace Hearsay.Cli.Tables;

/// <summary>Colours of the table: the sixteen of the terminal's own theme, so that they are readable on light and dark.</summary>
/// <param name="On">False writes no escape sequence at all.</param>
internal readonly record struct Palette(bool On)
{
    /// <summary>Headlines and speakers.</summary>
    public string Strong(string words) => Paint("1", words);

    /// <summary>What may be passed over: cues, rules, counts.</summary>
    public string Faint(string words) => Paint("2", words);

    /// <summary>The colour of a stance. Its word stands beside it, always.</summary>
    public string Of(Stance stance, string words) => Paint(
        stance switch
        {
            Stance.Accuses => "31",
            Stance.Threatens => "31;1",
            Stance.Denies => "33",
            Stance.Admits => "35;1",
            Stance.Pledges => "32",
            Stance.Urges => "36",
            Stance.Asks => "34",
            Stance.Declines => "35",
            _ => "",
        },
        words);

    private string Paint(string code, string words) => On && code.Length > 0 && words.Length > 0 ? $"\e[{code}m{words}\e[0m" : words;
}
