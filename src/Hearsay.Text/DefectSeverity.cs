namespace Hearsay.Text;

/// <summary>How much a <see cref="Defect"/> cost.</summary>
public enum DefectSeverity
{
    /// <summary>The text was read; something in it was repaired, skipped or marked.</summary>
    Warning,

    /// <summary>This input, or this item of it, gave no text at all.</summary>
    Error,
}
