namespace Hearsay.Text.Layers;

/// <summary>What a quantity measures.</summary>
public enum QuantityKind : byte
{
    /// <summary>How many there are of something that can be counted: "22 tanks", "dozens of fighters".</summary>
    Count,

    /// <summary>An amount of money; the unit is its ISO 4217 code.</summary>
    Money,

    /// <summary>A physical measure: "300 km", "155mm"; the unit is its symbol.</summary>
    Measure,

    /// <summary>Hundredths of a whole: "40 percent". The bounds count hundredths.</summary>
    Percent,

    /// <summary>A part of a whole: "two-thirds", "half". The bounds lie between 0 and 1.</summary>
    Fraction,

    /// <summary>A place in a row: "the third convoy".</summary>
    Ordinal,
}
