#pragma once
// What the other of a relation is called (稱謂), in Chinese and English. Where the sex of somebody or the order of two
// births is not known, the word that covers all; beyond the words there are, line and degree. Pure; any thread.
#include <string>

#include "registry/kinship.h"

namespace menhu::registry {

struct KinTerm {
    std::string zh;  // 姑母, 堂兄弟姊妹, 旁系血親五親等
    std::string en;
};

KinTerm kin_term(const Relation& relation);

}  // namespace menhu::registry
