// The least that a gateway in front of a Node.js function can do: the floor of start-api in the same run. It hands the name in a
// request's query over in a fixed event, on the same kind of pipes, and the body of the answer back; it checks, counts and logs nothing.
// usage: gateway FUNCTIONS EVENT_FILE COMMAND...   `@` in the event stands for the name.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum { kMostFunctions = 8, kMostClients = 1024, kBytes = 1 << 16, kNameBytes = 64 };

struct Function {
  int events, answers;
  int client;  // whose request it has; -1 for none
};

static struct Function functions[kMostFunctions];
static int function_count;
static int waiting[kMostClients], waiting_begin, waiting_end;  // a ring of clients
static char names[kBytes][kNameBytes];                         // by descriptor
static char event[kBytes];
static char* behind_name;  // in the event

static void fail(const char* what) {
  perror(what);
  exit(1);
}

static void check(int result, const char* what) {
  if (result < 0) fail(what);
}

static void start(struct Function* function, char* const* command) {
  int events[2], answers[2];
  check(pipe2(events, O_CLOEXEC), "pipe");
  check(pipe2(answers, O_CLOEXEC), "pipe");
  if (fork() == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int in = fcntl(events[0], F_DUPFD, 10), out = fcntl(answers[1], F_DUPFD, 10);
    dup2(in, 3);
    dup2(out, 4);
    execvp(command[0], command);
    fail(command[0]);
  }
  close(events[0]);
  close(answers[1]);
  *function = (struct Function){events[1], answers[0], -1};
}

static void offer(struct Function* function, int client) {
  static char frame[2 * kBytes];
  const uint32_t size = (uint32_t)snprintf(frame + 4, sizeof frame - 4, "%s%s%s", event, names[client], behind_name);
  memcpy(frame, &size, 4);
  function->client = client;
  if (write(function->events, frame, 4 + size) != 4 + (ssize_t)size) fail("event");
}

static void receive(int client) {
  static char bytes[kBytes];
  const ssize_t size = recv(client, bytes, sizeof bytes - 1, 0);
  if (size <= 0) {
    close(client);
    return;
  }
  bytes[size] = 0;
  const char* name = strstr(bytes, "name=");
  const int length = name ? (int)strcspn(name + 5, " &\r") : 0;
  snprintf(names[client], kNameBytes, "%.*s", length, name ? name + 5 : "");
  for (int i = 0; i < function_count; ++i) {
    if (functions[i].client >= 0) continue;
    offer(&functions[i], client);
    return;
  }
  waiting[waiting_end++ % kMostClients] = client;
}

static void respond(struct Function* function) {
  static char answer[kBytes], body[kBytes], response[kBytes + 256];
  const ssize_t size = read(function->answers, answer, sizeof answer - 1);
  if (size <= 4) fail("answer");
  answer[size] = 0;
  const int client = function->client;
  function->client = -1;
  if (waiting_begin != waiting_end) offer(function, waiting[waiting_begin++ % kMostClients]);
  const char* from = strstr(answer + 4, "\"body\":\"");
  if (!from) fail("body");
  char* to = body;
  for (from += 8; *from && *from != '"'; ++from) *to++ = *from == '\\' ? *++from : *from;
  *to = 0;
  const int all = snprintf(response, sizeof response,
                           "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s", (size_t)(to - body), body);
  if (send(client, response, (size_t)all, MSG_NOSIGNAL) < 0) close(client);
}

static void watch(int epoll, int descriptor) {
  check(epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &(struct epoll_event){.events = EPOLLIN, .data.fd = descriptor}), "epoll");
}

static int listen_here(void) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  check(bind(listener, (struct sockaddr*)&address, length), "bind");
  check(listen(listener, 512), "listen");
  getsockname(listener, (struct sockaddr*)&address, &length);
  printf("Running on http://127.0.0.1:%d\n", ntohs(address.sin_port));
  fflush(stdout);
  return listener;
}

static void serve(int epoll, int listener, int ready) {
  for (int i = 0; i < function_count; ++i)
    if (functions[i].answers == ready) return respond(&functions[i]);
  if (ready != listener) return receive(ready);
  const int client = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
  check(client, "accept");
  setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
  watch(epoll, client);
}

int main(int count, char** words) {
  if (count < 4 || atoi(words[1]) < 1 || atoi(words[1]) > kMostFunctions) return 2;
  FILE* file = fopen(words[2], "r");
  if (!file) fail(words[2]);
  event[fread(event, 1, sizeof event - 1, file)] = 0;
  behind_name = strchr(event, '@');
  if (!behind_name) return 2;
  *behind_name++ = 0;
  function_count = atoi(words[1]);
  for (int i = 0; i < function_count; ++i) start(&functions[i], words + 3);
  const int epoll = epoll_create1(EPOLL_CLOEXEC), listener = listen_here();
  watch(epoll, listener);
  for (int i = 0; i < function_count; ++i) watch(epoll, functions[i].answers);
  for (;;) {
    struct epoll_event ready[128];
    const int found = epoll_wait(epoll, ready, 128, -1);
    for (int i = 0; i < found; ++i) serve(epoll, listener, ready[i].data.fd);
  }
}
