namespace Hearsay.Cli.Work;

/// <summary>How far an input is taken.</summary>
internal enum Depth
{
    /// <summary>To the stored text.</summary>
    Article,

    /// <summary>To the layers of the reader.</summary>
    Document,

    /// <summary>To the claims.</summary>
    Claims,
}
