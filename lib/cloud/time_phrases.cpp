#include "cloud/time_phrases.h"

#include <array>

#include "base/text.h"

namespace cxsam::cloud {
namespace {

struct Phrase {
  std::string_view words;
  std::string_view numbers;
};

/// Longer ones before those that they contain.
constexpr std::array kPhrases{
    Phrase{"the day before yesterday", "2 days ago"},
    Phrase{"day before yesterday", "2 days ago"},
    Phrase{"half an hour", "30 minutes"},
    Phrase{"last night", "yesterday 20:00"},
    Phrase{"this morning", "today 09:00"},
    Phrase{"tonight", "today 20:00"},
    Phrase{"12 midnight", "00:00"},
    Phrase{"midnight", "00:00"},
    Phrase{"12 noon", "12:00"},
    Phrase{"noon", "12:00"},
    // What has begun and goes on is as good as now.
    Phrase{"this minute", "now"},
    Phrase{"this hour", "now"},
    Phrase{"this week", "now"},
    Phrase{"this month", "now"},
    Phrase{"this year", "now"},
    Phrase{"just now", "now"},
    Phrase{"one", "1"},
    Phrase{"two", "2"},
    Phrase{"three", "3"},
    Phrase{"four", "4"},
    Phrase{"five", "5"},
    Phrase{"six", "6"},
    Phrase{"seven", "7"},
    Phrase{"eight", "8"},
    Phrase{"nine", "9"},
    Phrase{"ten", "10"},
    Phrase{"eleven", "11"},
    Phrase{"twelve", "12"},
};

}  // namespace

std::string in_numbers(std::string_view text) {
  std::string spaced = " " + std::string(text) + " ";
  for (const Phrase& phrase : kPhrases)
    spaced = replace_all(std::move(spaced), " " + std::string(phrase.words) + " ", " " + std::string(phrase.numbers) + " ");
  return std::string(trim(spaced));
}

}  // namespace cxsam::cloud
