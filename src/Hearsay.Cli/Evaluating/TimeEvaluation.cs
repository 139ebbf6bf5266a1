using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hearsay.Reading.Counting;
using Hearsay.Reading.Dating;
using Hearsay.Reading.Tokenizing;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Cli.Evaluating;

/// <summary>
/// Scores times against the WikiWars corpus (TIMEX2, inline) and the acceptance suites of two other programs. WikiWars is read as a text without date of publication:
/// its stamp is the day of the download. Relaxed: the words overlap; strict: the words are the same; value: they overlap and the value is the same. A decade or century
/// counts as the same written 199X or 199.
/// </summary>
/// <param name="shared">The folder that holds data.</param>
internal sealed partial class TimeEvaluation(string shared)
{
    private const string Corpora = "data/time";

    /// <summary>Measures everything; archives are unpacked into <paramref name="work"/>.</summary>
    /// <exception cref="CommandFailure">The archives cannot be unpacked.</exception>
    public async Task<TimeScores> RunAsync(string work, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(work, "time");
        Directory.CreateDirectory(folder);
        foreach (string archive in (string[])["wikiwars.tar.xz", "recognizers-specs-english.tar.xz", "duckling-chrono-tests.tar.xz"])
        {
            await UnpackAsync(Path.Combine(shared, Corpora, archive), folder, cancellationToken);
        }

        List<TimeScore> wars = WikiWars(folder, cancellationToken);
        List<(string Suite, int Agreed, int Compared)> suites = [.. Recognizers(folder), .. RecognizedNumbers(folder), Chrono(folder), Duckling(folder, "Time"), Duckling(folder, "Numeral")];
        return new TimeScores(wars, suites);
    }

    /// <summary>Values that mean the same: 199X and 199, 18XX and 18; an amount of half a unit as .5.</summary>
    public static string Comparable(string? value)
    {
        value ??= "";
        Match open = Open.Match(value);
        value = open.Success ? open.Groups["digits"].Value : value;
        return value.Replace("P0.5", "P.5", StringComparison.Ordinal);
    }

    private static List<TimeScore> WikiWars(string folder, CancellationToken cancellationToken)
    {
        var odd = new TimeScore("WikiWars, odd documents");
        var even = new TimeScore("WikiWars, even documents");
        var all = new TimeScore("WikiWars");
        string[] files = [.. Directory.EnumerateFiles(folder, "*.key.xml", SearchOption.AllDirectories).Where(path => path.Contains("keyinline", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        if (files.Length == 0)
        {
            throw new InvalidDataException("no annotated documents in wikiwars.tar.xz");
        }

        foreach (string file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (string text, List<(TextSpan Span, string? Value)> gold) = Inline(File.ReadAllText(file));
            List<(TextSpan Span, string? Value)> found = Read(text, null);
            all.Add(gold, found);
            ((Path.GetFileName(file)[1] - '0') % 2 == 1 ? odd : even).Add(gold, found);
        }

        return [all, odd, even];
    }

    /// <summary>The text of a document, from its TEXT tag on, and the expressions marked in it.</summary>
    private static (string Text, List<(TextSpan Span, string? Value)> Times) Inline(string marked)
    {
        int start = marked.IndexOf("<TEXT>", StringComparison.Ordinal);
        int end = marked.IndexOf("</TEXT>", StringComparison.Ordinal);
        string body = start < 0 || end < start ? marked : marked[(start + "<TEXT>".Length)..end];
        var text = new StringBuilder();
        var open = new Stack<(int Start, string? Value)>();
        List<(TextSpan, string?)> times = [];
        int at = 0;
        foreach (Match tag in Tag.Matches(body))
        {
            text.Append(body, at, tag.Index - at);
            at = tag.Index + tag.Length;
            if (tag.Groups["close"].Success)
            {
                if (open.TryPop(out (int Start, string? Value) opened))
                {
                    times.Add((new TextSpan(opened.Start, text.Length), opened.Value));
                }
            }
            else
            {
                open.Push((text.Length, tag.Groups["value"].Success ? tag.Groups["value"].Value : null));
            }
        }

        text.Append(body, at, body.Length - at);
        return (text.ToString(), [.. times.OrderBy(time => time.Item1.Start).ThenByDescending(time => time.Item1.End)]);
    }

    private static List<(TextSpan Span, string? Value)> Read(string text, PublicationDate? published)
    {
        Tokens tokens = Tokenizer.Tokenize(new RawText(text));
        return [.. TimeFinder.Find(tokens, SentenceSplitter.Split(tokens), published).Select(time => (tokens.Span(time.Tokens), (string?)time.Value))];
    }

    /// <summary>
    /// Recognizers-Text, English: each expected expression with a single TIMEX value in our notation is looked for. What is not comparable is left out: values that name a moment
    /// of the conversation, ranges in brackets, several readings, and inputs in the modes of its calendar products.
    /// </summary>
    private static IEnumerable<(string Suite, int Agreed, int Compared)> Recognizers(string folder)
    {
        foreach (string name in (string[])["DateTimeModel", "DateParser", "DurationParser", "SetParser", "HolidayParser"])
        {
            string? file = Directory.EnumerateFiles(folder, name + ".json", SearchOption.AllDirectories).FirstOrDefault();
            if (file is null)
            {
                continue;
            }

            int agreed = 0;
            int compared = 0;
            foreach (JsonNode? test in JsonNode.Parse(File.ReadAllText(file, Encoding.UTF8))?.AsArray() ?? [])
            {
                if (test is null || (string?)test["Input"] is not { } input || test["Results"] is not JsonArray results)
                {
                    continue;
                }

                PublicationDate? published = PublicationDate.TryParse((string?)test["Context"]?["ReferenceDateTime"]);
                List<(TextSpan Span, string? Value)>? found = null;
                foreach (JsonNode? result in results)
                {
                    if (result is null || Timex(result) is not { } timex || (string?)result["Text"] is not { } words || !Plain.IsMatch(timex))
                    {
                        continue;
                    }

                    found ??= Read(input, published);
                    int start = input.IndexOf(words, StringComparison.OrdinalIgnoreCase);
                    var span = new TextSpan(start, start + words.Length);
                    compared++;
                    agreed += found.Any(time => time.Span.Overlaps(span) && Same(time.Value ?? "", timex)) ? 1 : 0;
                }
            }

            yield return ("Recognizers-Text " + name, agreed, compared);
        }
    }

    /// <summary>The one value of an expected result, or null.</summary>
    private static string? Timex(JsonNode result)
    {
        if (result["Value"] is JsonObject value)
        {
            return (string?)value["Timex"];
        }

        if (result["Resolution"]?["values"] is not JsonArray values)
        {
            return null;
        }

        string?[] timexes = [.. values.Select(one => (string?)one?["timex"]).Distinct()];
        return timexes.Length == 1 ? timexes[0] : null;
    }

    /// <summary>Equal, or equal where ours fills what theirs leaves open for the caller: XXXX-03-05 and 2016-03-05, T05 and 2016-03-05T05:00.</summary>
    private static bool Same(string ours, string theirs)
    {
        if (Comparable(ours) == Comparable(theirs))
        {
            return true;
        }

        if (theirs.StartsWith('T'))
        {
            int time = ours.IndexOf('T', StringComparison.Ordinal);
            return time >= 0 && (ours[time..] == theirs || ours[time..] == theirs + ":00");
        }

        if (theirs.Length != ours.Length)
        {
            return theirs.Length + 3 == ours.Length && ours.EndsWith(":00", StringComparison.Ordinal) && Same(ours[..^3], theirs);
        }

        for (int i = 0; i < ours.Length; i++)
        {
            if (ours[i] != theirs[i] && !(theirs[i] == 'X' && char.IsAsciiDigit(ours[i])) && !(ours[i] == 'X' && char.IsAsciiDigit(theirs[i])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>chrono, English: test cases that state the words, a reference date, and year, month and day of the result. chrono expects what is to come unless told otherwise; so do not all of its cases agree with news.</summary>
    private static (string Suite, int Agreed, int Compared) Chrono(string folder)
    {
        int agreed = 0;
        int compared = 0;
        foreach (string file in Directory.EnumerateFiles(folder, "*.test.ts", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string source = File.ReadAllText(file, Encoding.UTF8);
            foreach (string test in source.Split("testSingleCase(").Skip(1))
            {
                Match head = ChronoHead.Match(test);
                Match year = ChronoYear.Match(test);
                Match month = ChronoMonth.Match(test);
                Match day = ChronoDay.Match(test);
                if (!head.Success || !year.Success || !month.Success || !day.Success || test.Contains("isCertain(\"day\")).toBe(false)", StringComparison.Ordinal))
                {
                    continue;
                }

                // Months count from 0 there, unless written "9 - 1"; no case turns on the last days of a month.
                PublicationDate? published = head.Groups["year"].Success
                    ? new PublicationDate(new DateOnly(Number(head.Groups["year"]), Math.Min(12, Number(head.Groups["month"]) + (head.Groups["less"].Success ? 0 : 1)), Math.Min(28, Number(head.Groups["day"]))))
                    : new PublicationDate(new DateOnly(Number(year.Groups["year"]) is > 0 and < 9999 and int stated ? stated : 2012, 12, 31));
                string expected = string.Create(CultureInfo.InvariantCulture, $"{Number(year.Groups["year"]):0000}-{Number(month.Groups["month"]):00}-{Number(day.Groups["day"]):00}");
                compared++;
                agreed += Read(head.Groups["text"].Value, published).Any(time => time.Value?.StartsWith(expected, StringComparison.Ordinal) == true) ? 1 : 0;
            }
        }

        return ("chrono", agreed, compared);
    }

    /// <summary>
    /// duckling, English: examples with one moment, compared with where our interval begins, and numbers, compared with our bounds. The inputs are lower-case requests to a
    /// machine, read as if they were published at duckling's time of reference.
    /// </summary>
    private static (string Suite, int Agreed, int Compared) Duckling(string folder, string dimension)
    {
        string file = Path.Combine(folder, "duckling", "Duckling", dimension, "EN", "Corpus.hs");
        int agreed = 0;
        int compared = 0;
        foreach (string examples in File.Exists(file) ? File.ReadAllText(file, Encoding.UTF8).Split("examples (").Skip(1) : [])
        {
            Match head = dimension == "Time" ? DucklingTime.Match(examples) : DucklingNumber.Match(examples);
            if (!head.Success)
            {
                continue;
            }

            int end = examples.IndexOf(']', StringComparison.Ordinal);
            foreach (Match quoted in Quoted.Matches(end < 0 ? examples : examples[..end]))
            {
                compared++;
                agreed += dimension == "Time" ? AgreesInTime(quoted.Groups["text"].Value, head) : Contains(quoted.Groups["text"].Value, decimal.Parse(head.Groups["number"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture)) ? 1 : 0;
            }
        }

        return ("duckling " + dimension, agreed, compared);
    }

    private static int AgreesInTime(string text, Match head)
    {
        var expected = new DateTime(Number(head.Groups["year"]), Number(head.Groups["month"]), Number(head.Groups["day"]), Number(head.Groups["hour"]), Number(head.Groups["minute"]), Number(head.Groups["second"]), DateTimeKind.Unspecified);
        Tokens tokens = Tokenizer.Tokenize(new RawText(text));
        var published = new PublicationDate(new DateOnly(2013, 2, 12), new DateTimeOffset(2013, 2, 12, 4, 30, 0, TimeSpan.FromHours(-2)));
        return TimeFinder.Find(tokens, SentenceSplitter.Split(tokens), published).Any(time => time.Interval?.Earliest == expected) ? 1 : 0;
    }

    /// <summary>Recognizers-Text, English: numbers, shares and amounts of money, compared by value alone.</summary>
    private static IEnumerable<(string Suite, int Agreed, int Compared)> RecognizedNumbers(string folder)
    {
        foreach (string name in (string[])["NumberModel", "PercentModel", "CurrencyModel"])
        {
            string? file = Directory.EnumerateFiles(folder, name + ".json", SearchOption.AllDirectories).FirstOrDefault();
            int agreed = 0;
            int compared = 0;
            foreach (JsonNode? test in file is null ? [] : JsonNode.Parse(File.ReadAllText(file, Encoding.UTF8))?.AsArray() ?? [])
            {
                if (test is null || (string?)test["Input"] is not { } input || test["Results"] is not JsonArray results)
                {
                    continue;
                }

                foreach (JsonNode? result in results)
                {
                    if (decimal.TryParse(((string?)result?["Resolution"]?["value"])?.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value))
                    {
                        compared++;
                        agreed += Contains(input, value) ? 1 : 0;
                    }
                }
            }

            yield return ("Recognizers-Text " + name, agreed, compared);
        }
    }

    /// <summary>True when a quantity of the text has <paramref name="value"/> as its bound, or is vague and holds it.</summary>
    private static bool Contains(string text, decimal value)
    {
        Tokens tokens = Tokenizer.Tokenize(new RawText(text));
        return QuantityFinder.Find(tokens, SentenceSplitter.Split(tokens), Times.None).Any(one =>
            Near(one.Lower, value) || Near(one.Upper, value) || (one is { Approximate: true, Lower: { } lower, Upper: { } upper } && lower <= value && value <= upper));
    }

    private static bool Near(decimal? ours, decimal theirs) => ours is { } bound && Math.Abs(bound - theirs) <= 0.0001m * Math.Max(1, Math.Abs(theirs));

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    /// <summary>Unpacks a .tar.xz into a folder, with tar.</summary>
    /// <exception cref="CommandFailure">There is no tar.</exception>
    internal static async Task UnpackAsync(string archive, string folder, CancellationToken cancellationToken)
    {
        if (!File.Exists(archive))
        {
            throw new FileNotFoundException($"{archive} is missing");
        }

        var start = new ProcessStartInfo("tar", ["-xJf", archive, "-C", folder]) { UseShellExecute = false, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            string error = await process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
            {
                throw new InvalidDataException($"{archive} cannot be unpacked: {error.Trim()}");
            }
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new CommandFailure(CliErrors.ScorerFailed, "tar", $"cannot be started: {failure.Message}");
        }
    }

    [GeneratedRegex("<(?:(?<close>/)TIMEX2|TIMEX2(?:[^>]*? val=\"(?<value>[^\"]*)\")?[^>]*)>", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Tag { get; }

    [GeneratedRegex("^(?<digits>(BC)?[0-9]{2,3})X{1,2}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Open { get; }

    [GeneratedRegex("^(P[0-9.]+[YMWD]|PT[0-9.]+[HMS]|[0-9X]{4}(-([0-9X]{2}|SP|SU|FA|WI)(-[0-9X]{2})?|-W[0-9X]{2}(-[0-9]|-WE)?)?(T([0-9]{2}(:[0-9]{2})*|MO|AF|EV|NI))?|T[0-9]{2}(:[0-9]{2})*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Plain { get; }

    [GeneratedRegex(@"^\s*chrono(\.\w+)?,\s*""(?<text>[^""]+)"",\s*(new Date\((?<year>\d+), (?<month>\d+)(?<less> - 1)?, (?<day>\d+)[^)]*\))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ChronoHead { get; }

    [GeneratedRegex(@"start\.get\(""year""\)\)\.toBe\((?<year>-?\d+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ChronoYear { get; }

    [GeneratedRegex(@"start\.get\(""month""\)\)\.toBe\((?<month>\d+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ChronoMonth { get; }

    [GeneratedRegex(@"^datetime \((?<year>\d+), (?<month>\d+), (?<day>\d+), (?<hour>\d+), (?<minute>\d+), (?<second>\d+)\) \w+\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DucklingTime { get; }

    [GeneratedRegex(@"^NumeralValue (?<number>[\d.e]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DucklingNumber { get; }

    [GeneratedRegex("\"(?<text>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted { get; }

    [GeneratedRegex(@"start\.get\(""day""\)\)\.toBe\((?<day>\d+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ChronoDay { get; }
}
