namespace Hearsay.Claims.Origins;

/// <summary>Where copies begin.</summary>
/// <param name="Containment">From this share of the shorter text's own wording on, two texts are copies, 0 … 1.</param>
/// <param name="Spread">From this share on they are, when the shared wording is spread over the text.</param>
/// <param name="Passages">Separate shared passages that count as spread.</param>
public readonly record struct CopyThresholds(double Containment, double Spread, int Passages)
{
    /// <summary>What <see cref="CopyDetector"/> uses: chosen on 97 hand-labelled clusters; cross-validation is part of <c>hearsay evaluate --only copies</c>.</summary>
    public static CopyThresholds Standard { get; } = new(0.45, 0.15, 4);
}
