namespace Hearsay.Claims.Coding;

/// <summary>What the event lexicon and its rules say of a word.</summary>
internal enum LexiconVerdict : byte
{
    /// <summary>The lexicon does not have it.</summary>
    Unknown,

    /// <summary>A line says that the word, so used, tells no event.</summary>
    Silent,

    /// <summary>The lexicon has it in other uses.</summary>
    OtherUse,

    /// <summary>A noun that stands where it does not tell of an event.</summary>
    Aside,

    /// <summary>It tells an event of nobody.</summary>
    Nobody,

    /// <summary>It tells an act of speech that is meant for nobody.</summary>
    ToNobody,

    /// <summary>It tells an event of one side.</summary>
    Event,

    /// <summary>It tells an event of both sides.</summary>
    Whole,
}
