// The stages through which an application to use data goes.
#include <algorithm>

#include "law/profile_reader.h"

namespace menhu::law {

namespace {

// As grants::Operation has them; a test there compares.
constexpr std::string_view operations[]{"lookup", "household",   "kinship", "match", "extract",
                                        "export", "name_search", "answer",  "watch"};

bool is_word(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

}  // namespace

std::string_view approver_name(Approver approver) {
    switch (approver) {
        case Approver::unit_head:
            return "unit_head";
        case Approver::data_owner:
            return "data_owner";
        case Approver::designated_person:
            return "designated_person";
        case Approver::agency_head:
            return "agency_head";
        case Approver::controller:
            return "controller";
    }
    base::throw_bug("approver_name: no such approver");
}

void ProfileReader::read_approval(DataReader& in, const format::TomlNode& root) {
    for (const format::TomlNode* row : in.tables(root, "stages")) {
        in.only(*row, {"name", "title", "title_en", "by", "only_for", "clause", "article", "origin"});
        ApprovalStage stage;
        stage.name = in.text(*row, "name");
        stage.title = in.text(*row, "title");
        stage.title_en = in.text(*row, "title_en");
        stage.by = in.word<Approver>(*row, "by",
                                     {{"unit_head", Approver::unit_head},
                                      {"data_owner", Approver::data_owner},
                                      {"designated_person", Approver::designated_person},
                                      {"agency_head", Approver::agency_head},
                                      {"controller", Approver::controller}});
        stage.only_for = in.texts(*row, "only_for");
        stage.source = {clause_of(in, *row), in.text(*row, "article"),
                        in.word<Origin>(*row, "origin",
                                        {{"regulation", Origin::regulation},
                                         {"statute", Origin::statute},
                                         {"baseline", Origin::baseline},
                                         {"choice", Origin::choice}})};
        in.once(*row, "核定關卡", "stage", stage.name);
        if (!stage.name.empty() && !is_word(stage.name)) {
            in.refuse(row->line, "關卡代號只能用小寫英文字母、數字及底線",
                      "the name of a stage has only a-z, 0-9 and _");
        }
        for (const std::string& operation : stage.only_for) {
            if (std::ranges::find(operations, operation) != std::end(operations)) continue;
            in.refuse(DataReader::line_of(*row, "only_for"), "沒有「" + operation + "」這種作業",
                      "there is no operation \"" + operation + "\"");
        }
        profile_.approval_stages_.push_back(std::move(stage));
    }
}

void ProfileReader::check_approval() {
    // Use only after an approved application (S2.2): no kind of use may slip through without anybody's approval.
    const auto& stages = profile_.approval_stages_;
    if (std::ranges::any_of(stages, [](const ApprovalStage& stage) { return stage.only_for.empty(); })) return;
    refuse("沒有每件申請都要經過的核定關卡", "there is no stage through which every application goes");
}

}  // namespace menhu::law
