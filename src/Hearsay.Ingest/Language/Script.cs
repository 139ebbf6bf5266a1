namespace Hearsay.Ingest.Language;

/// <summary>Scripts that are told apart. The order is that of <see cref="ScriptTable"/>.</summary>
internal enum Script
{
    /// <summary>A letter of a script that is not listed.</summary>
    Other,
    /// <summary>Latin.</summary>
    Latin,
    /// <summary>Greek.</summary>
    Greek,
    /// <summary>Cyrillic.</summary>
    Cyrillic,
    /// <summary>Armenian.</summary>
    Armenian,
    /// <summary>Hebrew.</summary>
    Hebrew,
    /// <summary>Arabic, of any language.</summary>
    Arabic,
    /// <summary>Devanagari.</summary>
    Devanagari,
    /// <summary>Bengali.</summary>
    Bengali,
    /// <summary>Gurmukhi.</summary>
    Gurmukhi,
    /// <summary>Gujarati.</summary>
    Gujarati,
    /// <summary>Tamil.</summary>
    Tamil,
    /// <summary>Telugu.</summary>
    Telugu,
    /// <summary>Kannada.</summary>
    Kannada,
    /// <summary>Malayalam.</summary>
    Malayalam,
    /// <summary>Sinhala.</summary>
    Sinhala,
    /// <summary>Thai.</summary>
    Thai,
    /// <summary>Lao.</summary>
    Lao,
    /// <summary>Tibetan.</summary>
    Tibetan,
    /// <summary>Burmese.</summary>
    Burmese,
    /// <summary>Georgian.</summary>
    Georgian,
    /// <summary>Hangul.</summary>
    Hangul,
    /// <summary>Ethiopic.</summary>
    Ethiopic,
    /// <summary>Khmer.</summary>
    Khmer,
    /// <summary>Hiragana and katakana.</summary>
    Kana,
    /// <summary>Chinese characters, also in Japanese.</summary>
    Han,
}
