using System.Collections.Frozen;

namespace Hearsay.Reading.English;

/// <summary>Closed lists of English spelling that decide where tokens and sentences end. Looked up with the case as given unless said.</summary>
internal static class Abbreviations
{
    /// <summary>Words whose stop belongs to them (without it).</summary>
    public static readonly FrozenSet<string> WithStop = Words("""
        Mr Mrs Ms Messrs Mx Dr Drs Prof Rev Fr Hon Amb Gen Col Lt Maj Capt Cpt Cmdr Cdr Sgt Cpl Pvt Adm Brig Pres Gov Sen Sens Rep Reps Supt Insp Atty Asst Spc
        MR MRS MS DR GEN COL LT MAJ CAPT SGT ADM GOV SEN REP
        St Ft Mt Jr Sr Inc Corp Co Cos Ltd Bros Assn Dept Univ Ave Blvd Rd Hwy Bldg vs etc al approx est ext
        Jan Feb Aug Sept Sep Oct Nov Dec Tues Wed Thurs Thur Fri
        Ala Ariz Ark Calif Colo Conn Fla Ga Ill Kan Ky Mich Minn Mont Neb Nev Okla Ore Pa Tenn Tex Vt Va Wis Wyo
        """);

    /// <summary>Words whose stop belongs to them only before a number.</summary>
    public static readonly FrozenSet<string> BeforeNumber = Words("No Nos no nos Art Sec Vol vol Fig fig p pp Ch ch Mar Apr Jun Jul Sat Sun Mon Res para paras");

    /// <summary>Abbreviations that stand before a name or number, so that a sentence never ends with them.</summary>
    public static readonly FrozenSet<string> NeverLast = Words("""
        Mr. Mrs. Ms. Messrs. Mx. Dr. Drs. Prof. Rev. Fr. Hon. Amb. Gen. Col. Lt. Maj. Capt. Cpt. Cmdr. Cdr. Sgt. Cpl. Pvt. Adm. Brig. Pres. Gov. Sen. Sens. Rep. Reps. Supt. Insp. Atty. Asst. Spc.
        MR. MRS. MS. DR. GEN. COL. LT. MAJ. CAPT. SGT. ADM. GOV. SEN. REP. St. Ft. Mt. vs. No. Nos. no. nos. Art. Sec. Vol. vol. Fig. fig. p. pp. Ch. ch. Res. para. paras. approx. e.g. i.e. cf. ca.
        """);

    /// <summary>Words that begin a sentence when they stand capitalised after an abbreviation.</summary>
    public static readonly FrozenSet<string> Openers = Words("""
        The A An He She It They We I You This That These Those His Her Its Their Our My In On At But And Or For As If When While After Before However Meanwhile There Here
        Although Though Since Because So Yet To From With By Under Over During Last Earlier Later Now Then Once What Who Why How Where Some Many Most Both Each Several Such Not No One Two
        """);

    /// <summary>Prefixes that stay with what follows their hyphen (lower case).</summary>
    public static readonly FrozenSet<string> BoundPrefixes = Words("non pre re co pro anti ex multi mid post sub inter cross semi mini e un ultra pseudo");

    /// <summary>Letters after a number that are a unit of their own.</summary>
    public static readonly FrozenSet<string> Units = Words("am pm AM PM a p km kms m cm mm kg g lb lbs oz mph kph bn mn m tn tr k K M B ft hp kW MW GW MHz GHz KB MB GB TB nm mi C F");

    /// <summary>Endings of host and file names (lower case).</summary>
    public static readonly FrozenSet<string> Domains = Words("""
        com org net gov edu mil int info biz eu uk us ru ua ir il de fr it es nl be ch at pl se no dk fi cz ro bg gr tr cn jp kr in pk au nz ca br mx ar za eg sa ae qa iq sy lb jo io tv co me
        news doc docx pdf txt xls xlsx ppt html htm xml json csv zip jpg png gif mp3 mp4 exe
        """);

    /// <summary>Endings of file names, in any case (here lower).</summary>
    public static readonly FrozenSet<string> FileTypes = Words("doc docx pdf txt xls xlsx ppt pptx rtf html htm xml csv zip jpg jpeg png gif tif bmp mp3 mp4 wav avi mpeg exe url");

    /// <summary>Words written as one that the treebanks cut in two (lower case), and the length of the first part.</summary>
    public static readonly FrozenDictionary<string, int> Contractions = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["cannot"] = 3, ["gonna"] = 3, ["wanna"] = 3, ["gotta"] = 3,
        ["dont"] = 2, ["doesnt"] = 4, ["didnt"] = 3, ["cant"] = 2, ["couldnt"] = 5, ["wouldnt"] = 5, ["shouldnt"] = 6, ["wont"] = 2, ["isnt"] = 2, ["arent"] = 3, ["wasnt"] = 3, ["werent"] = 4,
        ["havent"] = 4, ["hasnt"] = 3, ["hadnt"] = 3,
        ["im"] = 1, ["ive"] = 1, ["youre"] = 3, ["youve"] = 3, ["theyre"] = 4, ["theyve"] = 4, ["weve"] = 2, ["thats"] = 4, ["theres"] = 5, ["hes"] = 2, ["shes"] = 3, ["whats"] = 4,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Verbs that follow a quotation ending in a question or exclamation mark, with their subject first ("…?" Smith asked).</summary>
    public static readonly FrozenSet<string> SpeechVerbs = Words("""
        said says asked asks added adds replied replies told tells wrote writes wondered demanded shouted cried answered exclaimed tweeted posted responded continued joked quipped declared insisted
        remarked recalled explained noted
        """);

    private static FrozenSet<string> Words(string list) =>
        list.Split((char[])[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
