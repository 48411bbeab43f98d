#include "aws/chain.h"

#include <array>
#include <memory>
#include <utility>

#include "aws/providers/provider.h"

namespace cxsam::aws {
namespace {

constexpr std::array<Provider, 10> kAll{
    &from_environment, &from_assumed_role, &from_web_identity, &from_sso,       &from_credentials_file,
    &from_login,       &from_process,      &from_config_file,  &from_container, &from_instance_metadata};

constexpr std::array<Provider, 6> kOfProfile{&from_web_identity, &from_sso,     &from_credentials_file,
                                             &from_login,        &from_process, &from_config_file};

constexpr std::chrono::minutes kEarly{15};
constexpr std::chrono::minutes kLatest{1};

Error none_found() {
  return Error{"Unable to locate credentials: neither the environment nor the profile has any, and this is no AWS machine"}
      .hint("`aws configure` or `aws sso login` sets them up, `--profile NAME` chooses among several")
      .hint("for LocalStack and the like any will do: AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test");
}

}  // namespace

std::span<const Provider> profile_providers() { return kOfProfile; }

Task<Found> first_of(std::span<const Provider> providers, Search search) {
  for (const Provider provider : providers) {
    Found found = co_await provider(search);
    if (!found || *found) co_return found;
  }
  co_return std::nullopt;
}

Task<Result<std::optional<Credentials>>> find_credentials(Wire& wire) {
  Search search{wire, wire.settings.profile, !wire.settings.wishes.profile.has_value()};
  co_return co_await first_of(kAll, std::move(search));
}

bool CredentialSource::lasts_for(std::chrono::seconds time) const {
  return known_ && (!known_->expires || *known_->expires > wire_.world.clock.wall() + time);
}

Task<Result<Credentials>> CredentialSource::get() {
  while (searching_) co_await changed_.wait();
  if (lasts_for(kEarly)) co_return *known_;
  searching_ = true;
  const auto end = std::unique_ptr<CredentialSource, void (*)(CredentialSource*)>(this, [](CredentialSource* source) {
    source->searching_ = false;  // also when the search is cancelled
    source->changed_.notify();
  });
  Found found = co_await find_credentials(wire_);
  if (found && *found) {
    known_ = **found;
    co_return *known_;
  }
  if (lasts_for(kLatest)) co_return *known_;
  if (!found) co_return fail(std::move(found).error());
  co_return fail(none_found());
}

Task<std::optional<Credentials>> CredentialSource::replace(std::string access_key) {
  if (known_ && known_->access_key == access_key) known_.reset();
  Result<Credentials> found = co_await get();
  if (!found || found->access_key == access_key) co_return std::nullopt;
  co_return *std::move(found);
}

}  // namespace cxsam::aws
