namespace Hearsay.Reading;

/// <summary>Which of the shipped models finds who says what.</summary>
public enum AttributionModel
{
    /// <summary>Learnt from PolNeAR, the largest corpus of its kind, whose news texts are under unclear licence, and from texts of our own: the better one (models/en/CARD.md).</summary>
    Polnear,

    /// <summary>Learnt from texts of our own and openly licensed ones (models/en/OPEN-CARD.md).</summary>
    Open,
}
