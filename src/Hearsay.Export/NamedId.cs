using System.Security.Cryptography;
using System.Text;

namespace Hearsay.Export;

/// <summary>UUIDs that are made from names (RFC 9562, version 5), so that the same thing has the same id in every export.</summary>
public static class NamedId
{
    /// <summary>Hearsay's own namespace. Never change it: ids that others have stored would point nowhere.</summary>
    public static readonly Guid Namespace = new("7d3c1f0e-58a4-5b62-9f0b-2c6e84d1a975");

    /// <summary>The id of what <paramref name="name"/> names: a kind and a key, "claim|9f2c…".</summary>
    public static Guid Of(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        byte[] hashed = [.. Namespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)];
#pragma warning disable CA5350 // Version 5 is defined over SHA-1; nothing rests on its strength.
        byte[] id = SHA1.HashData(hashed)[..16];
#pragma warning restore CA5350
        id[6] = (byte)((id[6] & 0x0F) | 0x50);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
