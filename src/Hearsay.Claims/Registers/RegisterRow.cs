using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Hearsay.Claims.Registers;

/// <summary>What is claimed about arms of one kind that one party provides to another. Stored and sent as hearsay.register/1 (docs/register.md), since 0.2.</summary>
/// <param name="Id">16 hexadecimal digits, from supplier, recipient and goods alone: it stays whatever is claimed.</param>
/// <param name="Supplier">Who provides them.</param>
/// <param name="Recipient">Who gets them.</param>
/// <param name="Goods">What they are.</param>
/// <param name="Section">In which part of the register it stands.</param>
/// <param name="Stage">How far it has come, by the claims that put it there.</param>
/// <param name="Support">The legs of those who say that it was ordered, made or delivered, also of narrower goods or parties.</param>
/// <param name="Denial">The legs of those who deny it, also as part of something wider.</param>
/// <param name="Credibility">Admiralty credibility that follows from both, 1 … 6; a proposal for an analyst.</param>
/// <param name="Cells">All columns, in the order of <see cref="RegisterField"/>.</param>
/// <param name="Against">The claims that deny it.</param>
/// <param name="Silent">The claims that refuse to say, or only ask.</param>
/// <param name="Wider">Ids of rows that hold this one: their denials count here.</param>
/// <param name="Narrower">Ids of rows that this one holds: their support counts here.</param>
/// <param name="Changes">What would change its place in the register, in words.</param>
public sealed record RegisterRow(
    string Id,
    RegisterParty Supplier,
    RegisterParty Recipient,
    RegisterGoods Goods,
    RegisterSection Section,
    RegisterStage? Stage,
    RegisterLegs Support,
    RegisterLegs Denial,
    int Credibility,
    ImmutableArray<RegisterCell> Cells,
    ImmutableArray<RegisterEvidence> Against,
    ImmutableArray<RegisterEvidence> Silent,
    ImmutableArray<string> Wider,
    ImmutableArray<string> Narrower,
    ImmutableArray<string> Changes)
{
    /// <summary>The cell of a column.</summary>
    public RegisterCell this[RegisterField field] => Cells[(int)field];

    /// <summary>The id of a row.</summary>
    internal static string IdOf(string supplier, string recipient, string goods) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"hearsay.register/1\n{supplier}\n{recipient}\n{goods}")).AsSpan(0, 8));
}
