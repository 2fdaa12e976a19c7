#include "demo/words.h"

#include <array>

namespace menhu::demo {
namespace {

using std::string_view;

// Roughly by how common they are: a name that stands earlier is drawn more often.
constexpr std::array<string_view, 72> surnames{
    "陳", "林", "黃", "張", "李", "王", "吳", "劉", "蔡", "楊", "許", "鄭", "謝", "洪", "郭",   "邱",   "曾",   "廖",
    "賴", "徐", "周", "葉", "蘇", "莊", "呂", "江", "何", "蕭", "羅", "高", "潘", "簡", "朱",   "鍾",   "游",   "彭",
    "詹", "胡", "施", "沈", "余", "盧", "梁", "趙", "顏", "柯", "翁", "魏", "孫", "戴", "范",   "方",   "宋",   "鄧",
    "杜", "傅", "侯", "曹", "薛", "丁", "卓", "馬", "阮", "董", "溫", "唐", "藍", "石", "范姜", "張簡", "歐陽", "司徒"};

constexpr std::array<string_view, 40> male_old{"文", "雄", "明", "輝", "志", "俊", "義", "勝", "榮", "國",
                                               "金", "清", "正", "福", "財", "木", "水", "火", "添", "進",
                                               "坤", "山", "龍", "春", "永", "來", "萬", "德", "茂", "順",
                                               "旺", "發", "益", "昌", "吉", "隆", "興", "富", "成", "源"};
constexpr std::array<string_view, 44> male_new{"宇", "翔", "家", "豪", "冠", "廷", "承", "恩", "柏", "睿", "彥",
                                               "辰", "宥", "哲", "瑋", "建", "宏", "俊", "傑", "凱", "威", "銘",
                                               "智", "偉", "品", "丞", "奕", "安", "禹", "翰", "昱", "軒", "聖",
                                               "倫", "嘉", "弘", "育", "均", "佑", "維", "子", "元", "浩", "毅"};
constexpr std::array<string_view, 40> female_old{"美", "玉", "秀", "淑", "麗", "惠", "珍", "鳳", "月", "英",
                                                 "蘭", "春", "梅", "桂", "花", "香", "金", "阿", "妹", "枝",
                                                 "嬌", "霞", "雲", "素", "貞", "琴", "蓮", "菊", "寶", "珠",
                                                 "碧", "滿", "足", "綢", "葉", "鶯", "好", "罔", "腰", "招"};
constexpr std::array<string_view, 44> female_new{"雅", "婷", "怡", "君", "佳", "欣", "雨", "萱", "語", "彤", "品",
                                                 "妤", "詩", "涵", "思", "妍", "宜", "蓁", "芷", "晴", "郁", "庭",
                                                 "心", "瑜", "筱", "芸", "子", "若", "瑄", "靜", "慧", "淇", "珮",
                                                 "琪", "曉", "薇", "羽", "柔", "安", "潔", "穎", "甄", "馨", "禎"};
// Not in Big5, in the table data/demo/characters.csv; two of them beyond the Basic Multilingual Plane. The last two
// are user-defined characters that the table does not explain.
constexpr std::array<string_view, 22> rare{"喆", "堃", "栢", "煊", "晧", "彣", "峯", "啓", "犇", "珏",     "玧",
                                           "琹", "瑨", "栞", "滢", "爕", "㛢", "𠮷", "𤩝", "𦰡", "\uE2F0", "\uE2F1"};

constexpr std::array<IndigenousName, 10> atayal_men{{{"尤命", "Yumin"},
                                                     {"瓦旦", "Watan"},
                                                     {"哈用", "Hayung"},
                                                     {"比浩", "Pihaw"},
                                                     {"達利", "Tali"},
                                                     {"馬賴", "Maray"},
                                                     {"巴萬", "Pawan"},
                                                     {"諾幹", "Nokan"},
                                                     {"鐵木", "Temu"},
                                                     {"布塔", "Buta"}}};
constexpr std::array<IndigenousName, 10> atayal_women{{{"比黛", "Pitay"},
                                                       {"莎韻", "Sayun"},
                                                       {"阿慕依", "Amuy"},
                                                       {"雅悠", "Yayut"},
                                                       {"里慕伊", "Rimuy"},
                                                       {"吉娃斯", "Ciwas"},
                                                       {"哈娜", "Hana"},
                                                       {"優瑪", "Yuma"},
                                                       {"沙瑞", "Sara"},
                                                       {"瑪亞", "Maya"}}};
constexpr std::array<IndigenousName, 6> amis_men{{{"卡照", "Kacaw"},
                                                  {"馬耀", "Mayaw"},
                                                  {"古木", "Kumo"},
                                                  {"拉黑子", "Lahci"},
                                                  {"歐拉姆", "Olam"},
                                                  {"阿道", "Adaw"}}};
constexpr std::array<IndigenousName, 6> amis_women{
    {{"巴奈", "Panay"}, {"娜高", "Nakaw"}, {"莎烏瑪", "Sauma"}, {"拉娃", "Lawa"}, {"依布", "Ipu"}, {"阿布絲", "Apus"}}};

constexpr std::array<string_view, 8> vietnamese_women{"阮氏花",         "陳氏梅",         "黎氏紅", "范氏玉",
                                                      "NGUYEN THI LAN", "TRAN THI HUONG", "黃氏月", "武氏雲"};
constexpr std::array<string_view, 4> vietnamese_men{"阮文雄", "陳文勇", "NGUYEN VAN NAM", "黎文心"};
constexpr std::array<string_view, 6> indonesian_women{"SITI AMINAH",     "DEWI LESTARI", "SRI WAHYUNI",
                                                      "FITRI HANDAYANI", "林美娘",       "NUR AZIZAH"};
constexpr std::array<string_view, 3> indonesian_men{"BUDI SANTOSO", "AGUS SETIAWAN", "RUDI HARTONO"};

constexpr std::array<string_view, 40> counties{
    "臺北市士林區", "臺北市大安區", "臺北市萬華區", "新北市板橋區", "新北市三重區", "新北市新莊區", "新北市鶯歌區",
    "新北市林口區", "新北市中和區", "基隆市安樂區", "基隆市中正區", "新竹市東區",   "新竹市香山區", "新竹縣竹北市",
    "新竹縣湖口鄉", "新竹縣關西鎮", "苗栗縣苗栗市", "苗栗縣頭份市", "臺中市西屯區", "臺中市豐原區", "臺中市北屯區",
    "彰化縣彰化市", "彰化縣員林市", "南投縣埔里鎮", "雲林縣斗六市", "雲林縣虎尾鎮", "嘉義市東區",   "嘉義縣民雄鄉",
    "臺南市東區",   "臺南市永康區", "高雄市三民區", "高雄市左營區", "屏東縣屏東市", "宜蘭縣羅東鎮", "宜蘭縣宜蘭市",
    "花蓮縣花蓮市", "花蓮縣玉里鎮", "臺東縣臺東市", "澎湖縣馬公市", "金門縣金城鎮"};
constexpr std::array<string_view, 7> countries{"美國", "加拿大", "日本", "澳大利亞", "越南", "新加坡", "大陸地區"};
constexpr std::array<string_view, 24> roads{"中正", "中山", "民族", "民權", "民生", "復興", "建國", "和平",
                                            "忠孝", "仁愛", "信義", "成功", "自強", "大同", "三民", "中華",
                                            "文化", "環中", "龍岡", "新生", "永安", "介壽", "健行", "延平"};
constexpr std::array<string_view, 5> sections{"一", "二", "三", "四", "五"};
constexpr std::array<string_view, 10> ordinals{"長", "次", "三", "四", "五", "六", "七", "八", "九", "十"};

string_view ordinal(int place) { return ordinals[static_cast<std::size_t>(place < 10 ? place - 1 : 9)]; }

}  // namespace

string_view surname(Chance& chance) {
    // The lesser of two draws: the front of the list comes up about twice as often as the middle.
    const auto count = static_cast<std::uint32_t>(surnames.size());
    const std::uint32_t one_draw = chance.below(count);
    const std::uint32_t other = chance.below(count);
    return surnames[one_draw < other ? one_draw : other];
}

std::string given_name(Chance& chance, Sex sex, int birth_year) {
    const bool old = birth_year < 1968;
    const auto character = [&]() -> string_view {
        if (chance.of_thousand(2)) return chance.one_of(rare);
        if (sex == Sex::male) return old ? chance.one_of(male_old) : chance.one_of(male_new);
        return old ? chance.one_of(female_old) : chance.one_of(female_new);
    };
    std::string name{character()};
    if (!chance.of_thousand(30)) name += character();
    return name;
}

const IndigenousName& indigenous_name(Chance& chance, Sex sex, int people) {
    if (people == 1) return sex == Sex::male ? chance.one_of(amis_men) : chance.one_of(amis_women);
    return sex == Sex::male ? chance.one_of(atayal_men) : chance.one_of(atayal_women);
}

string_view vietnamese_name(Chance& chance, Sex sex) {
    return sex == Sex::male ? chance.one_of(vietnamese_men) : chance.one_of(vietnamese_women);
}
string_view indonesian_name(Chance& chance, Sex sex) {
    return sex == Sex::male ? chance.one_of(indonesian_men) : chance.one_of(indonesian_women);
}
string_view elsewhere(Chance& chance) { return chance.one_of(counties); }
string_view abroad(Chance& chance) { return chance.one_of(countries); }

std::string street(Chance& chance, int building) {
    std::string text{"示範"};
    text += chance.one_of(roads);
    text += "路";
    if (chance.of_thousand(300)) (text += chance.one_of(sections)) += "段";
    if (chance.of_thousand(400)) (text += std::to_string(chance.between(1, 480))) += "巷";
    if (chance.of_thousand(150)) (text += std::to_string(chance.between(1, 30))) += "弄";
    (text += std::to_string(building)) += "號";
    if (chance.of_thousand(550)) (text += std::to_string(chance.between(2, 14))) += "樓";
    if (chance.of_thousand(120)) (text += "之") += std::to_string(chance.between(1, 9));
    return text;
}

std::string birth_order(Sex sex, int place) {
    std::string text{ordinal(place)};
    text += sex == Sex::male ? "男" : "女";
    return text;
}

std::string child_relation(Sex sex, int place) {
    std::string text{ordinal(place)};
    text += sex == Sex::male ? "子" : "女";
    return text;
}

}  // namespace menhu::demo
