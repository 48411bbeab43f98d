#include "system/curl_library.h"

#include <dlfcn.h>

#include <array>
#include <string>

#include "system/packages.h"

namespace cxsam::system {
namespace {

constexpr std::array kNames{"libcurl.so.4", "libcurl-gnutls.so.4"};
constexpr long kInitAll = 3;

void* open_library() {
  for (const char* name : kNames)
    if (void* library = ::dlopen(name, RTLD_NOW | RTLD_LOCAL)) return library;
  return nullptr;
}

template <class Function>
void find(void* library, const char* name, Function*& function, std::string& missing) {
  function = reinterpret_cast<Function*>(::dlsym(library, name));
  if (function == nullptr) missing = name;
}

Result<CurlLibrary> load() {
  void* library = open_library();
  if (library == nullptr)
    return fail(Error{"libcurl is missing, which requests to AWS need (`libcurl.so.4`)"}.hint(how_to_install("libcurl")));
  CurlLibrary curl{};
  std::string missing;
  int (*global_init)(long) = nullptr;
  find(library, "curl_global_init", global_init, missing);
  find(library, "curl_easy_init", curl.easy_init, missing);
  find(library, "curl_easy_setopt", curl.easy_setopt, missing);
  find(library, "curl_easy_getinfo", curl.easy_getinfo, missing);
  find(library, "curl_easy_cleanup", curl.easy_cleanup, missing);
  find(library, "curl_easy_strerror", curl.easy_strerror, missing);
  find(library, "curl_slist_append", curl.slist_append, missing);
  find(library, "curl_slist_free_all", curl.slist_free_all, missing);
  find(library, "curl_multi_init", curl.multi_init, missing);
  find(library, "curl_multi_setopt", curl.multi_setopt, missing);
  find(library, "curl_multi_add_handle", curl.multi_add_handle, missing);
  find(library, "curl_multi_remove_handle", curl.multi_remove_handle, missing);
  find(library, "curl_multi_perform", curl.multi_perform, missing);
  find(library, "curl_multi_poll", curl.multi_poll, missing);
  find(library, "curl_multi_wakeup", curl.multi_wakeup, missing);
  find(library, "curl_multi_info_read", curl.multi_info_read, missing);
  find(library, "curl_multi_cleanup", curl.multi_cleanup, missing);
  if (!missing.empty())
    return fail(Error{"this machine's libcurl is too old: it lacks `" + missing + "`"}.hint("version 7.68 or newer is needed"));
  if (global_init(kInitAll) != 0) return fail("libcurl cannot start: its TLS library refuses to");
  return curl;
}

}  // namespace

Result<const CurlLibrary*> curl_library() {
  static const Result<CurlLibrary> kLoaded = load();
  if (!kLoaded) return fail(kLoaded.error());
  return &*kLoaded;
}

}  // namespace cxsam::system
