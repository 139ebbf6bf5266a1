namespace Hearsay.Reading.Network;

/// <summary>The ways in which a <see cref="ByteMatrix"/> multiplies, from the slowest to the fastest.</summary>
internal enum ByteKernel
{
    /// <summary>128 bits: any machine.</summary>
    Narrow,

    /// <summary>256 bits: AVX2.</summary>
    Middle,

    /// <summary>256 bits with instructions for it: AVX-VNNI.</summary>
    Dot,

    /// <summary>512 bits: AVX-512 BW.</summary>
    Wide,
}
