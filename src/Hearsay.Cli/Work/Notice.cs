using Hearsay.Text;

namespace Hearsay.Cli.Work;

/// <summary>A message for the user about one input.</summary>
/// <param name="Error">False for a warning.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Origin">Path, or path and line.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record Notice(bool Error, string Code, string Origin, string Message)
{
    /// <summary>The notice about a defect; the line is named unless the origin does already.</summary>
    public static Notice Of(string origin, Defect defect)
    {
        string line = defect.Line is { } number ? $":{number}" : "";
        return new Notice(defect.Severity == DefectSeverity.Error, defect.Code, origin.EndsWith(line, StringComparison.Ordinal) ? origin : origin + line, defect.Message);
    }
}
