// What comes in on the channels of an instance: its reaper's reports, its output, its frames.
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "runtime/instance.h"

namespace cxsam::runtime {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kReadBytes = std::size_t{64} << 10U;
constexpr int kMaxDrainReads = 64;

Task<bool> readable(asio::posix::stream_descriptor& descriptor) {
  boost::system::error_code error;
  const auto kind = asio::posix::stream_descriptor::wait_read;
  co_await descriptor.async_wait(kind, asio::redirect_error(asio::use_awaitable, error));
  co_return !error && descriptor.is_open();
}

}  // namespace

// --- what the reaper says

Task<void> Instance::watch_reaper(std::shared_ptr<Instance> self) {
  while (true) {
    const bool more = co_await readable(self->control_);
    if (!more) break;
    ReaperReport report{};
    const ssize_t size = recv(self->control_.native_handle(), &report, sizeof report, MSG_DONTWAIT);
    if (size < 0 && errno == EAGAIN) continue;
    if (size != sizeof report) break;
    self->take_report(report);
  }
  if (self->closed_) co_return;
  if (self->start_failure_.empty()) self->start_failure_ = "its sandbox ended";
  self->broken_ = true;
  self->session_->ended({});
}

void Instance::take_report(const ReaperReport& report) {
  switch (report.kind) {
    case ReaperReport::Kind::SetupFailed: {
      const bool at_step = report.step >= 0;
      const std::string what =
          at_step ? "at `" + prepared_->steps[static_cast<std::size_t>(report.step)].target + "`" : "for its user";
      start_failure_ = "cannot set up the sandbox " + what + ": " + errno_text(report.value);
      break;
    }
    case ReaperReport::Kind::StartFailed:
      host_.note("`" + prepared_->spec->function.logical_id + "`: cannot run `" + prepared_->arguments.front() +
                 "`: " + errno_text(report.value));
      break;
    case ReaperReport::Kind::Exited:
      drain_log();
      lines_.flush();
      peak_bytes_ = std::max(peak_bytes_, static_cast<std::uint64_t>(report.peak_kib) * 1024);
      frames_.cancel();
      api_->drop_connections();
      session_->ended({report.value, peak_bytes_});
      break;
  }
}

// --- what the process writes

Task<void> Instance::watch_log(std::shared_ptr<Instance> self) {
  while (true) {
    const bool more = co_await readable(self->log_pipe_);
    if (!more || !self->drain_log()) co_return;
  }
}

// False when every writer is gone and nothing will come again.
bool Instance::drain_log() {
  static std::array<char, kReadBytes> buffer;  // one thread
  for (int reads = 0; reads < kMaxDrainReads; ++reads) {
    const ssize_t size = read(log_pipe_.native_handle(), buffer.data(), buffer.size());
    if (size == 0) return false;
    if (size < 0) return true;
    lines_.feed({buffer.data(), static_cast<std::size_t>(size)});
  }
  return true;
}

// --- the frame channel

Task<void> Instance::watch_frames(std::shared_ptr<Instance> self) {
  static std::array<char, kReadBytes> buffer;  // one thread, and emptied before the next wait
  while (!self->closed_) {
    boost::system::error_code error;
    const auto kind = asio::posix::stream_descriptor::wait_read;
    co_await self->frames_.async_wait(kind, asio::redirect_error(asio::use_awaitable, error));
    if (self->closed_) co_return;
    if (error) continue;  // the process ended; the channel stays for the next
    const ssize_t size = recv(self->frames_.native_handle(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (size == 0) co_return;
    if (size < 0) continue;
    self->frame_reader_.feed({buffer.data(), static_cast<std::size_t>(size)});
    while (auto frame = self->frame_reader_.next()) {
      self->take_frame(std::move(*frame));
      co_await self->session_->wait_for_reader();
    }
    if (self->frame_reader_.broken()) self->send_command(ReaperCommand::Kill);
  }
}

void Instance::take_frame(Frame frame) {
  if (session_->stopped()) return;
  std::string_view rest = frame.body;
  const auto failure = [&rest] {
    const std::string type = checked_error_type(take_string(rest).value_or(""));
    return Failure{type, std::string(rest)};
  };
  switch (frame.kind) {
    case FrameKind::Ready:
      framed_ = true;
      note_version(frame.body);
      session_->ready();
      break;
    case FrameKind::InitError:
      session_->fail_init(failure());
      break;
    case FrameKind::Response:
      if (session_->begin_response(request_id_)) break;
      session_->set_content_type("application/json");
      if (frame.body.size() > kMaxResponseBytes) {
        session_->refuse_too_large(frame.body.size());
      } else {
        session_->add_part(std::move(frame.body));
        session_->finish();
      }
      session_->ready();
      break;
    case FrameKind::StreamHead:
      if (!session_->begin_response(request_id_)) session_->set_content_type(std::move(frame.body));
      break;
    case FrameKind::StreamData:
      if (session_->takes_parts_of(request_id_)) session_->add_part(std::move(frame.body));
      break;
    case FrameKind::StreamEnd:
      session_->finish();
      session_->ready();
      break;
    case FrameKind::Error:
    case FrameKind::StreamError:
      if (session_->begin_error(request_id_)) break;
      session_->finish_with(failure());
      session_->ready();
      break;
    case FrameKind::LastError:
      if (!session_->begin_error(request_id_)) session_->finish_with(failure());
      break;
    case FrameKind::Invoke:
      break;  // only ever sent by cxsam
  }
}

void Instance::note_version(const std::string& version) {
  const std::string& wanted = prepared_->wanted_version;
  if (wanted.empty() || version == wanted || version.starts_with(wanted + ".")) return;
  host_.note("`" + prepared_->spec->function.runtime + "` functions run on " + prepared_->language + " " + version +
             ": this machine has no " + wanted + " on PATH.");
}

}  // namespace cxsam::runtime
