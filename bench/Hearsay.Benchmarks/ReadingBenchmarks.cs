// Measured: the stages of reading one article of about 500 words (own text, generated), and the matrix product that carries the network.
// Run:      dotnet run -c Release --project bench/Hearsay.Benchmarks -- --filter '*Reading*'
// Compare ratios within one run only; allocation is exact.
using BenchmarkDotNet.Attributes;
using Hearsay.Claims.Extracting;
using Hearsay.Reading;
using Hearsay.Reading.Network;
using Hearsay.Reading.Quoting;
using Hearsay.Reading.Tokenizing;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Benchmarks;

[MemoryDiagnoser]
public class ReadingBenchmarks
{
    private const int Rows = 512;
    private const int Width = 128;
    private readonly Reader _reader = Reader.Load();
    private readonly ClaimExtractor _extractor = new();
    private readonly Article _article = new("benchmark", new RawText(string.Join("\n\n", Enumerable.Range(1, 12).Select(i =>
        $"The defence ministry of Veldonia said on day {i} that at least {i * 3} vehicles had crossed the border. \"We have seen the numbers,\" Colonel Ilse Marren told reporters. Port Arlen denied the accusation, although it admitted a sale."))));
    private readonly Matrix _matrix = new(new float[Width * 2 * Width * 3], new float[Width * 2], Width * 2);
    private readonly float[] _x = new float[(Rows + 2) * Width];
    private readonly float[] _y = new float[Rows * Width * 2];
    private Document _document = null!;
    private Tokens _tokens = null!;

    [GlobalSetup]
    public void Setup()
    {
        _document = _reader.Read(_article);
        _tokens = _document.Tokens;
    }

    [Benchmark]
    public Tokens Tokenize() => Tokenizer.Tokenize(_article.Text);

    [Benchmark]
    public Sentences Split() => SentenceSplitter.Split(_tokens);

    [Benchmark]
    public Quotations Quote() => QuotationFinder.Find(_tokens, _document.Sentences);

    [Benchmark(Baseline = true)]
    public Document Read() => _reader.Read(_article);

    [Benchmark]
    public int Extract() => _extractor.Extract(_document).Length;

    /// <summary>512 tokens through one convolution: 2 · 512 · 384 · 256 = 100.7 million floating-point operations.</summary>
    [Benchmark]
    public void Convolve() => _matrix.Multiply(_x, Width, 3, Width, Rows, _y);
}
