// Two threads count without a lock: what looks for races has to find this one, or it proves
// nothing.
#include <thread>

namespace {

int counted = 0;

void count() {
    for (int i = 0; i < 1000; ++i) {
        ++counted;
    }
}

} // namespace

int main() {
    std::thread other(count);
    count();
    other.join();
    return counted > 0 ? 0 : 1;
}
