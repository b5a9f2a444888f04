// What sealing and opening a referral costs: processor time of the functions that the terminal and
// the desk call, beside the least that this cryptography can cost, in the same run.
//
//   seal_bench            measures and prints
//   seal_bench --check    measures less and fails when sealing takes too many times the floor
//
// Floor of sealing: eight X-Wing encapsulations and one pass of ChaCha20-Poly1305 over the padded
// record, libsodium alone, into memory that is there already; with decoys, one key pair more. Of
// opening: eight decapsulations (a reader reads every stanza, FORMAT.md 2) and one pass. Each round
// takes everything in turn, so that what else the machine does falls on all of it.
#include "crypto/open.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <time.h>

namespace {

using namespace crypto;

constexpr double kMostTimesFloor = 1.3;
constexpr int kTries = 5; ///< --check: the best counts, a busy machine only makes them worse

double cpu_microseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

template <class Work>
double cost_of(const Work& work) {
    const double start = cpu_microseconds();
    work();
    return cpu_microseconds() - start;
}

[[noreturn]] void give_up(const char* what) {
    std::fprintf(stderr, "seal_bench: %s\n", what);
    std::exit(1);
}

void must(bool done, const char* what) {
    if (!done) {
        give_up(what);
    }
}

unsigned char* out(std::span<std::byte> bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}
const unsigned char* in(ByteView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

/// The least that sealing and opening can cost, with no format around it.
class Floor {
public:
    Floor(const Recipient& recipient, const HybridIdentity& identity, ByteView record)
        : recipient_(recipient), identity_(identity), record_(record),
          sealed_(record.size() + crypto_aead_chacha20poly1305_ietf_ABYTES),
          opened_(record.size()) {
        seal();
    }

    void seal() {
        for (std::size_t i = 0; i < kStanzas; ++i) {
            must(crypto_kem_xwing_enc(out(encapsulation_), out(key_), in(recipient_.public_key)) ==
                     0,
                 "the floor takes no encapsulation");
        }
        crypto_aead_chacha20poly1305_ietf_encrypt(out(sealed_), nullptr, in(record_),
                                                  record_.size(), nullptr, 0, nullptr, in(nonce_),
                                                  in(key_));
    }

    void seal_with_decoys() {
        Recipient decoy;
        must(crypto_kem_xwing_keypair(out(decoy.public_key), out(key_)) == 0,
             "the floor makes no key");
        seal();
    }

    /// Of what seal() left.
    void open() {
        for (std::size_t i = 0; i < kStanzas; ++i) {
            must(crypto_kem_xwing_dec(out(key_), in(encapsulation_), in(identity_.seed())) == 0,
                 "the floor takes no decapsulation");
        }
        must(crypto_aead_chacha20poly1305_ietf_decrypt(out(opened_), nullptr, nullptr, in(sealed_),
                                                       sealed_.size(), nullptr, 0, in(nonce_),
                                                       in(key_)) == 0,
             "the floor does not open");
    }

private:
    const Recipient& recipient_;
    const HybridIdentity& identity_;
    ByteView record_;
    Bytes sealed_;
    Bytes opened_;
    ByteArray<crypto_kem_xwing_CIPHERTEXTBYTES> encapsulation_{};
    ByteArray<crypto_kem_xwing_SHAREDSECRETBYTES> key_{};
    ByteArray<crypto_aead_chacha20poly1305_ietf_NPUBBYTES> nonce_{};
};

enum What {
    FloorOfSealing,
    EightReaders,
    FloorOfDecoys,
    TwoReaders,
    FloorOfOpening,
    Opening,
    kWhats
};

using Times = std::array<std::vector<double>, kWhats>;

double median(std::vector<double> times) {
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::ranges::nth_element(times, middle);
    return *middle;
}

/// The record is in guarded memory, as the terminal has it.
class Trial {
public:
    explicit Trial(std::size_t size)
        : record_(size), floor_(people_[0], identity(), record_.span()) {
        fill_random(record_.span());
    }
    Trial(const Trial&) = delete;
    Trial& operator=(const Trial&) = delete;

    Times measure(int rounds) {
        Times times;
        run(times); // the first touches memory for the first time and does not count
        times = {};
        for (int i = 0; i < rounds; ++i) {
            run(times);
        }
        return times;
    }

private:
    const HybridIdentity& identity() const { return std::get<HybridIdentity>(identities_[0]); }

    static std::vector<Identity> new_identity() {
        std::vector<Identity> identities;
        identities.emplace_back(HybridIdentity::generate());
        return identities;
    }

    std::vector<Recipient> new_people() const {
        std::vector<Recipient> people{identity().recipient()};
        while (people.size() < kStanzas) {
            people.push_back(HybridIdentity::generate().recipient());
        }
        return people;
    }

    Bytes seal(std::size_t readers, std::vector<double>& times) {
        Bytes file;
        times.push_back(cost_of([&] {
            auto sealed = seal_referral(record_.span(), std::span(people_).first(readers));
            must(sealed.has_value(), "a record cannot be sealed");
            file = std::move(*sealed);
        }));
        return file;
    }

    void run(Times& times) {
        times[FloorOfSealing].push_back(cost_of([&] { floor_.seal(); }));
        times[FloorOfDecoys].push_back(cost_of([&] { floor_.seal_with_decoys(); }));
        seal(2, times[TwoReaders]); // gone before the next: a terminal holds one file at a time
        const Bytes file = seal(kStanzas, times[EightReaders]);
        times[FloorOfOpening].push_back(cost_of([&] { floor_.open(); }));
        times[Opening].push_back(cost_of([&] {
            const auto opened = open_age(file, identities_);
            must(opened && std::ranges::equal(opened->span(), record_.span()),
                 "what was sealed does not open");
        }));
    }

    std::vector<Identity> identities_ = new_identity();
    std::vector<Recipient> people_ = new_people();
    SecretBytes record_;
    Floor floor_;
};

void print(const char* what, std::size_t size, double cost, double floor) {
    std::printf("%-46s %4zu KiB %9.0f us %6.2f times\n", what, size / 1024, cost, cost / floor);
}

/// How many times its floor sealing takes, to eight readers or to two, whichever is more.
double report(std::size_t size, const Times& times) {
    const double floor = median(times[FloorOfSealing]);
    const double eight = median(times[EightReaders]);
    const double with_decoys = median(times[FloorOfDecoys]);
    const double two = median(times[TwoReaders]);
    const double opening = median(times[FloorOfOpening]);
    print("seal: the floor, 8 X-Wing and one pass", size, floor, floor);
    print("seal: 8 readers", size, eight, floor);
    print("seal: the floor and a key pair for decoys", size, with_decoys, with_decoys);
    print("seal: 2 readers and 6 decoys", size, two, with_decoys);
    print("open: the floor, 8 X-Wing and one pass", size, opening, opening);
    print("open: one of 8", size, median(times[Opening]), opening);
    return std::max(eight / floor, two / with_decoys);
}

bool kept(std::size_t size, bool check) {
    double best = 0;
    for (int i = 0; i < (check ? kTries : 1); ++i) {
        const double ratio = report(size, Trial(size).measure(check ? 31 : 301));
        best = i == 0 ? ratio : std::min(best, ratio);
        if (best <= kMostTimesFloor) {
            return true;
        }
    }
    std::printf("ABOVE the limit: %zu KiB sealed in %.2f times the floor, at most %.1f\n",
                size / 1024, best, kMostTimesFloor);
    return false;
}

} // namespace

int main(int argc, char** argv) {
    start();
    const bool check = argc > 1 && std::string(argv[1]) == "--check";
    bool all = true;
    for (const std::size_t size : kRecordSizes) {
        all = kept(size, check) && all;
    }
    return check && !all ? 1 : 0;
}
