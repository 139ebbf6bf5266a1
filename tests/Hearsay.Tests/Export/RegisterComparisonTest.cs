using System.Text;
using Hearsay.Export.Registers;

namespace Hearsay.Tests.Export;

/// <summary>Registers of others are read as they come, and compared cell by cell.</summary>
public sealed class RegisterComparisonTest
{
    private const string Header = "Recipient,Supplier,Year of order,,Number ordered,,Weapon designation,Weapon description,Number delivered,,Year(s) of delivery,status,Comments\n";

    [Theory]
    [InlineData("2025", null, "2025")]
    [InlineData("(2025)", null, "2025?")]
    [InlineData("2025", "?", "2025?")]
    [InlineData("2025?", "", "2025?")]
    [InlineData(". .", null, "")]
    [InlineData("", "?", "")]
    public void A_cell_is_read_with_its_doubt(string cell, string? mark, string expected) => Assert.Equal(expected, RegisterCell.Read(cell, mark).ToString());

    [Fact]
    public async Task Titles_are_passed_over_and_the_header_is_found_by_its_names()
    {
        (IReadOnlyList<RegisterEntry> entries, IReadOnlyList<int> passed) = await ReadAsync("Transfers of arms\nMade up for a test, \"with a comma\"\n\n" + Header + "Sundia,Oruvia,(2020),,12,?,Lamp-3,lamp,. .,,2021; 2022,New,\n,Oruvia,,,,,Lamp-3,,,,,,\n\n");
        RegisterEntry entry = Assert.Single(entries);
        Assert.Equal((5, "Sundia", "2020?", "12?", "", "2021; 2022"), (entry.Line, entry.Recipient, entry.Ordered.ToString(), entry.NumberOrdered.ToString(), entry.NumberDelivered.ToString(), entry.Delivered.ToString()));
        Assert.Equal([6], passed);
    }

    [Fact]
    public async Task A_file_that_is_no_UTF8_is_Latin1()
    {
        byte[] bytes = Encoding.Latin1.GetBytes("Recipient;Supplier;Weapon designation\nCôte d'Ivoire;Türkiye;Fährboot\n");
        RegisterEntry entry = Assert.Single((await RegisterTable.ReadAsync(bytes, TestContext.Current.CancellationToken)).Entries);
        Assert.Equal(("Côte d'Ivoire", "Türkiye", "Fährboot"), (entry.Recipient, entry.Supplier, entry.Designation));
    }

    [Fact]
    public async Task What_is_no_register_is_refused() => await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync("a,b\n1,2\n"));

    [Fact]
    public async Task Rows_of_one_side_and_cells_that_differ_are_found()
    {
        IReadOnlyList<RegisterEntry> theirs = (await ReadAsync(Header + "Russian Federation,Iran,2021,,10,,Shahed-136,drone,10,,2022,,\nSundia,Oruvia,2020,,4,,Lamp 3,lamp,,,,,\nSundia,Oruvia,2023,,8,,Lamp 3,lamp,,,,,\nElsewhere,Oruvia,,,,,Rope,,,,,,\n")).Entries;
        IReadOnlyList<RegisterEntry> ours = (await ReadAsync(Header + "Russia,Iran,2021,?,10,,Shahed-136,drone,20,?,2022; 2023,,\nSundia,Oruvia,2023,,8,,lamp-3,lamp,,,,,\nSundia,Elsewhere,,,1,,Rope,,,,,,\n")).Entries;
        string[] found = [.. RegisterComparison.Find(theirs, ours.Select(entry => ("main", entry))).Select(one => $"{one.Kind} {one.Recipient} {one.Supplier} {one.Designation} {one.Column}: {one.Theirs} / {one.Ours}")];
        string[] expected =
        [
            "differs Russian Federation Iran Shahed-136 Number delivered: 10 / 20?",
            "differs Russian Federation Iran Shahed-136 Year of order: 2021 / 2021?",
            "differs Russian Federation Iran Shahed-136 Year(s) of delivery: 2022 / 2022; 2023",
            "only-here Sundia Elsewhere Rope :  / 1 ordered",
            "only-there Elsewhere Oruvia Rope :  / ",
            "only-there Sundia Oruvia Lamp 3 : ordered 2020, 4 ordered / ",
        ];
        Assert.Equal(expected, found.Order(StringComparer.Ordinal));
        Assert.Empty(RegisterComparison.Find(theirs, theirs.Select(entry => ("main", entry))));
    }

    private static Task<(IReadOnlyList<RegisterEntry> Entries, IReadOnlyList<int> PassedOver)> ReadAsync(string text) => RegisterTable.ReadAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
}
