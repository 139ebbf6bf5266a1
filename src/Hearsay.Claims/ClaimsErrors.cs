using Hearsay.Text;

namespace Hearsay.Claims;

/// <summary>Every message about party tables and registers of titles that a user may meet, with its code; explained in docs/errors.md.</summary>
internal static class ClaimsErrors
{
    /// <summary>Longest piece of a bad value that a message repeats.</summary>
    private const int LongestValue = 60;

    /// <summary>Every code below, ascending; a test compares it with docs/errors.md.</summary>
    public static IReadOnlyList<string> All { get; } = ["HS0401", "HS0402", "HS0403", "HS0404", "HS0405", "HS0406", "HS0407", "HS0408", "HS0409"];

    public static Defect Record(int line, ReadOnlySpan<char> found) => At(line, "HS0401", $"a line begins with '{Shown(found)}'; write party, name, holder, drop or title, then tab");

    public static Defect Columns(int line, ReadOnlySpan<char> record, int found, int expected) => At(line, "HS0402", $"{found} columns where a line of '{record}' has {expected}, parted by tabs");

    public static Defect Kind(int line, ReadOnlySpan<char> found) => At(line, "HS0403", $"no kind of party is called '{Shown(found)}'; docs/parties.md lists them");

    public static Defect Missing(int line, string what) => At(line, "HS0404", $"there is no {what}");

    public static Defect Date(int line, ReadOnlySpan<char> found) => At(line, "HS0405", $"'{Shown(found)}' is no date; write 1991, 1991-12 or 1991-12-26");

    public static Defect Order(int line, ReadOnlySpan<char> from, ReadOnlySpan<char> to) => At(line, "HS0406", $"a period from {Shown(from)} to {Shown(to)} ends before it begins");

    public static Defect Unknown(int line, ReadOnlySpan<char> id) => At(line, "HS0407", $"no party before this line has the id '{Shown(id)}'");

    public static Defect Twice(int line, ReadOnlySpan<char> id) => At(line, "HS0408", $"the id '{Shown(id)}' is given twice in this file");

    public static Defect Fact(int line, ReadOnlySpan<char> found) => At(line, "HS0409", $"'{Shown(found)}' is no fact; write key=value, or key=value@1999..2004-05");

    private static Defect At(int line, string code, string message) => new(code, message, DefectSeverity.Error, line);

    private static string Shown(ReadOnlySpan<char> value)
    {
        Span<char> shown = stackalloc char[LongestValue];
        ReadOnlySpan<char> part = value[..Math.Min(value.Length, LongestValue)];
        for (int i = 0; i < part.Length; i++)
        {
            shown[i] = char.IsControl(part[i]) || char.IsSurrogate(part[i]) ? '\uFFFD' : part[i];
        }

        return shown[..part.Length].ToString() + (value.Length > LongestValue ? "…" : "");
    }
}
