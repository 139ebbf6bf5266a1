using Hearsay.Ingest;
using Hearsay.Ingest.Language;

namespace Hearsay.Tests.Ingest;

public sealed class LanguageTests
{
    private const string English = "The minister said on Monday that the ships had left the port before the talks began, and that no one had been told about it by the officials who were there.";

    [Theory]
    [InlineData("en", English)]
    [InlineData("en", "Drones delivered")]
    [InlineData("en", "No.")]
    [InlineData("en", "Supplier Recipient Weapon Number Iran Russia Shahed Iran Venezuela Mohajer Turkey Ukraine Bayraktar China Serbia FK France Egypt Rafale Germany Israel Dolphin Korea Poland")]
    [InlineData("es", "El ministro dijo el lunes que los barcos habían salido del puerto antes de que comenzaran las conversaciones y que nadie había sido informado por los funcionarios que estaban allí.")]
    [InlineData("fr", "Le ministre a déclaré lundi que les navires avaient quitté le port avant le début des pourparlers et que personne n'en avait été informé par les responsables qui se trouvaient sur place.")]
    [InlineData("de", "Der Minister sagte am Montag, dass die Schiffe den Hafen vor dem Beginn der Gespräche verlassen haben und dass niemand von den Beamten, die dort waren, darüber informiert worden ist.")]
    [InlineData("it", "Il ministro ha detto lunedì che le navi avevano lasciato il porto prima dell'inizio dei colloqui e che nessuno era stato informato dai funzionari che si trovavano sul posto.")]
    [InlineData("pt", "O ministro disse na segunda-feira que os navios tinham deixado o porto antes do início das conversações e que ninguém foi informado pelos funcionários que estavam no local.")]
    [InlineData("nl", "De minister zei maandag dat de schepen de haven hadden verlaten voor het begin van de gesprekken en dat niemand door de ambtenaren die er waren op de hoogte is gebracht.")]
    [InlineData("pl", "Minister powiedział w poniedziałek, że statki opuściły port przed rozpoczęciem rozmów i że nikt nie został o tym poinformowany przez urzędników, którzy byli na miejscu.")]
    [InlineData("tr", "Bakan pazartesi günü gemilerin görüşmeler başlamadan önce limandan ayrıldığını ve orada bulunan yetkililer tarafından hiç kimseye bu konuda bir bilgi verilmediğini söyledi, ancak daha sonra bunu yalanladı.")]
    [InlineData("id", "Menteri mengatakan pada hari Senin bahwa kapal-kapal itu telah meninggalkan pelabuhan sebelum pembicaraan dimulai dan tidak ada yang diberi tahu oleh para pejabat yang ada di sana.")]
    [InlineData("ru", "Министр заявил в понедельник, что корабли вышли из порта до начала переговоров и что об этом никто не был извещён.")]
    [InlineData("uk", "Міністр заявив у понеділок, що кораблі вийшли з порту до початку переговорів і що про це нікого не повідомили.")]
    [InlineData("ar", "قال الوزير يوم الاثنين إن السفن غادرت الميناء قبل بدء المحادثات ولم يتم إبلاغ أحد بذلك.")]
    [InlineData("fa", "وزیر روز دوشنبه گفت که کشتی‌ها پیش از آغاز گفتگوها بندر را ترک کرده‌اند و به هیچ کس چیزی گفته نشده است.")]
    [InlineData("he", "השר אמר ביום שני כי הספינות עזבו את הנמל לפני תחילת השיחות.")]
    [InlineData("zh", "部长星期一说，船只在会谈开始前已经离开港口，没有人被告知。")]
    [InlineData("ja", "大臣は月曜日、船は会談が始まる前に港を出たと述べた。")]
    [InlineData("ko", "장관은 월요일 회담이 시작되기 전에 배들이 항구를 떠났다고 말했다.")]
    [InlineData("th", "รัฐมนตรีกล่าวเมื่อวันจันทร์ว่าเรือได้ออกจากท่าเรือก่อนการเจรจาจะเริ่มขึ้น")]
    [InlineData("el", "Ο υπουργός δήλωσε τη Δευτέρα ότι τα πλοία είχαν φύγει από το λιμάνι.")]
    [InlineData("am", "ሚኒስትሩ ሰኞ ዕለት መርከቦቹ ከወደቡ መውጣታቸውን ተናግረዋል።")]
    [InlineData("und", "123 — 456 !!!")]
    public void The_language_is_told(string code, string text) => Assert.Equal(code, LanguageDetector.Detect(text).Code);

    [Fact]
    public void English_is_told_in_any_case_and_without_stops()
    {
        Assert.Equal("en", LanguageDetector.Detect(English.ToUpperInvariant()).Code);
        Assert.Equal("en", LanguageDetector.Detect(English.ToLowerInvariant()).Code);
        Assert.Equal("en", LanguageDetector.Detect(English.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal)).Code);
    }

    [Theory]
    [InlineData("Le président iranien a rejeté les accusations de Washington.")]
    [InlineData("Macron a déclaré que la France ne livrerait pas d’armes.")]
    [InlineData("Le ministre des Affaires étrangères dément toute livraison de drones à la Russie.")]
    [InlineData("Der Minister sagte am Montag, dass die Schiffe den Hafen verlassen haben und niemand informiert worden ist.")]
    [InlineData("Das Ministerium wies die Vorwürfe zurück und nannte sie haltlos.")]
    [InlineData("Die Regierung hat den Bericht zurückgewiesen und will nicht weiter verhandeln.")]
    [InlineData("El ministro negó que los barcos salieran del puerto.")]
    [InlineData("Il ministro ha negato che le navi fossero partite.")]
    [InlineData("Minister ontkent dat de schepen uit de haven zijn vertrokken.")]
    [InlineData("Irans utrikesminister förnekade att drönare hade skickats till Ryssland.")]
    public async Task A_foreign_text_too_short_to_be_named_is_not_taken_for_English(string text)
    {
        Ingested item = await IngestedBytes.One(text);
        Assert.Equal((text, "und"), (item.Text(), item.Article!.Language));
        Assert.Equal([IngestDefects.LanguageUnknown], item.Codes());
    }

    [Theory]
    [InlineData("Ursula von der Leyen visits Kyiv")]
    [InlineData("Peru and de Gaulle met de Klerk")]
    [InlineData("Der Spiegel reports von der Leyen denies deal")]
    [InlineData("Médecins sans Frontières denies claims")]
    [InlineData("Alternative für Deutschland wins in Thuringia")]
    [InlineData("Nicolás Maduro and José Luis Rodríguez Zapatero met in Bogotá, officials said.")]
    [InlineData("President Luiz Inácio Lula da Silva of Brazil met Gabriel Boric in São Paulo.")]
    [InlineData("Café owner denies naïve résumé")]
    [InlineData("Three men held under terror law")]
    [InlineData("Man dies in war")]
    public void A_short_English_text_with_foreign_names_stays_English(string text) => Assert.Equal("en", LanguageDetector.Detect(text).Code);

    [Fact]
    public async Task An_english_text_with_a_long_arabic_quotation_stays_english()
    {
        Ingested item = await IngestedBytes.One("The ministry’s spokesman said of it on Monday: «قال المتحدث باسم الوزارة إن التقارير كاذبة ولا أساس لها من الصحة وإن الوزارة سترد عليها في الوقت المناسب». He denied the report, the agency said.");
        Assert.Equal("en", item.Article!.Language);
        Assert.Equal([IngestDefects.MixedScripts], item.Codes());
        Assert.Contains("Arabic", item.Defects[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_text_is_kept_and_marked()
    {
        const string text = "Le ministre a déclaré lundi que les navires avaient quitté le port avant le début des pourparlers et que personne n'en avait été informé par les responsables.";
        Ingested item = await IngestedBytes.One(text);
        Assert.Equal((text, "fr"), (item.Text(), item.Article!.Language));
        Assert.Equal([IngestDefects.NotEnglish], item.Codes());
    }
}
