// Fn::Cidr: the first `count` networks with `bits` host bits inside an IPv4 or IPv6 block.
// Source: AWS CloudFormation user guide, "Fn::Cidr".
#include <arpa/inet.h>

#include <array>

#include "base/text.h"
#include "template/evaluation.h"
#include "template/intrinsics.h"

namespace cxsam::tmpl {
namespace {

constexpr std::int64_t kMaxCount = 256;

/// An address block; the address is the first of the block and fills the first `width / 8` bytes.
struct Block {
  std::array<std::uint8_t, 16> address{};
  unsigned width = 32;  // bits of an address: 32 or 128
  unsigned prefix = 0;
};

std::optional<Block> parse_block(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::optional<std::int64_t> prefix = parse_int(text.substr(slash + 1));
  const std::string address(text.substr(0, slash));
  const bool v6 = address.find(':') != std::string::npos;
  Block block{.width = v6 ? 128U : 32U};
  if (!prefix || *prefix < 0 || *prefix > block.width) return std::nullopt;
  block.prefix = static_cast<unsigned>(*prefix);
  if (::inet_pton(v6 ? AF_INET6 : AF_INET, address.c_str(), block.address.data()) != 1) return std::nullopt;
  for (unsigned bit = block.prefix; bit < block.width; ++bit)
    block.address[bit / 8] &= static_cast<std::uint8_t>(~(0x80U >> bit % 8));
  return block;
}

/// Adds 2^`bit`, counted from the address's last bit.
void add_power(Block& block, unsigned bit) {
  unsigned carry = 1U << bit % 8;
  for (unsigned byte = block.width / 8 - bit / 8; byte-- > 0 && carry != 0;) {
    const unsigned sum = block.address[byte] + carry;
    block.address[byte] = static_cast<std::uint8_t>(sum);
    carry = sum >> 8U;
  }
}

std::string to_text(const Block& block) {
  char text[INET6_ADDRSTRLEN];
  ::inet_ntop(block.width == 128 ? AF_INET6 : AF_INET, block.address.data(), text, sizeof text);
  return std::string(text) + '/' + std::to_string(block.prefix);
}

/// Nothing when so many networks of this size do not fit.
std::optional<Node> networks(Block block, std::int64_t count, std::int64_t bits) {
  if (count < 1 || count > kMaxCount || bits < 0 || bits > block.width - block.prefix) return std::nullopt;
  const std::int64_t spare_bits = block.width - block.prefix - bits;
  if (spare_bits < 8 && count > std::int64_t{1} << spare_bits) return std::nullopt;
  block.prefix = block.width - static_cast<unsigned>(bits);
  Node list = make_list();
  while (true) {
    list.items.push_back(make_string(to_text(block)));
    if (--count == 0) return list;
    add_power(block, static_cast<unsigned>(bits));
  }
}

Resolved evaluate(const Node& node, const Node& argument, const Resolver& resolver) {
  const std::optional<Arguments> args = arguments(argument, resolver, 2, 3);
  if (!args) return unknown(node);
  const auto text = args->text(0);
  const auto count = args->integer(1);
  const auto bits = args->size() == 3 ? args->integer(2) : std::nullopt;
  const std::optional<Block> block = text ? parse_block(*text) : std::nullopt;
  std::optional<Node> list = block && count && bits ? networks(*block, *count, *bits) : std::nullopt;
  return list ? known(std::move(*list), node) : args->stay(node, argument);
}

}  // namespace

extern const IntrinsicFunction intrinsic_cidr{"Fn::Cidr", evaluate};

}  // namespace cxsam::tmpl
