using System.Collections.Frozen;
using System.Collections.Immutable;
using Hearsay.Reading.Network;

namespace Hearsay.Reading.Resolving;

/// <summary>
/// Words by the sort of thing they stand for, and states with their adjectives and capitals. Words are looked up in their normal form (<see cref="WordForm"/>),
/// lemma or as written. The list of states holds one per line: names, then after "/" adjectives and nouns, then after "/" the capital; the name used first comes first;
/// "_" stands for a space, and only the last word of a name of several words is looked up, with the words before it.
/// </summary>
internal static class NounLexicon
{
    private static readonly ImmutableArray<(NounClass Class, string Words)> Classes =
    [
        (NounClass.Person, """
            person man woman boy girl child baby kid adult teenager youth elder people human individual citizen resident inhabitant villager farmer worker labourer laborer employee staffer official officer minister premier president
            chancellor secretary undersecretary ambassador envoy diplomat attaché consul governor mayor senator congressman congresswoman representative lawmaker legislator parliamentarian deputy delegate councillor councilor politician statesman
            leader chief head boss chairman chairwoman chairperson chair director manager executive founder co-founder owner president-elect successor predecessor candidate nominee opponent rival ally friend neighbour neighbor
            spokesman spokeswoman spokesperson adviser advisor aide assistant analyst expert researcher scientist professor teacher student pupil scholar academic historian economist engineer doctor physician nurse surgeon lawyer attorney
            prosecutor judge justice magistrate juror witness victim suspect defendant plaintiff accused convict prisoner inmate detainee hostage captive survivor refugee migrant immigrant exile asylum-seeker protester protestor demonstrator
            activist campaigner dissident rebel insurgent militant fighter guerrilla gunman sniper bomber terrorist extremist jihadist separatist mercenary soldier trooper conscript recruit reservist veteran general colonel major captain lieutenant sergeant corporal private
            admiral commander commodore marshal brigadier sailor pilot airman marine paratrooper policeman policewoman constable detective inspector agent spy trafficker smuggler dealer broker trader merchant buyer seller supplier
            contractor importer exporter middleman financier banker investor businessman businesswoman entrepreneur industrialist oligarch magnate tycoon billionaire millionaire journalist reporter correspondent editor writer author blogger
            columnist broadcaster anchor photographer cameraman poet novelist playwright artist painter sculptor musician singer composer actor actress director producer dancer athlete player coach footballer swimmer champion winner
            priest bishop archbishop cardinal pope imam cleric mullah ayatollah rabbi monk nun pastor preacher prophet saint king queen prince princess emperor empress monarch ruler sultan emir sheikh duke duchess lord lady
            father mother parent son daughter brother sister sibling uncle aunt cousin nephew niece grandfather grandmother grandson granddaughter husband wife spouse widow widower fiancé fiancée boyfriend girlfriend partner
            mentor colleague comrade member participant volunteer organizer organiser observer monitor inspector negotiator mediator guest host visitor tourist traveller traveler passenger driver customer client patient user reader viewer listener
            speaker voter taxpayer consumer native foreigner stranger outsider insider whistleblower informant source hacker thief criminal murderer killer assassin guard bodyguard watchman translator interpreter
            inventor explorer philosopher mathematician physicist chemist biologist astronomer geologist psychologist psychiatrist sociologist linguist librarian curator architect designer programmer developer technician mechanic
            carpenter mason miner fisherman hunter shepherd peasant servant slave maid cook chef waiter barber tailor secretary-general vice-president gentleman lad guy fellow bloke folk crowd grandma grandpa mom mum dad mama papa
            """),
        (NounClass.Person | NounClass.Masculine, """
            man boy father son brother uncle nephew grandfather grandson husband widower boyfriend king prince emperor sultan emir sheikh duke lord gentleman lad guy businessman policeman spokesman chairman congressman cameraman statesman
            fisherman gunman airman watchman bloke grandpa dad papa priest bishop archbishop cardinal pope imam monk stepfather stepson godfather landlord waiter actor fiancé mullah ayatollah rabbi patriarch
            """),
        (NounClass.Person | NounClass.Feminine, """
            woman girl mother daughter sister aunt niece grandmother granddaughter wife widow girlfriend queen princess empress duchess lady nun businesswoman policewoman spokeswoman chairwoman congresswoman actress maid grandma mom mum mama
            stepmother stepdaughter godmother landlady waitress fiancée heroine hostess
            """),
        (NounClass.Title | NounClass.Person | NounClass.Masculine, "mr mr. sir lord messrs father king prince emperor pope imam sheikh emir sultan ayatollah señor monsieur herr baron duke"),
        (NounClass.Title | NounClass.Person | NounClass.Feminine, "mrs mrs. ms ms. miss madam madame dame lady queen princess duchess empress baroness"),
        (NounClass.Title | NounClass.Person, """
            dr dr. prof prof. professor president premier chancellor senator sen sen. rep rep. representative congressman governor gov gov. mayor ambassador amb minister secretary general gen gen. colonel col col. major maj maj. captain capt capt.
            lieutenant lt lt. sergeant sgt sgt. corporal private admiral adm adm. commander cmdr marshal brigadier judge justice chief chairman rev rev. reverend bishop archbishop cardinal rabbi saint st. director commissioner inspector detective officer
            envoy spokesman spokeswoman spokesperson
            """),
        (NounClass.Group, """
            government administration cabinet ministry department agency bureau office authority commission committee council board panel parliament congress senate house assembly legislature court tribunal judiciary
            army navy military force forces troops militia brigade battalion division regiment unit squad police guard corps command garrison fleet coalition alliance bloc union league organization organisation group movement party faction wing front
            company firm corporation manufacturer maker producer consortium conglomerate subsidiary bank fund foundation charity institute institution university college school academy hospital church mosque newspaper magazine daily weekly outlet network
            channel station broadcaster agency publisher publication team club band crew gang cartel mafia syndicate network delegation mission embassy consulate regime junta monarchy leadership opposition presidency kremlin pentagon
            mission task-force taskforce staff jury public electorate majority minority community society association federation confederation secretariat directorate inspectorate intelligence service airline railway shipyard arsenal plant brand
            family tribe clan audience population press media watchdog think-tank ngo startup venture enterprise business industry
            """),
        (NounClass.Place, """
            country nation state republic kingdom empire territory province region district county city town village capital island islands peninsula coast shore port harbour harbor bay gulf sea ocean lake river strait canal mountain valley desert
            border frontier area zone site location place spot base airport airbase airfield station building palace headquarters embassy camp prison facility factory plant warehouse depot bridge road street square park museum hotel restaurant
            house home apartment room kitchen hall church mosque temple cathedral castle tower stadium theater theatre school hospital university neighborhood neighbourhood suburb continent homeland enclave exclave mainland land world planet earth
            beach forest garden farm field ranch mine quarry cemetery market shop store library
            """),
        (NounClass.StateNoun | NounClass.Place, "country nation state republic kingdom empire federation homeland sultanate emirate monarchy"),
        (NounClass.Time, """
            second minute hour day night morning afternoon evening noon midnight week weekend fortnight month year decade century millennium season spring summer autumn winter time moment period era age past future today tomorrow yesterday tonight
            monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december eve anniversary date
            """),
        (NounClass.Many, "police people cattle troops forces folk staff crew public media press majority minority family team couple pair"),
        (NounClass.Measure, """
            number lot lots plenty majority minority half third quarter most some all none part portion share percent per_cent dozen dozens hundred hundreds thousand thousands million millions billion billions ton tons tonne tonnes kilogram kilograms
            couple pair series range variety kind sort type bit piece amount set group handful majority rest remainder bulk
            """),
        (NounClass.Event, """
            attack strike raid assault offensive invasion incursion bombing bombardment shelling explosion blast shooting war battle conflict fighting clash clashes siege ceasefire truce talk talks negotiation negotiations meeting summit conference
            visit trip election vote referendum coup protest demonstration rally riot uprising revolution sale sales purchase shipment delivery transfer deal trade exercise drill test launch crash accident incident disaster earthquake flood fire
            storm hurricane trial hearing investigation inquiry probe arrest trial death killing murder massacre birth wedding funeral ceremony festival game match tournament race
            """),
        (NounClass.Shell, """
            issue matter problem question situation case fact idea thing move step decision claim accusation allegation charge report statement announcement comment remark warning threat promise plan proposal measure action effort attempt
            development result effect outcome change process approach position view view opinion argument point reason event incident effort practice trend phenomenon concept notion
            """),
        (NounClass.Saying, """
            say tell ask add reply answer note state claim deny admit accuse announce declare insist argue warn explain report write suggest stress confirm acknowledge allege maintain assert charge contend recall remark observe
            comment conclude believe think agree repeat respond tweet post shout whisper cry exclaim continue describe call urge demand promise pledge vow threaten quip joke read remember wonder
            """),
        (NounClass.Form, "inc inc. ltd ltd. corp corp. co co. plc llc gmbh ag sa jr jr. sr sr."),
        (NounClass.Given | NounClass.Masculine, """
            john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric
            jonathan stephen larry justin scott brandon benjamin samuel gregory alexander frank patrick raymond jack dennis jerry tyler aaron jose adam nathan henry zachary douglas peter kyle noah ethan jeremy walter christian keith roger terry austin
            sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan albert willie alan eugene russell vincent philip bobby johnny bradley juan carlos luis miguel pedro jorge antonio francisco manuel fernando pablo
            vladimir sergei sergey dmitry dmitri ivan mikhail alexei aleksei nikolai boris igor oleg yuri viktor andrei konstantin pavel anatoly gennady leonid volodymyr oleksandr petro mykola bashar hassan ali hussein mohammed muhammad mohamed ahmed
            ahmad mahmoud mahmud mustafa ibrahim khalid omar osama saddam muammar hosni abdel abdul abdullah salman faisal yusuf youssef tariq karim jamal amir reza javad hashemi mohsen qassem qasem ismail hamid recep tayyip kemal mehmet erdal emmanuel
            jacques françois jean pierre nicolas louis henri claude michel alain hans karl heinz wolfgang jürgen friedrich olaf gerhard helmut dieter klaus otto giuseppe giovanni silvio mario luigi matteo jens lars sven erik nils bjorn benjamin bibi
            ehud ariel yitzhak shimon avigdor moshe narendra rahul rajiv manmohan imran nawaz asif pervez xi jinping kim jong li wang deng hu shinzo taro junichiro joko barack joe bill mitch ted tom jim mike bob dick dan steve tim ben sam ron rick greg
            nelson jacob cyril robert paul yoweri kofi boutros ban antónio antonio jens anders winston boris tony gordon theresa keir neil ian simon nigel oliver harry graham stuart alistair colin duncan ernest felix fritz gustav hugo isaac leo leon lewis
            martin max neville norman oscar ralph ray rudolf stanley victor wilhelm daniel
            """),
        (NounClass.Given | NounClass.Feminine, """
            mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna michelle carol amanda melissa deborah stephanie dorothy rebecca sharon laura cynthia amy kathleen angela
            shirley brenda emma anna pamela nicole samantha katherine christine helen debra rachel carolyn janet maria catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn judith andrea hannah megan cheryl
            jacqueline martha madison teresa gloria sara janice ann kathryn abigail sophia frances jean alice judy isabella julia grace amber denise danielle marilyn beverly charlotte natalie theresa diana brittany doris kayla alexis lori marie hillary
            condoleezza madeleine nikki kamala nancy elena olga natalia tatiana irina svetlana ekaterina yulia marina ludmila oksana fatima aisha maryam zainab layla leila noor yasmin ursula annalena angela brigitte martine ségolène giorgia federica
            sanna mette erna jacinda aung suu benazir indira sonia park tsai ingrid astrid greta karin birgit petra heidi claudia monika sabine eva ilse marta lucia carmen rosa juana isabel ana sofia lydia clara jane ellen ella edith florence harriet
            irene ivy josephine louise lucy mabel maud mildred nora phoebe sylvia vera zoe zaha ada
            """),
    ];

    private static readonly ImmutableArray<string> States =
    [
        "afghanistan/afghan/kabul", "albania/albanian/tirana", "algeria/algerian/algiers", "angola/angolan/luanda", "argentina/argentine argentinian/buenos_aires", "armenia/armenian/yerevan", "australia/australian/canberra", "austria/austrian/vienna",
        "azerbaijan/azerbaijani azeri/baku", "bahrain/bahraini/manama", "bangladesh/bangladeshi/dhaka", "belarus/belarusian/minsk", "belgium/belgian/brussels", "benin/beninese/", "bolivia/bolivian/", "bosnia/bosnian/sarajevo", "botswana/botswanan/gaborone",
        "brazil/brazilian/brasilia", "bulgaria/bulgarian/sofia", "burkina_faso/burkinabe/ouagadougou", "burundi/burundian/", "cambodia/cambodian/phnom_penh", "cameroon/cameroonian/yaoundé", "canada/canadian/ottawa", "chad/chadian/", "chile/chilean/santiago",
        "china prc/chinese/beijing", "colombia/colombian/bogotá", "congo drc/congolese/kinshasa", "croatia/croatian/zagreb", "cuba/cuban/havana", "cyprus/cypriot/nicosia", "czechia czech_republic/czech/prague", "denmark/danish dane/copenhagen", "djibouti//",
        "ecuador/ecuadorian/quito", "egypt/egyptian/cairo", "eritrea/eritrean/asmara", "estonia/estonian/tallinn", "ethiopia/ethiopian/addis_ababa", "finland/finnish finn/helsinki", "france/french frenchman/paris", "gabon/gabonese/", "gambia/gambian/",
        "georgia/georgian/tbilisi", "germany/german/berlin", "ghana/ghanaian/accra", "greece/greek/athens", "guatemala/guatemalan/", "guinea/guinean/conakry", "haiti/haitian/", "honduras/honduran/tegucigalpa", "hungary/hungarian/budapest", "iceland/icelandic/reykjavik",
        "india/indian/new_delhi", "indonesia/indonesian/jakarta", "iran islamic_republic/iranian/tehran", "iraq/iraqi/baghdad", "ireland/irish/dublin", "israel/israeli/jerusalem", "italy/italian/rome", "jamaica/jamaican/", "japan/japanese/tokyo", "jordan/jordanian/amman",
        "kazakhstan/kazakh/astana", "kenya/kenyan/nairobi", "kosovo/kosovar/pristina", "kuwait/kuwaiti/", "kyrgyzstan/kyrgyz/bishkek", "laos/laotian/vientiane", "latvia/latvian/riga", "lebanon/lebanese/beirut", "liberia/liberian/monrovia", "libya/libyan/tripoli",
        "lithuania/lithuanian/vilnius", "luxembourg//", "macedonia/macedonian/skopje", "madagascar/malagasy/", "malawi/malawian/", "malaysia/malaysian/kuala_lumpur", "mali/malian/bamako", "malta/maltese/valletta", "mauritania/mauritanian/", "mexico/mexican/mexico_city",
        "moldova/moldovan/chisinau", "mongolia/mongolian/ulaanbaatar", "montenegro/montenegrin/", "morocco/moroccan/rabat", "mozambique/mozambican/maputo", "myanmar burma/burmese/naypyidaw", "namibia/namibian/windhoek", "nepal/nepali nepalese/kathmandu",
        "netherlands holland/dutch/hague", "new_zealand/new_zealander/wellington", "nicaragua/nicaraguan/managua", "niger/nigerien/niamey", "nigeria/nigerian/abuja", "north_korea dprk/north_korean/pyongyang", "norway/norwegian/oslo", "oman/omani/muscat",
        "pakistan/pakistani/islamabad", "palestine/palestinian/ramallah", "panama/panamanian/", "paraguay/paraguayan/", "peru/peruvian/lima", "philippines/filipino philippine/manila", "poland/polish pole/warsaw", "portugal/portuguese/lisbon", "qatar/qatari/doha",
        "romania/romanian/bucharest", "russia russian_federation/russian/moscow", "rwanda/rwandan/kigali", "saudi_arabia/saudi/riyadh", "senegal/senegalese/dakar", "serbia/serbian serb/belgrade", "sierra_leone/sierra_leonean/freetown", "singapore/singaporean/",
        "slovakia/slovak/bratislava", "slovenia/slovenian/ljubljana", "somalia/somali/mogadishu", "south_africa/south_african/pretoria", "south_korea/south_korean/seoul", "south_sudan/south_sudanese/juba", "soviet_union ussr/soviet/", "spain/spanish spaniard/madrid",
        "sri_lanka/sri_lankan/colombo", "sudan/sudanese/khartoum", "sweden/swedish swede/stockholm", "switzerland/swiss/bern", "syria/syrian/damascus", "taiwan/taiwanese/taipei", "tajikistan/tajik/dushanbe", "tanzania/tanzanian/", "thailand/thai/bangkok",
        "togo/togolese/", "tunisia/tunisian/tunis", "turkey türkiye/turkish turk/ankara", "turkmenistan/turkmen/ashgabat", "uganda/ugandan/kampala", "ukraine/ukrainian/kyiv", "united_arab_emirates uae emirates/emirati/abu_dhabi",
        "united_kingdom uk britain great_britain/british briton/london", "united_states us u.s. usa u.s.a. america/american/washington", "uruguay/uruguayan/montevideo", "uzbekistan/uzbek/tashkent", "venezuela/venezuelan/caracas", "vietnam/vietnamese/hanoi",
        "yemen/yemeni/sanaa", "zambia/zambian/lusaka", "zimbabwe/zimbabwean/harare",
    ];

    private static readonly FrozenDictionary<ulong, Entry> Entries = Build();

    /// <summary>What is known of the word with this hash (<see cref="WordForm.Hash"/> of its normal form, words of a name joined by "_").</summary>
    public static Entry Of(ulong hash) => Entries.GetValueOrDefault(hash);

    private static FrozenDictionary<ulong, Entry> Build()
    {
        var entries = new Dictionary<ulong, Entry>();
        foreach ((NounClass of, string words) in Classes)
        {
            foreach (string word in words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
            {
                Add(word, of, 0);
            }
        }

        for (int state = 0; state < States.Length; state++)
        {
            string[] parts = States[state].Split('/');
            NounClass[] classes = [NounClass.State | NounClass.Place, NounClass.Demonym, NounClass.Capital | NounClass.Place];
            for (int part = 0; part < parts.Length; part++)
            {
                foreach (string word in parts[part].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    Add(word, classes[part], state + 1);
                }
            }
        }

        return entries.ToFrozenDictionary();

        void Add(string word, NounClass of, int state)
        {
            ulong hash = WordForm.Hash(word);
            Entry known = entries.GetValueOrDefault(hash);
            entries[hash] = new Entry(known.Class | of, state != 0 ? state : known.State);
        }
    }

    /// <summary>What is known of a word.</summary>
    /// <param name="Class">Its classes.</param>
    /// <param name="State">Number, from 1, of the state that it names, comes from or is the capital of; 0 for none.</param>
    public readonly record struct Entry(NounClass Class, int State);
}
