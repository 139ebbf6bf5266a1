using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Hearsay.Reading.Network;

/// <summary>
/// A file of weights and tables, format 1, since 0.1, all numbers little-endian:
/// the bytes "HSRM"; format version (u32); then fields, each: length of its name (u8), name (UTF-8), kind (u8: 0 bytes, 1 float32, 2 int8, 3 uint64),
/// number of dimensions (u8), dimensions (i32 each), data; last a field with an empty name; then SHA-256 over all bytes before it (32 bytes).
/// Unknown fields are skipped; a missing one is named when it is asked for. The hash is the model's identity.
/// </summary>
public sealed class ModelFile
{
    /// <summary>Format this code writes and the newest it reads.</summary>
    public const uint Version = 1;

    private static readonly int[] Sizes = [1, 4, 1, 8];
    private readonly Dictionary<string, Field> _fields;
    private readonly byte[] _bytes;

    private ModelFile(byte[] bytes, Dictionary<string, Field> fields, string sha256)
    {
        _bytes = bytes;
        _fields = fields;
        Sha256 = sha256;
    }

    private static ReadOnlySpan<byte> Magic => "HSRM"u8;

    /// <summary>SHA-256 of the file's content, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Reads a model and checks its hash.</summary>
    /// <param name="stream">Read to its end.</param>
    /// <param name="name">Names the model in messages.</param>
    /// <exception cref="InvalidDataException">It is no model, of a newer format, or damaged; the message names it and both hashes.</exception>
    public static ModelFile Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] bytes;
        if (stream.CanSeek)
        {
            bytes = GC.AllocateUninitializedArray<byte>(checked((int)(stream.Length - stream.Position)));
            stream.ReadExactly(bytes);
        }
        else
        {
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            bytes = copy.ToArray();
        }

        if (bytes.Length < 8 + SHA256.HashSizeInBytes || !bytes.AsSpan().StartsWith(Magic))
        {
            throw ReaderErrors.NotAModel(name, bytes.Length);
        }

        uint version = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4));
        if (version > Version)
        {
            throw ReaderErrors.TooNew(name, version, Version);
        }

        string expected = Convert.ToHexStringLower(bytes.AsSpan(bytes.Length - SHA256.HashSizeInBytes));
        string found = Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, bytes.Length - SHA256.HashSizeInBytes)));
        if (expected != found)
        {
            throw ReaderErrors.Damaged(name, found, expected);
        }

        return new ModelFile(bytes, Directory(bytes), found);
    }

    /// <summary>Writes a model.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="fields">Name, dimensions and data of each field; the data's type is byte, float, sbyte or ulong.</param>
    public static void Write(Stream stream, IEnumerable<(string Name, int[] Shape, Array Data)> fields)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fields);
        using var content = new MemoryStream();
        content.Write(Magic);
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(number, Version);
        content.Write(number);
        foreach ((string name, int[] shape, Array data) in fields)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(name);
            content.WriteByte((byte)utf8.Length);
            content.Write(utf8);
            content.WriteByte(Kind(name, data));
            content.WriteByte((byte)shape.Length);
            foreach (int dimension in shape)
            {
                BinaryPrimitives.WriteInt32LittleEndian(number, dimension);
                content.Write(number);
            }

            byte[] raw = new byte[Buffer.ByteLength(data)];
            Buffer.BlockCopy(data, 0, raw, 0, raw.Length);
            content.Write(raw);
        }

        content.WriteByte(0);
        ReadOnlySpan<byte> all = content.GetBuffer().AsSpan(0, (int)content.Length);
        stream.Write(all);
        stream.Write(SHA256.HashData(all));
    }

    /// <summary>True when the model has this field.</summary>
    public bool Has(string name) => _fields.ContainsKey(name);

    /// <summary>The floats of a field.</summary>
    /// <exception cref="InvalidDataException">The model has no such field.</exception>
    public float[] Floats(string name) => MemoryMarshal.Cast<byte, float>(Data(name, 1)).ToArray();

    /// <summary>The 64-bit numbers of a field.</summary>
    /// <exception cref="InvalidDataException">The model has no such field.</exception>
    public ReadOnlySpan<ulong> Longs(string name) => MemoryMarshal.Cast<byte, ulong>(Data(name, 3));

    /// <summary>The signed bytes of a field.</summary>
    /// <exception cref="InvalidDataException">The model has no such field.</exception>
    public ReadOnlySpan<sbyte> SignedBytes(string name) => MemoryMarshal.Cast<byte, sbyte>(Data(name, 2));

    /// <summary>The text of a field.</summary>
    /// <exception cref="InvalidDataException">The model has no such field.</exception>
    public string Words(string name) => Encoding.UTF8.GetString(Data(name, 0));

    /// <summary>A table stored as two fields, NAME and NAME.scale.</summary>
    /// <exception cref="InvalidDataException">The model has no such fields.</exception>
    public EmbeddingTable Table(string name) => new(MemoryMarshal.Cast<byte, sbyte>(Data(name, 2)).ToArray(), Floats(name + ".scale"));

    /// <summary>The same in sixteen bits, for adding up at most <paramref name="terms"/> rows.</summary>
    /// <exception cref="InvalidDataException">The model has no such fields.</exception>
    public SumTable SumTable(string name, int terms) => new(SignedBytes(name), MemoryMarshal.Cast<byte, float>(Data(name + ".scale", 1)), terms);

    /// <summary>Several tables of one width as one, and at which of its rows each of them begins.</summary>
    /// <exception cref="InvalidDataException">The model has no such fields.</exception>
    public EmbeddingTable Table(ReadOnlySpan<string> names, out int[] starts)
    {
        var values = new List<sbyte>();
        var scales = new List<float>();
        starts = new int[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            starts[i] = scales.Count;
            values.AddRange(SignedBytes(names[i]));
            scales.AddRange(Floats(names[i] + ".scale"));
        }

        return new EmbeddingTable([.. values], [.. scales]);
    }

    /// <summary>A matrix stored as NAME.weight (outputs × inputs) and, where it has one, NAME.bias.</summary>
    /// <exception cref="InvalidDataException">The model has no such fields.</exception>
    public Matrix Matrix(string name) =>
        new(MemoryMarshal.Cast<byte, float>(Data(name + ".weight", 1)), Has(name + ".bias") ? Floats(name + ".bias") : [], Shape(name + ".weight")[0]);

    /// <summary>The same in eight bits, for rows of <paramref name="segments"/> segments.</summary>
    /// <exception cref="InvalidDataException">The model has no such fields.</exception>
    public ByteMatrix ByteMatrix(string name, int segments = 1) =>
        new(MemoryMarshal.Cast<byte, float>(Data(name + ".weight", 1)), Has(name + ".bias") ? Floats(name + ".bias") : [], Shape(name + ".weight")[0], segments);

    /// <summary>A normalisation stored as NAME.weight and NAME.bias.</summary>
    /// <exception cref="InvalidDataException">The model has no such fields.</exception>
    public LayerNorm Norm(string name) => new(Floats(name + ".weight"), Floats(name + ".bias"));

    /// <summary>The blocks NAME.0, NAME.1, …; their dilations are in the field NAME.dilations.</summary>
    /// <exception cref="InvalidDataException">The model has no such fields.</exception>
    public GatedConvolution[] Blocks(string name) =>
        [.. Floats(name + ".dilations").Select((dilation, i) => new GatedConvolution(Norm($"{name}.{i}.norm"), ByteMatrix($"{name}.{i}.mix", 3), (int)dilation))];

    /// <summary>All fields as <see cref="Write"/> takes them, in the order of the file.</summary>
    public IEnumerable<(string Name, int[] Shape, Array Data)> Fields()
    {
        foreach ((string name, Field field) in _fields.OrderBy(pair => pair.Value.Start))
        {
            int count = field.Length / Sizes[field.Kind];
            Array data = field.Kind switch
            {
                0 => new byte[count],
                1 => new float[count],
                2 => new sbyte[count],
                _ => new ulong[count],
            };
            Buffer.BlockCopy(_bytes, field.Start, data, 0, field.Length);
            yield return (name, field.Shape, data);
        }
    }

    /// <summary>The dimensions of a field.</summary>
    /// <exception cref="InvalidDataException">The model has no such field.</exception>
    public int[] Shape(string name) => Find(name).Shape;

    /// <summary>By exact type: to the runtime, byte[] and sbyte[] are otherwise the same.</summary>
    private static byte Kind(string name, Array data)
    {
        Type type = data.GetType();
        return type == typeof(byte[]) ? (byte)0
            : type == typeof(float[]) ? (byte)1
            : type == typeof(sbyte[]) ? (byte)2
            : type == typeof(ulong[]) ? (byte)3
            : throw new ArgumentException($"{name}: {type} has no kind", nameof(data));
    }

    private ReadOnlySpan<byte> Data(string name, byte kind)
    {
        Field field = Find(name);
        return field.Kind == kind ? _bytes.AsSpan(field.Start, field.Length) : throw ReaderErrors.WrongKind(Sha256[..12], name, field.Kind, kind);
    }

    private Field Find(string name) => _fields.TryGetValue(name, out Field field)
        ? field
        : throw ReaderErrors.NoField(Sha256[..12], name);

    private static Dictionary<string, Field> Directory(byte[] bytes)
    {
        var fields = new Dictionary<string, Field>(StringComparer.Ordinal);
        int at = 8;
        while (bytes[at] != 0)
        {
            int nameLength = bytes[at];
            string name = Encoding.UTF8.GetString(bytes, at + 1, nameLength);
            at += 1 + nameLength;
            byte kind = bytes[at];
            int[] shape = new int[bytes[at + 1]];
            at += 2;
            long length = Sizes[kind];
            for (int i = 0; i < shape.Length; i++, at += 4)
            {
                shape[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
                length *= shape[i];
            }

            fields[name] = new Field(kind, shape, at, checked((int)length));
            at += (int)length;
        }

        return fields;
    }

    private readonly record struct Field(byte Kind, int[] Shape, int Start, int Length);
}
