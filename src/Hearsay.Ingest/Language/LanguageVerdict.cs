using Hearsay.Text;

namespace Hearsay.Ingest.Language;

/// <summary>What language a text is written in, as far as its letters and small words tell.</summary>
/// <param name="Code">ISO 639-1 code, or "und" when it could not be told.</param>
/// <param name="Evidence">What the verdict rests on, for a message.</param>
/// <param name="OtherScript">Name of the script that a large part of an English text is written in, or null.</param>
/// <param name="OtherPercent">Share of that script among the letters, in per cent.</param>
internal sealed record LanguageVerdict(string Code, string Evidence, string? OtherScript = null, int OtherPercent = 0)
{
    /// <summary>Tells the language of <paramref name="text"/>.</summary>
    public static LanguageVerdict Of(ReadOnlySpan<char> text) => LanguageDetector.Detect(text);

    /// <summary>Adds the defect that belongs to the verdict, if any, and returns the code.</summary>
    public string Report(List<Defect> defects, int? line = null)
    {
        if (Code == "und")
        {
            defects.Add(IngestDefects.ForLanguageUnknown(Evidence, line));
        }
        else if (Code != "en")
        {
            defects.Add(IngestDefects.ForNotEnglish(Code, Evidence, line));
        }
        else if (OtherScript is not null)
        {
            defects.Add(IngestDefects.ForMixedScripts(OtherScript, OtherPercent, line));
        }

        return Code;
    }
}
