using System.Runtime.InteropServices;
using System.Text;

namespace Hearsay.Training;

/// <summary>Arrays in NumPy's own file format, version 1.0, little-endian, C order: the trainer's exchange with Python.</summary>
internal static class Npy
{
    public static void Write<T>(string path, ReadOnlySpan<T> data, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        string kind = typeof(T) == typeof(float) ? "<f4" : typeof(T) == typeof(int) ? "<i4" : typeof(T) == typeof(ulong) ? "<u8" : typeof(T) == typeof(byte) ? "|u1" : typeof(T) == typeof(Half) ? "<f2" : throw new NotSupportedException(typeof(T).Name);
        string dims = shape.Length == 0 ? $"{data.Length}," : string.Join(',', shape.ToArray()) + (shape.Length == 1 ? "," : "");
        string header = $"{{'descr': '{kind}', 'fortran_order': False, 'shape': ({dims}), }}";
        header = header.PadRight(((10 + header.Length + 1 + 63) / 64 * 64) - 10 - 1) + "\n";
        using FileStream file = File.Create(path);
        file.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)header.Length, (byte)(header.Length >> 8)]);
        file.Write(Encoding.ASCII.GetBytes(header));
        file.Write(MemoryMarshal.AsBytes(data));
    }

    public static (T[] Data, int[] Shape) Read<T>(string path)
        where T : unmanaged
    {
        byte[] bytes = File.ReadAllBytes(path);
        int length = bytes[8] | (bytes[9] << 8);
        string header = Encoding.ASCII.GetString(bytes, 10, length);
        int open = header.IndexOf('(', StringComparison.Ordinal);
        int close = header.IndexOf(')', StringComparison.Ordinal);
        int[] shape = [.. header[(open + 1)..close].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(int.Parse)];
        return (MemoryMarshal.Cast<byte, T>(bytes.AsSpan(10 + length)).ToArray(), shape);
    }
}
