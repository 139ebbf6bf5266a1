namespace Hearsay.Claims.Parties;

/// <summary>An entry of a party table claims some words as its name.</summary>
/// <param name="Start">Where the words start in the table's text.</param>
/// <param name="Length">How many characters they have.</param>
/// <param name="Party">Index of the entry; −1 when the claim was dropped.</param>
/// <param name="Row">Where the line with the claim starts.</param>
/// <param name="Realm">Among what they are looked up.</param>
/// <param name="Use">How they name it.</param>
/// <param name="IsNameLine">True when a line of its own makes the claim, with dates or context.</param>
/// <param name="IsDated">True when the line has a period.</param>
/// <param name="NeedsContext">True when it holds only near certain words.</param>
/// <param name="Words">Of a first word: how many words the longest name has that begins so; 0 for other claims.</param>
/// <param name="Next">The claim before in the same slot of the index, or −1.</param>
internal readonly record struct NameClaim(int Start, int Length, int Party, int Row, NameRealm Realm, NameUse Use, bool IsNameLine, bool IsDated, bool NeedsContext, int Words, int Next);
