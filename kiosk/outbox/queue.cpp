// The transactions behind queue.h: the head always moves with its row.
#include "kiosk/outbox/queue.h"

#include "crypto/check.h"
#include "kiosk/host/log.h"
#include "kiosk/outbox/queue_rows.h"

#include <tuple>

namespace outbox {
namespace {

using wire::RefusedReason;

RefusedReason refusal(DatabaseError error) {
    return error.disk_full() ? RefusedReason::DiskFull : RefusedReason::InputOutput;
}

} // namespace

Queue::Queue(Store& store, crypto::SigningKey signer)
    : store_(&store), signer_(std::move(signer)),
      kiosk_(crypto::kiosk_id_of(signer_.public_key())) {}

DatabaseResult<Queue> Queue::open(Store& store, crypto::SigningKey signer) {
    Queue queue(store, std::move(signer));
    const auto head = store.read(read_head);
    if (!head) {
        return std::unexpected(head.error());
    }
    if (!*head) {
        host::log(host::Event::ChainBegun);
        if (auto begun = queue.begin_chain(); !begun) {
            return std::unexpected(begun.error());
        }
    }
    return queue;
}

crypto::Bytes Queue::sign(const ChainHead& head, const Submission& submission,
                          crypto::EnvelopeId& id) const {
    const crypto::EnvelopeHead outer{submission.id,     kiosk_,       head.chain,
                                     head.sequence + 1, head.last_id, submission.manifest};
    const auto envelope = crypto::make_envelope(outer, submission.age_file, signer_);
    CHECK(envelope.has_value()); // the age file was measured before it came here
    id = envelope->id;
    return envelope->encode();
}

DatabaseResult<void> Queue::begin_chain() {
    return store_->write([this](Database& database) {
        ChainHead head{.chain = crypto::random_array<16>()};
        const auto signed_again = sign_all_again(database, head);
        return signed_again ? write_head(database, head) : signed_again;
    });
}

/// Moves every queued envelope to the chain of `head`, which moves along.
DatabaseResult<void> Queue::sign_all_again(Database& database, ChainHead& head) const {
    std::int64_t position = 0;
    for (;;) {
        const auto read = any_after(database, position);
        if (!read) {
            return std::unexpected(read.error());
        }
        const std::optional<Outgoing>& queued = *read;
        if (!queued) {
            return {};
        }
        position = queued->position;
        if (auto moved = sign_again(database, *queued, head); !moved) {
            return moved;
        }
    }
}

DatabaseResult<void> Queue::sign_again(Database& database, const Outgoing& queued,
                                       ChainHead& head) const {
    const auto old = crypto::parse_envelope(queued.bytes);
    CHECK(old.has_value()); // written by us, and every page's MAC was checked at start
    const crypto::Bytes age_file = old->age_file();
    const Submission again{old->head.submission, old->head.manifest, age_file, Kind::Referral};
    const crypto::Bytes bytes = sign(head, again, head.last_id);
    ++head.sequence;
    return replace_envelope(database, queued.position, head, bytes);
}

std::expected<crypto::EnvelopeId, RefusedReason> Queue::put(const Submission& submission) {
    if (!crypto::measure_referral(submission.age_file)) {
        return std::unexpected(RefusedReason::NotAReferral);
    }
    if (auto removed = remove_unconfirmed(); !removed) {
        return std::unexpected(refusal(removed.error()));
    }
    const auto known = store_->read([&](Database& database) {
        return exists(database, "SELECT 1 FROM manifest WHERE hash = ?", submission.manifest);
    });
    if (!known || !*known) {
        return std::unexpected(known ? RefusedReason::UnknownManifest : refusal(known.error()));
    }
    const auto found = find(submission.id);
    if (!found) {
        return std::unexpected(refusal(found.error()));
    }
    const std::optional<Kept>& kept = *found;
    const crypto::Hash age_hash = crypto::sha256(submission.age_file);
    if (!kept) {
        return add(submission, age_hash);
    }
    if (kept->age_hash != age_hash) {
        return std::unexpected(RefusedReason::Conflict);
    }
    if (!kept->settled && !reads_back(submission.id, *kept)) {
        return std::unexpected(RefusedReason::InputOutput);
    }
    return kept->id;
}

/// What became of a submission, while its envelope or its tombstone is there.
DatabaseResult<std::optional<Queue::Kept>> Queue::find(const crypto::SubmissionId& submission) {
    return store_->read([&](Database& database) -> DatabaseResult<std::optional<Kept>> {
        Statement select(database, "SELECT id, age_hash, 0 FROM envelope WHERE submission = ?1 "
                                   "UNION ALL "
                                   "SELECT id, age_hash, 1 FROM tombstone WHERE submission = ?1");
        const auto row = select.bind(submission).step();
        if (!row) {
            return std::unexpected(row.error());
        }
        if (!*row) {
            return std::nullopt;
        }
        return Kept{select.array<32>(0), select.array<32>(1), select.integer(2) == 1};
    });
}

std::expected<crypto::EnvelopeId, RefusedReason> Queue::add(const Submission& submission,
                                                            const crypto::Hash& age_hash) {
    const auto before = head();
    if (!before) {
        return std::unexpected(refusal(before.error()));
    }
    ChainHead after = *before;
    const crypto::Bytes bytes = sign(*before, submission, after.last_id);
    ++after.sequence;
    const auto written = store_->write([&](Database& database) {
        const auto inserted = insert(database, {submission, age_hash, after, bytes});
        return inserted ? write_head(database, after) : inserted;
    });
    if (written && reads_back(submission.id, {after.last_id, age_hash})) {
        const auto read = head();
        if (read && read->last_id == after.last_id) {
            return after.last_id;
        }
    }
    // The answer is "not kept" whatever the file says; so what may be there all the same goes.
    unconfirmed_ = Unconfirmed{submission.id, *before};
    std::ignore = remove_unconfirmed(); // whoever comes next tries again
    return std::unexpected(written ? RefusedReason::InputOutput : refusal(written.error()));
}

/// Finds the row in each way that anything later will: a disk can lose one page of several.
bool Queue::reads_back(const crypto::SubmissionId& submission, const Kept& kept) {
    const auto same = store_->read([&](Database& database) -> DatabaseResult<bool> {
        if (auto forgotten = database.forget_pages(); !forgotten) {
            return std::unexpected(forgotten.error());
        }
        Statement by_submission(database, "SELECT id FROM envelope WHERE submission = ?");
        auto row = by_submission.bind(submission).step();
        if (!row || !*row || by_submission.array<32>(0) != kept.id) {
            return row ? DatabaseResult<bool>(false) : row;
        }
        Statement by_id(database, "SELECT bytes FROM envelope WHERE id = ?");
        row = by_id.bind(kept.id).step();
        if (!row || !*row) {
            return row;
        }
        const auto envelope = crypto::parse_envelope(by_id.bytes(0));
        return envelope && envelope->id == kept.id &&
               crypto::sha256(envelope->age_file()) == kept.age_hash;
    });
    if (!same || !*same) {
        store_->distrust();
        host::log(host::Event::ReadBackFailed);
        return false;
    }
    return true;
}

DatabaseResult<void> Queue::remove_unconfirmed() {
    if (!unconfirmed_) {
        return {};
    }
    const auto removed = store_->write([this](Database& database) -> DatabaseResult<void> {
        const auto there = exists(database, "SELECT 1 FROM envelope WHERE submission = ?",
                                  unconfirmed_->submission);
        if (!there || !*there) {
            return there ? DatabaseResult<void>() : std::unexpected(there.error());
        }
        Statement remove(database, "DELETE FROM envelope WHERE submission = ?");
        const auto deleted = remove.bind(unconfirmed_->submission).finish();
        return deleted ? write_head(database, unconfirmed_->before) : deleted;
    });
    if (removed) {
        unconfirmed_.reset();
    }
    return removed;
}

DatabaseResult<std::optional<Outgoing>> Queue::next_after(std::int64_t position) {
    if (auto removed = remove_unconfirmed(); !removed) {
        return std::unexpected(removed.error());
    }
    return store_->read([&](Database& database) -> DatabaseResult<std::optional<Outgoing>> {
        // Those after `position` first, then from the start: one that always fails blocks nobody.
        Statement select(database, "SELECT position, bytes FROM envelope WHERE state = 'pending' "
                                   "AND position > ? ORDER BY position LIMIT 1");
        auto row = select.bind(position).step();
        if (row && !*row && position > 0) {
            Statement first(database, "SELECT position, bytes FROM envelope "
                                      "WHERE state = 'pending' ORDER BY position LIMIT 1");
            std::swap(select, first);
            row = select.step();
        }
        return outgoing(row, select);
    });
}

DatabaseResult<void> Queue::settle(const crypto::Receipt& receipt) {
    return store_->write([&](Database& database) {
        Statement bury(database, "INSERT INTO tombstone (submission, id, age_hash, sequence, day) "
                                 "SELECT submission, id, age_hash, sequence, ?2 FROM envelope "
                                 "WHERE id = ?1");
        Statement test(database,
                       "UPDATE head SET tested = 1 WHERE chain = (SELECT chain FROM envelope "
                       "WHERE id = ? AND kind = 'test')");
        Statement remove(database, "DELETE FROM envelope WHERE id = ?");
        Statement forget(database, "DELETE FROM tombstone WHERE day < date(?, '-90 days')");
        bury.bind(receipt.envelope).bind(receipt.day);
        test.bind(receipt.envelope);
        remove.bind(receipt.envelope);
        forget.bind(receipt.day);
        return finish_all({&bury, &test, &remove, &forget});
    });
}

DatabaseResult<void> Queue::quarantine(std::int64_t position) {
    return store_->write([position](Database& database) {
        Statement update(database, "UPDATE envelope SET state = 'quarantined' WHERE position = ?");
        return update.bind(position).finish();
    });
}

DatabaseResult<std::int64_t> Queue::release_quarantine() {
    return store_->write([](Database& database) -> DatabaseResult<std::int64_t> {
        Statement count(database, "SELECT count(*) FROM envelope WHERE state = 'quarantined'");
        const auto row = count.step();
        if (!row) {
            return std::unexpected(row.error());
        }
        const std::int64_t released = count.integer(0);
        Statement update(database,
                         "UPDATE envelope SET state = 'pending' WHERE state = 'quarantined'");
        if (auto done = update.finish(); !done) {
            return std::unexpected(done.error());
        }
        return released;
    });
}

DatabaseResult<wire::Fill> Queue::fill() {
    if (!store_->has_room()) {
        return wire::Fill::NearlyFull;
    }
    const auto any = store_->read([](Database& database) {
        return exists(database, "SELECT 1 FROM envelope WHERE kind = 'referral' LIMIT 1");
    });
    if (!any) {
        return std::unexpected(any.error());
    }
    return *any ? wire::Fill::Some : wire::Fill::None;
}

DatabaseResult<std::string> Queue::last_receipt_day() {
    return store_->read([](Database& database) {
        return database.ask("SELECT coalesce(max(day), '') FROM tombstone");
    });
}

DatabaseResult<ChainHead> Queue::head() {
    return store_->read([](Database& database) -> DatabaseResult<ChainHead> {
        const auto head = read_head(database);
        if (!head) {
            return std::unexpected(head.error());
        }
        CHECK(head->has_value()); // open() made one
        return **head;
    });
}

DatabaseResult<bool> Queue::test_is_pending() {
    return store_->read([](Database& database) {
        return exists(database, "SELECT 1 FROM envelope JOIN head USING (chain) "
                                "WHERE kind = 'test' LIMIT 1");
    });
}

} // namespace outbox
