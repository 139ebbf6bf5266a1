namespace Hearsay.Reading.English;

/// <summary>What a token can be in an expression of time or quantity. The comment says what the value of the term is.</summary>
internal enum TermKind : byte
{
    /// <summary>Any other word.</summary>
    Other,

    /// <summary>"seven", "forty". Its number.</summary>
    Cardinal,

    /// <summary>"hundred".</summary>
    Hundred,

    /// <summary>"thousand", "crore". Its power of ten.</summary>
    Scale,

    /// <summary>"dozen", "score". How many.</summary>
    Dozen,

    /// <summary>"third". Its number.</summary>
    Ordinal,

    /// <summary>"half", "halves".</summary>
    Half,

    /// <summary>"thirds", "fifth" in the plural. The divisor.</summary>
    FractionNoun,

    /// <summary>Digits only: "1998". The number, or −1 when it is too long.</summary>
    Digits,

    /// <summary>Digits with marks: "1,700", "3.5". Read on demand.</summary>
    Decimal,

    /// <summary>"11th". Its number.</summary>
    OrdinalDigits,

    /// <summary>"1990s", "'90s". First year of the decade, or its two digits.</summary>
    Decade,

    /// <summary>"nineties". Its two digits.</summary>
    DecadeWord,

    /// <summary>"5:30". Seconds since midnight.</summary>
    Clock,

    /// <summary>"2022-11-05". Read on demand.</summary>
    IsoDate,

    /// <summary>"9/11/2001". Read on demand.</summary>
    SlashDate,

    /// <summary>"1957/58". The first year.</summary>
    YearSlash,

    /// <summary>"March". 1–12.</summary>
    Month,

    /// <summary>"Monday". ISO number 1–7.</summary>
    Weekday,

    /// <summary>"days". <see cref="TimeUnit"/>, plus 64 in the plural.</summary>
    Unit,

    /// <summary>"autumn". 1 spring, 2 summer, 3 autumn, 4 winter.</summary>
    Season,

    /// <summary>"evening". See <see cref="Dating.DayPart"/>.</summary>
    DayPart,

    /// <summary>"yesterday". Days from today.</summary>
    Today,

    /// <summary>"tonight".</summary>
    Tonight,

    /// <summary>"now", "currently".</summary>
    Now,

    /// <summary>"former", "recently".</summary>
    PastWord,

    /// <summary>"future".</summary>
    FutureWord,

    /// <summary>"next", "coming".</summary>
    Next,

    /// <summary>"last".</summary>
    Last,

    /// <summary>"past".</summary>
    Past,

    /// <summary>"this".</summary>
    This,

    /// <summary>"that", "same".</summary>
    That,

    /// <summary>"following".</summary>
    Following,

    /// <summary>"previous", "preceding".</summary>
    Previous,

    /// <summary>"ago".</summary>
    Ago,

    /// <summary>"later", "afterwards".</summary>
    Later,

    /// <summary>"earlier", "previously".</summary>
    Earlier,

    /// <summary>"after".</summary>
    After,

    /// <summary>"before".</summary>
    Before,

    /// <summary>"early".</summary>
    Early,

    /// <summary>"late".</summary>
    Late,

    /// <summary>"mid".</summary>
    Mid,

    /// <summary>"beginning".</summary>
    Start,

    /// <summary>"middle".</summary>
    Middle,

    /// <summary>"end".</summary>
    End,

    /// <summary>"every", "each".</summary>
    Every,

    /// <summary>"per".</summary>
    Per,

    /// <summary>"daily". <see cref="TimeUnit"/>.</summary>
    Periodic,

    /// <summary>"once", "twice". How often.</summary>
    HowOften,

    /// <summary>"few", "several", "many".</summary>
    Vague,

    /// <summary>"about", "roughly".</summary>
    About,

    /// <summary>"over", "more" (than).</summary>
    More,

    /// <summary>"under", "less" (than), "nearly".</summary>
    Less,

    /// <summary>"of".</summary>
    Of,

    /// <summary>"the".</summary>
    The,

    /// <summary>"a", "an".</summary>
    A,

    /// <summary>"and", "or", "to".</summary>
    Joint,

    /// <summary>Preposition that a date may follow: "in", "since".</summary>
    Preposition,

    /// <summary>A dash or hyphen.</summary>
    Dash,

    /// <summary>","</summary>
    Comma,

    /// <summary>BC 0, AD 1.</summary>
    Era,

    /// <summary>a.m. 0, p.m. 12.</summary>
    Meridiem,

    /// <summary>"GMT". Minutes east of Greenwich.</summary>
    Zone,

    /// <summary>"'s".</summary>
    Possessive,

    /// <summary>A sign of a currency, "$".</summary>
    Money,

    /// <summary>"fiscal", "financial".</summary>
    Fiscal,
}
