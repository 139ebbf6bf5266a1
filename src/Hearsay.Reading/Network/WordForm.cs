using System.Buffers.Binary;

namespace Hearsay.Reading.Network;

/// <summary>The spelling under which a token is looked up, and the named hash that stands for it. Part of the model's format: a change needs new models.</summary>
public static class WordForm
{
    /// <summary>Characters of a token that count, at most: longer ones are noise (the longest word of the treebanks has 34).</summary>
    public const int MaximumLength = 40;

    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    /// <summary>
    /// Writes the normal form of <paramref name="token"/>: lower case, every digit 0, curly marks straight, dashes "-", soft hyphens and joiners left out.
    /// </summary>
    /// <param name="token">The token as it stands.</param>
    /// <param name="form">Room for at least <see cref="MaximumLength"/> characters.</param>
    /// <returns>Number of characters written; at least 1 unless the token has only joiners.</returns>
    public static int Normalize(ReadOnlySpan<char> token, Span<char> form)
    {
        int length = 0;
        foreach (char c in token)
        {
            if (length == MaximumLength)
            {
                break;
            }

            if (c is >= 'a' and <= 'z')
            {
                form[length++] = c;
                continue;
            }

            char normal = c switch
            {
                >= 'A' and <= 'Z' => (char)(c + 32),
                >= '0' and <= '9' => '0',
                < '\u0080' => c,
                '’' or '‘' or '‚' or '‛' => '\'',
                '“' or '”' or '„' or '‟' or '«' or '»' => '"',
                '–' or '—' or '‒' or '―' or '‑' => '-',
                '…' => '.',
                '\u00AD' or '\u200C' or '\u200D' => '\0',
                _ => char.IsDigit(c) ? '0' : char.ToLowerInvariant(c),
            };
            if (normal != '\0')
            {
                form[length++] = normal;
            }
        }

        return length;
    }

    /// <summary>FNV-1a, 64 bits, over the characters as little-endian pairs of bytes (Fowler, Noll and Vo 1991).</summary>
    public static ulong Hash(ReadOnlySpan<char> form) => Extend(FnvOffset, form);

    /// <summary>The hash of a word that goes on: from <paramref name="hash"/> of its beginning, over the characters that follow.</summary>
    public static ulong Extend(ulong hash, ReadOnlySpan<char> form)
    {
        foreach (char c in form)
        {
            hash = (hash ^ (byte)c) * FnvPrime;
            hash = (hash ^ (byte)(c >> 8)) * FnvPrime;
        }

        return hash;
    }

    /// <summary>
    /// Writes the shape of <paramref name="token"/>: X capital, x small, d digit, other characters themselves; runs cut to two, eight characters at most.
    /// </summary>
    /// <returns>Number of characters written.</returns>
    public static int Shape(ReadOnlySpan<char> token, Span<char> shape)
    {
        int length = 0;
        foreach (char c in token)
        {
            char kind = char.IsUpper(c) ? 'X' : char.IsLetter(c) ? 'x' : char.IsDigit(c) ? 'd' : c;
            if (length >= 2 && shape[length - 1] == kind && shape[length - 2] == kind)
            {
                continue;
            }

            if (length == 8)
            {
                break;
            }

            shape[length++] = kind;
        }

        return length;
    }

    /// <summary>Bucket 0 … <paramref name="buckets"/>−1 of a hash; the high bits decide.</summary>
    public static int Bucket(ulong hash, int buckets) => (int)Math.BigMul(hash, (ulong)buckets, out _);
}
