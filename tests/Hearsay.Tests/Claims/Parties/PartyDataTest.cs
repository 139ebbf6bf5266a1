using Hearsay.Claims.Parties;

namespace Hearsay.Tests.Claims.Parties;

/// <summary>What holds of every line of the shipped party tables.</summary>
public sealed class PartyDataTest
{
    private static readonly PartyRegistry Registry = PartyRegistry.Standard;

    /// <summary>Words before "@" in the last column: docs/parties.md explains them.</summary>
    private static readonly string[] Sources = ["factbook", "codes", "general"];

    public static TheoryData<string> Tables => [.. Directory.EnumerateFiles(Repository.PathOf("src", "Hearsay.Claims", "Parties"), "*.tsv").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_line_has_a_source(string table)
    {
        string[] lines = [.. File.ReadLines(Repository.PathOf("src", "Hearsay.Claims", "Parties", table)).Where(line => line.Length > 0 && line[0] != '#')];
        Assert.NotEmpty(lines);
        Assert.All(lines, line =>
        {
            string source = line.Split('\t')[^1];
            Assert.NotEmpty(source);
            Assert.All(source.Split(' '), part => Assert.Contains(part.Split('@')[0], Sources));
        });
    }

    [Fact]
    public void Facts_are_understood_and_lead_somewhere() => Assert.All(Registry.Parties, party =>
    {
        string cell = Registry.Table.Cell(Row(party), 10).ToString();
        Assert.Equal(cell.Split('|', StringSplitOptions.RemoveEmptyEntries).Length, party.Facts.Length);
        foreach (PartyFact fact in party.Facts)
        {
            if (fact.Key is "part-of" or "member-of" or "seat-in" or "of" or "maker" or "successor")
            {
                Assert.True(Registry.FindId(fact.Value) is not null, $"{party.Id}: {fact.Key}={fact.Value}");
            }
        }
    });

    [Fact]
    public void Every_weapon_has_a_class() =>
        Assert.All(Registry.Parties.Where(party => party.Sort is PartySort.Weapon or PartySort.WeaponFamily), weapon => Assert.NotNull(weapon.Fact("class")));

    [Fact]
    public void Every_office_belongs_to_somebody_has_a_name_and_a_holder()
    {
        HashSet<string> held = [.. Registry.Tenures.Select(tenure => tenure.Office.Id)];
        Assert.All(Registry.Parties.Where(party => party.Sort == PartySort.Office), office =>
        {
            Assert.NotNull(office.Fact("of"));
            Assert.NotNull(office.Fact("role"));
            Assert.Contains(office.Id, held);
        });
    }

    [Fact]
    public void One_office_has_one_holder_at_a_time() => Assert.All(Registry.Tenures.GroupBy(tenure => tenure.Office.Id), office =>
    {
        Tenure[] tenures = [.. office];
        for (int one = 0; one < tenures.Length; one++)
        {
            for (int other = one + 1; other < tenures.Length; other++)
            {
                Assert.False(tenures[one].Period.Overlaps(tenures[other].Period), $"{office.Key}: {tenures[one].Person.Name} {tenures[one].Period} and {tenures[other].Person.Name} {tenures[other].Period}");
            }
        }
    });

    [Fact]
    public void Codes_of_states_are_unique()
    {
        Party[] states = [.. Registry.Parties.Where(party => party is { IsState: true, Period.To: null })];
        foreach (string key in (string[])["iso2", "isonum", "gec"])
        {
            string[] codes = [.. states.Select(state => state.Fact(key)).OfType<string>()];
            Assert.Equal(codes.Length, codes.Distinct(StringComparer.Ordinal).Count());
        }
    }

    /// <summary>Only a name line with dates or context may claim what another living party claims in its own line.</summary>
    [Fact]
    public void No_name_is_claimed_twice_by_the_living_without_dates_or_context()
    {
        var owners = new Dictionary<(NameRealm, string), string>();
        var twice = new List<string>();
        foreach ((string words, NameClaim claim) in Registry.Table.Claims())
        {
            if (claim.Realm is not (NameRealm.Party or NameRealm.Adjective or NameRealm.Weapon or NameRealm.Person) || claim.IsDated || claim.NeedsContext || claim.Use == NameUse.Seat
                || !Registry.Table.PeriodOf(claim.Party).IsOpen)
            {
                continue;
            }

            string id = Registry.Table.Make(claim.Party).Id;
            if (!owners.TryAdd((claim.Realm, words), id) && owners[(claim.Realm, words)] != id)
            {
                twice.Add($"{words}: {owners[(claim.Realm, words)]} and {id}");
            }
        }

        Assert.Empty(twice);
    }

    [Fact]
    public void It_holds_what_it_should()
    {
        int Count(params PartySort[] sorts) => Registry.Parties.Count(party => sorts.Contains(party.Sort));
        Assert.True(Count(PartySort.Weapon, PartySort.WeaponFamily) >= 400);
        Assert.True(Count(PartySort.ArmedGroup) >= 80);
        Assert.True(Count(PartySort.Company) >= 100);
        Assert.True(Count(PartySort.Agency, PartySort.Outlet) >= 250);
        Assert.True(Count(PartySort.Forces) >= 150);
        Assert.True(Registry.Tenures.Length >= 1200);
    }

    private static int Row(Party party) => Registry.Table.RowOf(Registry.Table.Find(party.Id));
}
