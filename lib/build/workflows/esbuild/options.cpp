#include "build/workflows/esbuild/options.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.h"

namespace cxsam::build::esbuild {
namespace {

/// How esbuild takes a value on its command line.
enum class Form : std::uint8_t {
  Flag,    // --minify, or not there
  Value,   // --format=esm
  Either,  // --sourcemap or --sourcemap=inline
  Joined,  // --main-fields=module,main
  Each     // --external:a --external:b
};

struct Property {
  std::string_view name;
  Form form;
  std::string_view by_default = "";  // the value of Value and Joined, "true" of a Flag
};

constexpr std::array kProperties{
    Property{"Alias", Form::Each},
    Property{"AllowOverwrite", Form::Flag},
    Property{"AssetNames", Form::Value},
    Property{"Banner", Form::Each},
    Property{"Bundle", Form::Flag, "true"},
    Property{"Charset", Form::Value},
    Property{"ChunkNames", Form::Value},
    Property{"Conditions", Form::Joined},
    Property{"Define", Form::Each},
    Property{"Drop", Form::Each},
    Property{"DropLabels", Form::Joined},
    Property{"EntryNames", Form::Value},
    Property{"External", Form::Each},
    Property{"Footer", Form::Each},
    Property{"Format", Form::Value, "cjs"},
    Property{"GlobalName", Form::Value},
    Property{"IgnoreAnnotations", Form::Flag},
    Property{"Inject", Form::Each},
    Property{"Jsx", Form::Value},
    Property{"JsxDev", Form::Flag},
    Property{"JsxFactory", Form::Value},
    Property{"JsxFragment", Form::Value},
    Property{"JsxImportSource", Form::Value},
    Property{"JsxSideEffects", Form::Flag},
    Property{"KeepNames", Form::Flag},
    Property{"LegalComments", Form::Value},
    Property{"LineLimit", Form::Value},
    Property{"Loader", Form::Each},
    Property{"LogLevel", Form::Value},
    Property{"LogLimit", Form::Value},
    Property{"LogOverride", Form::Each},
    Property{"MainFields", Form::Joined, "main,module"},
    Property{"MangleProps", Form::Value},
    Property{"MangleQuoted", Form::Flag},
    Property{"Minify", Form::Flag, "true"},
    Property{"MinifyIdentifiers", Form::Flag},
    Property{"MinifySyntax", Form::Flag},
    Property{"MinifyWhitespace", Form::Flag},
    Property{"OutExtension", Form::Each},
    Property{"Outbase", Form::Value},
    Property{"Packages", Form::Value},
    Property{"Platform", Form::Value, "node"},
    Property{"PreserveSymlinks", Form::Flag},
    Property{"PublicPath", Form::Value},
    Property{"Pure", Form::Each},
    Property{"ReserveProps", Form::Value},
    Property{"ResolveExtensions", Form::Joined},
    Property{"SourceRoot", Form::Value},
    Property{"Sourcemap", Form::Either},
    Property{"SourcesContent", Form::Value},
    Property{"Splitting", Form::Flag},
    Property{"Supported", Form::Each},
    Property{"Target", Form::Joined, "es2020"},
    Property{"TreeShaking", Form::Value},
    Property{"Tsconfig", Form::Value},
    Property{"TsconfigRaw", Form::Value},
};

constexpr std::array<std::string_view, 2> kNotForEsbuild{"EntryPoints", "UseNpmCi"};

/// "MainFields" -> "--main-fields"
std::string option_of(std::string_view name) {
  std::string option = "-";
  for (const char c : name) {
    if (std::isupper(static_cast<unsigned char>(c)) != 0) option += '-';
    option += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return option;
}

/// A text, a list of texts, or a map, of which each key is one: "key=value".
std::vector<std::string> texts_of(const Node& value) {
  std::vector<std::string> texts;
  if (const auto text = value.as_text()) texts.emplace_back(*text);
  for (const Node& item : value.items)
    if (const auto text = item.as_text()) texts.emplace_back(*text);
  for (const Member& member : value.members)
    if (const auto text = member.value.as_text()) texts.push_back(member.key + "=" + std::string(*text));
  return texts;
}

void add(const Property& property, const std::vector<std::string>& texts, std::vector<std::string>& arguments) {
  const std::string option = option_of(property.name);
  const std::string joined = join(texts, ",");
  const bool yes = equals_ignoring_case(joined, "true");
  const bool no = joined.empty() || equals_ignoring_case(joined, "false");
  switch (property.form) {
    case Form::Flag:
      if (yes) arguments.push_back(option);
      break;
    case Form::Either:
      if (!no) arguments.push_back(yes ? option : option + "=" + joined);
      break;
    case Form::Value:
    case Form::Joined:
      if (!joined.empty()) arguments.push_back(option + "=" + (yes || no ? to_lower(joined) : joined));
      break;
    case Form::Each:
      for (const std::string& text : texts) arguments.push_back(option + ":" + text);
      break;
  }
}

}  // namespace

std::vector<std::string> arguments(const Node& properties, const std::function<void(std::string_view)>& unknown) {
  std::vector<std::string> arguments;
  for (const Property& property : kProperties) {
    const Node* given = properties.find(property.name);
    const std::string by_default(property.by_default);
    if (given != nullptr) {
      add(property, texts_of(*given), arguments);
    } else if (!by_default.empty()) {
      add(property, {by_default}, arguments);
    }
  }
  for (const Member& member : properties.members) {
    const bool known = std::ranges::find(kProperties, member.key, &Property::name) != kProperties.end() ||
                       std::ranges::find(kNotForEsbuild, member.key) != kNotForEsbuild.end();
    if (!known) unknown(member.key);
  }
  return arguments;
}

std::vector<std::string> property_names() {
  std::vector<std::string> names(kNotForEsbuild.begin(), kNotForEsbuild.end());
  for (const Property& property : kProperties) names.emplace_back(property.name);
  return names;
}

}  // namespace cxsam::build::esbuild
