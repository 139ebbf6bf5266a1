namespace Hearsay.Claims.Registers;

/// <summary>Which part of the register a row stands in.</summary>
public enum RegisterSection
{
    /// <summary>A party to the deal itself says that it was ordered, made or delivered, or an analyst accepted a claim and graded it 1 or 2.</summary>
    Acknowledged,

    /// <summary>Others say that it was ordered, made or delivered.</summary>
    Alleged,

    /// <summary>It was refused, halted or seized, and nobody says that it came through.</summary>
    Stopped,

    /// <summary>It is wished for, offered, talked about, possible, demanded or asked about.</summary>
    Open,

    /// <summary>It is only denied.</summary>
    Denied,
}
