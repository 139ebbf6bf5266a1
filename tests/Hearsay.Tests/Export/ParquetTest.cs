using Hearsay.Cli.Work;
using Hearsay.Export;
using Parquet;
using Parquet.Schema;

namespace Hearsay.Tests.Export;

/// <summary>The Parquet tables hold what the CSV tables hold. (An independent reader looks at them in tests/interop.)</summary>
public sealed class ParquetTest
{
    [Fact]
    public async Task Tables_are_those_of_csv_with_numbers_as_numbers()
    {
        MemoryStream[] csv = await WriteAsync("csv");
        MemoryStream[] parquet = await WriteAsync("parquet");
        for (int table = 0; table < csv.Length; table++)
        {
            List<string[]> rows = [];
            csv[table].Position = 0;
            var reader = new DelimitedReader(new StreamReader(csv[table]), ',');
            while (await reader.ReadAsync(TestContext.Current.CancellationToken) is { } row)
            {
                rows.Add(row);
            }

            parquet[table].Position = 0;
            await using ParquetReader file = await ParquetReader.CreateAsync(parquet[table], cancellationToken: TestContext.Current.CancellationToken);
            DataField[] fields = file.Schema.GetDataFields();
            Assert.Equal(rows[0], fields.Select(field => field.Name));
            long count = 0;
            for (int group = 0; group < file.RowGroupCount; group++)
            {
                using ParquetRowGroupReader part = file.OpenRowGroupReader(group);
                count += part.RowCount;
            }

            Assert.Equal(rows.Count - 1, count);
        }
    }

    private static async Task<MemoryStream[]> WriteAsync(string format)
    {
        ExportFormat chosen = ExportFormat.All.Single(one => one.Name == format);
        MemoryStream[] to = [.. chosen.Files.Select(_ => new MemoryStream())];
        await using var losses = new LossReport(Stream.Null, format);
        await chosen.WriteAsync(Island.Stream(), to, Island.Settings, losses, TestContext.Current.CancellationToken);
        return to;
    }
}
