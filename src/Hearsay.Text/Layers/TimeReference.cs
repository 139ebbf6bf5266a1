namespace Hearsay.Text.Layers;

/// <summary>What a time expression was resolved against.</summary>
public enum TimeReference : byte
{
    /// <summary>Nothing: it stands for itself, or could not be resolved.</summary>
    Itself,

    /// <summary>The day of publication: "yesterday", "last week".</summary>
    Publication,

    /// <summary>Another expression of the text: "two days later", a month whose year was stated before.</summary>
    Text,
}
