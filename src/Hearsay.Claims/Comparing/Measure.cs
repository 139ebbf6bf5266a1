using System.Collections.Frozen;

namespace Hearsay.Claims.Comparing;

/// <summary>
/// A unit of measure in terms of the base unit of its dimension, so that numbers in two units can be compared. Factors are exact: SI Brochure (BIPM, 9th edition 2019), NIST Special Publication 811
/// (2008), appendix B.8. A ton is taken for a tonne: what a short or a long ton differs by is within what rounding is allowed.
/// </summary>
/// <param name="Dimension">What is measured: "mass".</param>
/// <param name="Factor">Base units (metre, kilogram, litre, square metre, kilometre per hour, watt, hertz, byte) in one of it.</param>
internal readonly record struct Measure(string Dimension, decimal Factor)
{
    /// <summary>Symbols as the reader writes them, with the words by which they go in a text.</summary>
    private static readonly (string Symbol, string Words, Measure Measure)[] Units =
    [
        ("mm", "mm millimetre millimetres millimeter millimeters", new("length", 0.001m)),
        ("cm", "cm centimetre centimetres centimeter centimeters", new("length", 0.01m)),
        ("m", "metre metres meter meters", new("length", 1)),
        ("km", "km kms kilometre kilometres kilometer kilometers", new("length", 1000)),
        ("in", "inch inches", new("length", 0.0254m)),
        ("ft", "ft foot feet", new("length", 0.3048m)),
        ("yd", "yard yards", new("length", 0.9144m)),
        ("mi", "mi mile miles", new("length", 1609.344m)),
        ("nmi", "nmi", new("length", 1852)),
        ("mg", "mg milligram milligrams", new("mass", 0.000001m)),
        ("g", "gram grams", new("mass", 0.001m)),
        ("kg", "kg kgs kilogram kilograms kilo kilos", new("mass", 1)),
        ("oz", "oz ounce ounces", new("mass", 0.028349523125m)),
        ("lb", "lb lbs", new("mass", 0.45359237m)),
        ("t", "ton tons tonne tonnes", new("mass", 1000)),
        ("kt", "kiloton kilotons kilotonne kilotonnes", new("mass", 1_000_000)),
        ("Mt", "megaton megatons", new("mass", 1_000_000_000)),
        ("l", "litre litres liter liters", new("volume", 1)),
        ("gal", "gallon gallons", new("volume", 3.785411784m)),
        ("bbl", "barrel barrels", new("volume", 158.987294928m)),
        ("acre", "acre acres", new("area", 4046.8564224m)),
        ("ha", "hectare hectares", new("area", 10_000)),
        ("km/h", "kph", new("speed", 1)),
        ("mph", "mph", new("speed", 1.609344m)),
        ("kn", "knot knots", new("speed", 1.852m)),
        ("W", "watt watts", new("power", 1)),
        ("kW", "kw kilowatt kilowatts", new("power", 1000)),
        ("MW", "mw megawatt megawatts", new("power", 1_000_000)),
        ("GW", "gw gigawatt gigawatts", new("power", 1_000_000_000)),
        ("Hz", "hz hertz", new("frequency", 1)),
        ("kHz", "khz", new("frequency", 1000)),
        ("MHz", "mhz", new("frequency", 1_000_000)),
        ("GHz", "ghz", new("frequency", 1_000_000_000)),
        ("kB", "kb kilobyte kilobytes", new("data", 1000)),
        ("MB", "mb megabyte megabytes", new("data", 1_000_000)),
        ("GB", "gb gigabyte gigabytes", new("data", 1_000_000_000)),
        ("TB", "tb terabyte terabytes", new("data", 1_000_000_000_000)),
    ];

    private static readonly FrozenDictionary<string, Measure> Symbols = Units.ToFrozenDictionary(unit => unit.Symbol, unit => unit.Measure, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Measure> Names = Units.SelectMany(unit => unit.Words.Split(' ').Select(word => (word, unit.Measure))).ToFrozenDictionary(pair => pair.word, pair => pair.Measure, StringComparer.Ordinal);

    private static readonly FrozenSet<string> Terms = Names.Keys.Select(word => ContentTerms.TermOf(word)).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The unit that a symbol stands for, or null for money and what is not known.</summary>
    public static Measure? OfSymbol(string? symbol) => symbol is not null && Symbols.TryGetValue(symbol, out Measure measure) ? measure : null;

    /// <summary>The unit that a word in lower case names, or null.</summary>
    public static Measure? OfWord(string word) => Names.TryGetValue(word, out Measure measure) ? measure : null;

    /// <summary>Whether a term of a content is a unit's name.</summary>
    public static bool IsUnit(string term) => Terms.Contains(term);
}
