using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hearsay.Reading.Network;

/// <summary>Adds rows of floats, element by element.</summary>
internal static class VectorSum
{
    /// <summary>Writes a + b; lengths are those of <paramref name="a"/>, multiples of eight, and the result may be one of the two.</summary>
    public static void Write(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> to)
    {
        ReadOnlySpan<Vector256<float>> x = MemoryMarshal.Cast<float, Vector256<float>>(a);
        ReadOnlySpan<Vector256<float>> y = MemoryMarshal.Cast<float, Vector256<float>>(b[..a.Length]);
        Span<Vector256<float>> z = MemoryMarshal.Cast<float, Vector256<float>>(to[..a.Length]);
        for (int i = 0; i < x.Length; i++)
        {
            z[i] = x[i] + y[i];
        }
    }
}
