// What libraries of Debian 12 take from glibc 2.35 and 2.36, so that the program also starts where glibc is 2.34: Amazon Linux
// 2023, RHEL 9, Ubuntu 22.04. The linker prefers these to glibc's own.
#include <dlfcn.h>
#include <link.h>
#include <sys/random.h>

#include <cerrno>
#include <cstdint>
#include <cstdlib>

namespace {

using Address = std::uintptr_t;

/// A question to dl_iterate_phdr: which object holds the address, and where are its unwind tables?
struct Search {
  Address address = 0;
  dl_find_object* found = nullptr;
};

int look_into(dl_phdr_info* object, std::size_t, void* data) {
  const auto& search = *static_cast<Search*>(data);
  bool holds_address = false;
  dl_find_object result{};
  for (int i = 0; i < object->dlpi_phnum; ++i) {
    const ElfW(Phdr)& part = object->dlpi_phdr[i];
    const Address start = object->dlpi_addr + part.p_vaddr;
    if (part.p_type == PT_GNU_EH_FRAME) result.dlfo_eh_frame = reinterpret_cast<void*>(start);
    if (part.p_type != PT_LOAD || search.address < start || search.address >= start + part.p_memsz) continue;
    holds_address = true;
    result.dlfo_map_start = reinterpret_cast<void*>(start);
    result.dlfo_map_end = reinterpret_cast<void*>(start + part.p_memsz);
  }
  if (!holds_address || result.dlfo_eh_frame == nullptr) return 0;
  *search.found = result;
  return 1;
}

}  // namespace

extern "C" {

/// The unwinder asks for the tables of each frame. Source: glibc manual, "Dynamic Linker Introspection".
int _dl_find_object(void* address, dl_find_object* result) noexcept {
  Search search{reinterpret_cast<Address>(address), result};
  return dl_iterate_phdr(look_into, &search) == 1 ? 0 : -1;
}

void arc4random_buf(void* bytes, std::size_t size) noexcept {
  auto* next = static_cast<char*>(bytes);
  while (size > 0) {
    const ssize_t got = getrandom(next, size, 0);
    if (got < 0 && errno != EINTR) std::abort();  // never without a source of randomness
    const std::size_t taken = got < 0 ? 0 : static_cast<std::size_t>(got);
    next += taken;
    size -= taken;
  }
}

std::uint32_t arc4random() noexcept {
  std::uint32_t number = 0;
  arc4random_buf(&number, sizeof number);
  return number;
}

}  // extern "C"
