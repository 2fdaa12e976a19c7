// What the parts of a kinship answer are called, in both languages.
#include "base/result.h"
#include "registry/kin_query.h"

namespace menhu::registry {

std::string_view name_check_code(NameCheck check) {
    switch (check) {
        case NameCheck::equal:
            return "equal";
        case NameCheck::different:
            return "different";
        case NameCheck::not_held:
            return "not_held";
    }
    base::throw_bug("name_check_code: no such check");
}

std::string_view gap_code(KinGap::Kind kind) {
    switch (kind) {
        case KinGap::Kind::father:
            return "father";
        case KinGap::Kind::mother:
            return "mother";
        case KinGap::Kind::adoptive_parent:
            return "adoptive_parent";
        case KinGap::Kind::spouse:
            return "spouse";
        case KinGap::Kind::earlier_marriages:
            return "earlier_marriages";
        case KinGap::Kind::record:
            return "record";
        case KinGap::Kind::children:
            return "children";
        case KinGap::Kind::bound:
            return "bound";
    }
    base::throw_bug("gap_code: no such gap");
}

KinWords gap_words(KinGap::Kind kind) {
    switch (kind) {
        case KinGap::Kind::father:
            return {"紀錄沒有父的統號", "The father's number is not in the record"};
        case KinGap::Kind::mother:
            return {"紀錄沒有母的統號", "The mother's number is not in the record"};
        case KinGap::Kind::adoptive_parent:
            return {"紀錄沒有養父母的統號", "An adoptive parent's number is not in the record"};
        case KinGap::Kind::spouse:
            return {"紀錄沒有配偶的統號", "The spouse's number is not in the record"};
        case KinGap::Kind::earlier_marriages:
            return {"先前的婚姻不在資料中", "Earlier marriages are not held"};
        case KinGap::Kind::record:
            return {"此人的紀錄不在本市資料中", "The record of this person is not held"};
        case KinGap::Kind::children:
            return {"子女可能設籍他縣市", "Children may be registered elsewhere"};
        case KinGap::Kind::bound:
            return {"已達單次查閱筆數上限", "As many records as allowed were opened"};
    }
    base::throw_bug("gap_words: no such gap");
}

KinWords doubt_words(KinDoubt::Kind kind) {
    switch (kind) {
        case KinDoubt::Kind::adoption_dates:
            return {"收養當日是否存續不明（民法1083）", "Whether the adoption lasted on the day (Civil Code 1083)"};
        case KinDoubt::Kind::adoption_reach:
            return {"收養效力是否及於其直系血親卑親屬不明（民法1077 IV）",
                    "Whether the adoption reaches a descendant (Civil Code 1077 IV)"};
        case KinDoubt::Kind::marriage_dates:
            return {"婚姻當日是否存續不明", "Whether the marriage lasted on the day"};
        case KinDoubt::Kind::marriage_end:
            return {"婚姻如何消滅不明（民法971）", "How the marriage ended (Civil Code 971)"};
        case KinDoubt::Kind::marriage_records:
            return {"夫妻雙方紀錄不一致", "The records of the two spouses disagree"};
        case KinDoubt::Kind::marriage_748:
            return {"釋字第748號施行法未明定姻親關係（第24條）",
                    "The Act for Implementation of Interpretation 748 is silent on affinity (24)"};
        case KinDoubt::Kind::remarriage:
            return {"民國74年6月4日以前再婚是否消滅姻親不明（舊民法971）",
                    "Whether a remarriage before 1985-06-05 ended affinity (971, old text)"};
        case KinDoubt::Kind::birth_date:
            return {"出生日期不完整", "The day of birth is not known exactly enough"};
    }
    base::throw_bug("doubt_words: no such doubt");
}

std::string_view step_code(KinStep::Kind kind) {
    switch (kind) {
        case KinStep::Kind::father:
            return "father";
        case KinStep::Kind::mother:
            return "mother";
        case KinStep::Kind::adoptive_parent:
            return "adoptive_parent";
        case KinStep::Kind::child:
            return "child";
        case KinStep::Kind::adopted_child:
            return "adopted_child";
        case KinStep::Kind::spouse:
            return "spouse";
        case KinStep::Kind::late_spouse:
            return "late_spouse";
    }
    base::throw_bug("step_code: no such step");
}

KinWords step_words(KinStep::Kind kind, KinSex sex) {
    const auto by_sex = [&](KinWords male, KinWords female, KinWords either) {
        return sex == KinSex::male ? male : sex == KinSex::female ? female : either;
    };
    switch (kind) {
        case KinStep::Kind::father:
            return {"父", "father"};
        case KinStep::Kind::mother:
            return {"母", "mother"};
        case KinStep::Kind::adoptive_parent:
            return by_sex({"養父", "adoptive father"}, {"養母", "adoptive mother"}, {"養父母", "adoptive parent"});
        case KinStep::Kind::child:
            return by_sex({"子", "son"}, {"女", "daughter"}, {"子女", "child"});
        case KinStep::Kind::adopted_child:
            return by_sex({"養子", "adopted son"}, {"養女", "adopted daughter"}, {"養子女", "adopted child"});
        case KinStep::Kind::spouse:
            return by_sex({"夫", "husband"}, {"妻", "wife"}, {"配偶", "spouse"});
        case KinStep::Kind::late_spouse:
            return by_sex({"亡夫", "late husband"}, {"亡妻", "late wife"}, {"亡故配偶", "late spouse"});
    }
    base::throw_bug("step_words: no such step");
}

}  // namespace menhu::registry
