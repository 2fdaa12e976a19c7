#pragma once
// A conflict of interest in the demonstration's office: a worker of the women's section said "this is my relative", and
// the case waits for who acts as head. Nothing is made twice. Thread rule: one thread.
#include "app/demo_office.h"

namespace menhu::app {

base::Result<void> make_conflict(House& house, const SignIns& sign_ins, base::Random& random, base::Clock& clock);

}  // namespace menhu::app
