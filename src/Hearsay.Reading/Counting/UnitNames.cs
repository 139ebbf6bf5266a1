using System.Collections.Frozen;

namespace Hearsay.Reading.Counting;

/// <summary>Names of units and currencies. Measures are given as the symbol of the SI or of common use, money as ISO 4217 code.</summary>
internal static class UnitNames
{
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Measures = Table("""
        mm millimetre millimetres millimeter millimeters=mm
        cm centimetre centimetres centimeter centimeters=cm
        metre metres meter meters=m
        km kms kilometre kilometres kilometer kilometers=km
        mile miles mi=mi
        nm=nmi
        foot feet ft=ft
        inch inches=in
        yard yards yd=yd
        mg milligram milligrams=mg
        g gram grams=g
        kg kgs kilogram kilograms kilo kilos=kg
        ton tons tonne tonnes=t
        kiloton kilotons kilotonne kilotonnes kt=kt
        megaton megatons=Mt
        lb lbs pound pounds=lb
        ounce ounces oz=oz
        litre litres liter liters=l
        barrel barrels bpd=bbl
        gallon gallons=gal
        acre acres=acre
        hectare hectares ha=ha
        kph=km/h
        mph=mph
        knot knots=kn
        watt watts=W
        kilowatt kilowatts kW=kW
        megawatt megawatts MW=MW
        gigawatt gigawatts GW=GW
        volt volts=V
        hertz Hz=Hz
        kHz=kHz
        MHz=MHz
        GHz=GHz
        kilobyte kilobytes KB=kB
        megabyte megabytes MB=MB
        gigabyte gigabytes GB=GB
        terabyte terabytes TB=TB
        bushel bushels=bu
        """);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Currencies = Table("""
        $ US$ USD dollar dollars=USD
        € EUR euro euros=EUR
        £ GBP sterling=GBP
        ¥ JPY yen=JPY
        CNY RMB yuan renminbi=CNY
        ₽ RUB rouble roubles ruble rubles=RUB
        ₴ UAH hryvnia hryvnias hryvnya=UAH
        ₪ ILS shekel shekels=ILS
        ₹ INR rupee rupees=INR
        ₩ KRW won=KRW
        ₺ TRY lira liras=TRY
        IRR rial rials=IRR
        SAR riyal riyals=SAR
        AED dirham dirhams=AED
        CHF franc francs=CHF
        SEK krona kronor=SEK
        PLN zloty zlotys=PLN
        C$ CAD=CAD
        A$ AUD=AUD
        KZT tenge=KZT
        NGN naira=NGN
        ZAR rand=ZAR
        EGP=EGP
        PKR=PKR
        """);

    /// <summary>A country's adjective before the name of a currency that several have: "Canadian dollars".</summary>
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> National = Table("""
        US American=USD
        Canadian=CAD
        Australian=AUD
        Singapore=SGD
        Taiwan=TWD
        British=GBP
        Egyptian=EGP
        Syrian=SYP
        Lebanese=LBP
        Sudanese=SDG
        Turkish=TRY
        Russian=RUB
        Belarusian=BYN
        Ukrainian=UAH
        Israeli=ILS
        Indian=INR
        Pakistani=PKR
        Iranian=IRR
        Yemeni=YER
        Omani=OMR
        Saudi=SAR
        Qatari=QAR
        Moroccan=MAD
        Swiss=CHF
        Chinese=CNY
        Japanese=JPY
        Korean=KRW
        """);

    /// <summary>Symbol of a measure, or null. Case matters where symbols are told apart by it.</summary>
    public static string? Measure(ReadOnlySpan<char> word) => Measures.TryGetValue(word, out string? unit) ? unit : null;

    /// <summary>Code of a currency by its sign, code or name, or null.</summary>
    public static string? Currency(ReadOnlySpan<char> word) => Currencies.TryGetValue(word, out string? code) ? code : null;

    /// <summary>Code of the currency of a country's adjective, or null.</summary>
    public static string? CurrencyOf(ReadOnlySpan<char> adjective) => National.TryGetValue(adjective, out string? code) ? code : null;

    private static FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Table(string lines)
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] sides = line.Split('=');
            foreach (string word in sides[0].Split(' '))
            {
                table.Add(word, sides[1]);
            }
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
