using System.Collections.Frozen;

namespace Hearsay.Ingest.Language;

/// <summary>The commonest small words of languages written in Latin script, in lower case. They make up a fifth to a half of any running text, whatever it is about.</summary>
internal static class FunctionWords
{
    private static readonly (string Code, string Words)[] Table =
    [
        ("en", "the of and to in a is that for it as was with be by on not he this are or his from at which but have an had they you were their one all we can her has there been if more when will would who so no said its after about over against into than what also other our she i my do did"),
        ("es", "de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde fue ha toda toda todo persona derecho"),
        ("fr", "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la ou avec son aux cette mais comme ont été sa être leur d'un qu'il l'homme toute tout elle nous vous"),
        ("de", "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein jeder"),
        ("it", "di e il la che in un a per è una sono del con non si le da come dei nel alla più delle gli ha al anche della lo dal ma i o su se questo essere dalla ogni individuo degli hanno nella"),
        ("pt", "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso toda todo pessoa direito são"),
        ("nl", "de het een en van in is dat op te met voor zijn niet aan er om ook als dan maar bij uit door naar over worden werd heeft hij ze wordt deze tot nog wel of onze haar recht ieder tegen"),
        ("sv", "och att i en det som på är av för den med till inte om ett han men var har de sig från så kan när år under också efter eller nu sin där vid mot skall ska varje rätt"),
        ("da", "og i at det en den til er som på de med han af for ikke der var mig sig men et har om vi min havde ham hun nu over da fra du ud sin dem os op man hans hvor eller hvad skal selv her alle vil blev kunne ind når enhver ret"),
        ("no", "og i det på som er en til å han av for at med var de ikke den har jeg om et men så seg hun hadde fra vi du kan da ble ut skal vil ham etter over ved også bare eller sa nå dette noe enhver rett"),
        ("fi", "ja on ei että se hän oli ovat mutta kuin myös tai joka niin jos sen ole kun mitä vain hänen voi sekä olla ovat tämä jokaisella oikeus kaikki mukaan"),
        ("pl", "i w na z do nie się to jest że o jak za po co ale od przez tak dla lub są być oraz który która które jego czy tym już może ma przy każdy człowiek prawo ze"),
        ("cs", "a v se na je že s z o do i to jako za po pro k ve by ale jeho jsou který která které nebo být má od při podle každý právo není byl také až aby"),
        ("sk", "a v sa na je že s z o do i to ako za po pre k vo by ale jeho sú ktorý ktorá ktoré alebo byť má od pri podľa každý právo nie bol aj až aby"),
        ("hu", "a az és hogy nem is egy ez meg volt van csak de ha már mint még el minden vagy azt lehet joga személynek való azonban szerint fel amely"),
        ("ro", "de și în a la cu că pe nu din o un este pentru care mai se al sau ca au prin ale lui fi cel dar are sunt fost după orice persoană dreptul ei"),
        ("tr", "ve bir bu da de için ile olarak her çok daha olan gibi en ne kadar sonra ancak ya veya hakkı ki değil olduğunu haiz şahıs var yok ise herkes onun"),
        ("id", "yang dan di dengan untuk dari dalam ini itu pada tidak adalah atau akan oleh ke juga telah sebagai orang ada bahwa mereka kepada dapat karena hak setiap serta"),
        ("vi", "và của các là có được cho trong một người những không với này quyền mọi đã về để khi tại đều hay hoặc do ra theo"),
        ("tl", "ang ng sa mga na at ay ni si para ito may hindi kung o siya nang kanyang bawat tao isang karapatan"),
        ("sw", "na ya wa kwa ni za katika la kuwa au kila mtu haki hii yake cha si pia lakini kama hiyo ambayo"),
        ("so", "iyo oo ka ku ee waa in ay u la uu leh ama si qof kasta waxa lagu aan soo ah isku xaq"),
        ("ha", "da na a ta ya ba ko wannan kuma domin don shi su duk cikin kowa yana wani"),
        ("hr", "i u je na se da za su od s o kao koji koja koje ne iz bi ali što to svaka svatko ima pravo ili biti kako po sa nije te"),
        ("sl", "in v je na se da za so z o kot ki ne iz bi ali pri vsakdo ima pravico biti po tudi pa do njegove"),
        ("sq", "të e në i dhe për me një që nga është si ka se do më nuk kjo ose çdo njeri drejtë drejta tij janë"),
        ("lt", "ir į kad yra su iš bei arba kiekvienas turi teisę ne jo nuo už dėl apie kaip būti per prie tai"),
        ("lv", "un ir ar no uz par ka kas vai ikvienam tiesības ne to viņa pie kā pēc būt tiek"),
        ("et", "ja on ei et ta kui ka oma või see mis oli igal inimesel õigus selle tema kes nii aga ning"),
        ("ca", "de la i el que a en les per del un els amb no una és se al més com o són seu tota persona té dret ha aquest dels"),
        ("eu", "eta da ez du bat izan dira ere edo egin zen dute duen bere gizabanako orok eskubidea den baina"),
        ("af", "die van en in is het dat nie te vir op met 'n sy aan deur as om word wat hy maar ook sal reg elkeen of"),
        ("cy", "y yr yn i a o ar mae ei eu bod gan wedi am fod hawl bawb pob neu nid"),
        ("ga", "an agus na ar a i is go le do bhí sé ní tá chun nó de aon gach ceart duine ag"),
        ("ku", "û di de ku ji bo li ye bi jî her kes maf xwe ne an e na ew"),
        ("az", "və bir bu ilə üçün hər da də ki olan onun hüququ şəxsin malikdir edir olunmuş"),
        ("uz", "va bir bu bilan uchun har ham yoki inson huquqiga ega bo'lgan emas o'z"),
    ];

    /// <summary>Language codes; the bit of a language in <see cref="ByWord"/> is its index. "en" is 0.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Table.Select(language => language.Code)];

    /// <summary>For each word, the set of languages that use it, as bits.</summary>
    public static FrozenDictionary<string, ulong> ByWord { get; } = Build();

    /// <summary>Small words of other languages that are English words as well, and loan words that keep their accents: in a text of few words they tell nothing.</summary>
    public static FrozenSet<string> AlsoEnglish { get; } =
        "al ale am attaché au bare bat bin bod café cafés care cha cliché co com come communiqué con dal dan die din don door em en es et eu façade fi fiancé fiancée fra gan go ha ham han hat hay hindi hun ka ki ma mai man mas may me men met min mint mis mit mot na naïve ne neu non nu om op os pa par para pas per persona pie plus po pre pro protégé ra ret résumé sal sau se see sen si sin ska son sur sus ta tai tao te till tot un under va vain var ve vi vid volt wa war wel word yang ye zen émigré"
            .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Small words that names begin with or hold, before a word with a capital: de Gaulle, von der Leyen.</summary>
    public static FrozenSet<string> NameParticles { get; } = "da das de del den der di dos du el la las le los van von".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, ulong> Build()
    {
        var byWord = new Dictionary<string, ulong>(StringComparer.Ordinal);
        for (int language = 0; language < Table.Length; language++)
        {
            foreach (string word in Table[language].Words.Split(' '))
            {
                byWord[word] = byWord.GetValueOrDefault(word) | (1UL << language);
            }
        }

        return byWord.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
