// Go, Rust and Java with their own tools: built, built again, and called. The programs speak to the Runtime API themselves, so
// that nothing has to be fetched for Go and Rust.
#include "tests/e2e/built_project.h"

#include "runtime/sdk.h"

using namespace cxsam;
using test::BuiltProject;
using test::contains;
using test::has_program;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kGo = R"(package main

import (
	"bytes"
	"io"
	"net/http"
	"os"

	"example.com/greeting"
)

func main() {
	base := "http://" + os.Getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/invocation/"
	for {
		next, err := http.Get(base + "next")
		if err != nil {
			os.Exit(1)
		}
		event, _ := io.ReadAll(next.Body)
		next.Body.Close()
		id := next.Header.Get("Lambda-Runtime-Aws-Request-Id")
		answer := `{"said": "` + greeting.Word + `", "event": ` + string(event) + `}`
		http.Post(base+id+"/response", "application/json", bytes.NewReader([]byte(answer)))
	}
}
)";

constexpr std::string_view kRust = R"(use std::io::{Read, Write};

fn exchange(request: String) -> String {
    let api = std::env::var("AWS_LAMBDA_RUNTIME_API").unwrap();
    let mut stream = std::net::TcpStream::connect(api).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn main() {
    let base = "/2018-06-01/runtime/invocation/";
    loop {
        let next = exchange(format!("GET {base}next HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
        let (head, event) = next.split_once("\r\n\r\n").unwrap();
        let id = head
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(name, _)| name.eq_ignore_ascii_case("lambda-runtime-aws-request-id"))
            .map(|(_, value)| value.trim().to_string())
            .unwrap();
        let answer = format!("{{\"said\": \"{}\", \"event\": {event}}}", greeting::WORD);
        exchange(format!(
            "POST {base}{id}/response HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{answer}",
            answer.len()
        ));
    }
}
)";

/// What keeps a machine without network from this test is no fault.
bool is_offline(const std::string& said) {
  for (const char* sign :
       {"Could not transfer artifact", "UnknownHost", "Could not resolve host", "Unknown host", "Connection timed out"})
    if (contains(said, sign)) {
      std::cout << "skipped: the tool's own plugins cannot be fetched here\n";
      return true;
    }
  return false;
}

bool can_call_java() {
  const fs::path clients = fs::path(CXSAM_SOURCE_DIR) / "build" / "clients";
  ::setenv("XDG_CACHE_HOME", clients.c_str(), 1);
  if (fs::exists(runtime::sdk_folder("java") / "lib")) return true;
  if (runtime::install_sdk("java", runtime::usual_sdk_packages("java"), [](std::string_view) {})) return true;
  std::cout << "skipped: the Java client cannot be fetched here, so what was built is not called\n";
  return false;
}

void write_java(const BuiltProject& project, const std::string& folder, const std::string& answer) {
  project.folder.write(folder + "/src/main/java/example/App.java",
                       "package example;\n\npublic class App {\n  public String handle(Object event) {\n    return \"" +
                           answer + " \" + event;\n  }\n}\n");
}

std::string pom(const std::string& body, const std::string& name) {
  return "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n  <modelVersion>4.0.0</modelVersion>\n  " + body +
         "\n  <artifactId>" + name + "</artifactId>\n";
}

}  // namespace

TEST_CASE("build: a Go module, its neighbours and its program", "[e2e][build][go]") {
  if (!has_program("go")) return;
  BuiltProject project;
  project.environment["GOFLAGS"] = "-mod=mod";
  project.environment["GOPROXY"] = "off";
  project.write_template("Runtime: provided.al2023, Handler: bootstrap, CodeUri: hello", "BuildMethod: go1.x");
  project.folder.write("hello/go.mod",
                       "module example.com/hello\n\ngo 1.20\n\nrequire example.com/greeting v0.0.0\n\nreplace "
                       "example.com/greeting => ../greeting\n");
  project.folder.write("hello/main.go", kGo);
  project.folder.write("greeting/go.mod", "module example.com/greeting\n\ngo 1.20\n");
  project.folder.write("greeting/greeting.go", "package greeting\n\nconst Word = \"moin\"\n");

  CHECK(contains(project.built(), "Built Hello (go1.x): code in "));
  CHECK(contains(project.answer(R"({"a": 1})"), R"("said": "moin")"));
  CHECK(contains(project.built(), "Nothing has changed for Hello"));

  project.folder.write("greeting/greeting.go", "package greeting\n\nconst Word = \"hallo\"\n");
  const std::string again = project.built({"--explain"});
  CHECK(contains(again, "greeting.go` has changed"));
  CHECK(contains(project.answer("{}"), R"("said": "hallo")"));
  const std::string first = project.folder.read(".aws-sam/build/Hello/bootstrap");
  (void)project.built({"--no-cached"});
  CHECK(first == project.folder.read(".aws-sam/build/Hello/bootstrap"));
}

TEST_CASE("build: Go for the other processor, and what the compiler says", "[e2e][build][go]") {
  if (!has_program("go")) return;
  BuiltProject project;
  project.environment["GOPROXY"] = "off";
  project.write_template("Runtime: provided.al2023, Handler: bootstrap, CodeUri: hello, Architectures: [arm64]",
                         "BuildMethod: go1.x");
  project.folder.write("hello/go.mod", "module example.com/hello\n\ngo 1.20\n");
  project.folder.write("hello/main.go", "package main\n\nfunc main() {}\n");
  (void)project.built();
  CHECK(project.folder.read(".aws-sam/build/Hello/bootstrap").substr(18, 1) == "\xB7");

  project.folder.write("hello/main.go", "package main\n\nfunc main() { nothing() }\n");
  const auto failed = project.build();
  CHECK(failed.exit_code == 1);
  CHECK(contains(failed.err, "Error: cannot build `Hello`: Builder Failed: "));
  CHECK(contains(failed.err, "undefined: nothing"));

  project.folder.write("hello/main.go", "package hello\n");
  CHECK(contains(project.build().err, "is no program: its package is not `main`"));
}

TEST_CASE("build: a Rust program of a workspace", "[e2e][build][rust]") {
  if (!has_program("cargo")) return;
  BuiltProject project;
  project.write_template("Runtime: provided.al2023, Handler: bootstrap, CodeUri: hello", "BuildMethod: rust-cargolambda");
  project.folder.write("Cargo.toml", "[workspace]\nmembers = [\"hello\", \"greeting\"]\nresolver = \"2\"\n");
  project.folder.write(
      "hello/Cargo.toml",
      "[package]\nname = \"hello\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[dependencies]\ngreeting = { path = "
      "\"../greeting\" }\n");
  project.folder.write("hello/src/main.rs", kRust);
  project.folder.write("greeting/Cargo.toml", "[package]\nname = \"greeting\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
  project.folder.write("greeting/src/lib.rs", "pub const WORD: &str = \"moin\";\n");

  CHECK(contains(project.built(), "Built Hello (rust-cargolambda): code in "));
  CHECK(contains(project.answer(R"({"a": 1})"), R"("said": "moin")"));
  CHECK(contains(project.built(), "Nothing has changed for Hello"));
  project.folder.write("greeting/src/lib.rs", "pub const WORD: &str = \"hallo\";\n");
  CHECK(contains(project.built({"--explain"}), "greeting/src/lib.rs` has changed"));
  CHECK(contains(project.answer("{}"), R"("said": "hallo")"));

  project.folder.write("hello/src/bin/other.rs", "fn main() {}\n");
  CHECK(contains(project.build().err, "has several programs: hello, other"));
  project.write_template("Runtime: provided.al2023, Handler: bootstrap, CodeUri: hello",
                         "BuildMethod: rust-cargolambda, BuildProperties: {Binary: hello}");
  CHECK(contains(project.built(), "Built Hello"));
}

TEST_CASE("build: a Maven module that needs another one, and a layer", "[e2e][build][java]") {
  if (!has_program("mvn")) return;
  BuiltProject project;
  project.write_template("Runtime: java17, Handler: 'example.App::handle', CodeUri: parent/hello");
  project.folder.write("template.yaml",
                       project.folder.read("template.yaml") +
                           "  Shared:\n    Type: AWS::Serverless::LayerVersion\n    Properties: {ContentUri: "
                           "parent/greeting, CompatibleRuntimes: [java17]}\n    Metadata: {BuildMethod: java17}\n");
  const std::string parent = "<parent><groupId>example</groupId><artifactId>parent</artifactId><version>1</version></parent>";
  project.folder.write("parent/pom.xml",
                       pom("<groupId>example</groupId><version>1</version><packaging>pom</packaging>", "parent") +
                           "  <modules><module>greeting</module><module>hello</module></modules>\n  <properties>"
                           "<maven.compiler.source>17</maven.compiler.source><maven.compiler.target>17</maven.compiler.target>"
                           "<project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>\n</project>\n");
  project.folder.write("parent/greeting/pom.xml", pom(parent, "greeting") + "</project>\n");
  project.folder.write(
      "parent/greeting/src/main/java/example/Greeting.java",
      "package example;\n\npublic class Greeting {\n  public static final String word() { return \"moin\"; }\n}\n");
  project.folder.write("parent/hello/pom.xml",
                       pom(parent, "hello") +
                           "  <dependencies><dependency><groupId>example</groupId><artifactId>greeting"
                           "</artifactId><version>1</version></dependency></dependencies>\n</project>\n");
  project.folder.write("parent/hello/src/main/java/example/App.java",
                       "package example;\n\npublic class App {\n  public String handle(Object event) {\n    return "
                       "Greeting.word() + \" \" + event;\n  }\n}\n");
  const auto first = project.build();
  if (first.exit_code != 0 && is_offline(first.err)) return;
  INFO(first.err);
  REQUIRE(first.exit_code == 0);
  CHECK(project.exists(".aws-sam/build/Hello/example/App.class"));
  CHECK(project.exists(".aws-sam/build/Hello/lib/example.greeting-1.jar"));
  CHECK(project.exists(".aws-sam/build/Shared/java/lib/greeting-1.jar"));
  CHECK_FALSE(project.exists("parent/hello/target"));
  CHECK(contains(project.built(), "Nothing has changed for Hello"));
  if (can_call_java()) {
    project.environment["XDG_CACHE_HOME"] = std::getenv("XDG_CACHE_HOME");
    CHECK(contains(project.answer(R"({"a": 1})"), "moin {a=1}"));
  }
  project.folder.write("parent/hello/src/main/java/example/App.java",
                       "package example;\n\npublic class App { int x = \"\"; }\n");
  const auto failed = project.build();
  CHECK(failed.exit_code == 1);
  CHECK(contains(failed.err, "Error: cannot build `Hello`: Maven Failed: "));
  CHECK(contains(failed.err, (project.folder / "parent/hello/src").string()));
}

TEST_CASE("build: a Gradle project", "[e2e][build][java]") {
  if (!has_program("gradle")) return;
  BuiltProject project;
  project.write_template("Runtime: java17, Handler: 'example.App::handle', CodeUri: hello");
  project.folder.write("template.yaml", project.folder.read("template.yaml") +
                                            "  Shared:\n    Type: AWS::Serverless::LayerVersion\n    Properties: {ContentUri: "
                                            "hello, CompatibleRuntimes: [java17]}\n    Metadata: {BuildMethod: java17}\n");
  project.folder.write("hello/build.gradle", "apply plugin: 'java'\nsourceCompatibility = '17'\ntargetCompatibility = '17'\n");
  project.folder.write("hello/settings.gradle", "rootProject.name = 'hello'\n");
  write_java(project, "hello", "moin");
  const auto first = project.build();
  INFO(first.err);
  REQUIRE(first.exit_code == 0);
  CHECK(project.exists(".aws-sam/build/Hello/example/App.class"));
  CHECK(project.exists(".aws-sam/build/Shared/java/lib/hello.jar"));
  CHECK_FALSE(project.exists("hello/build"));
  CHECK_FALSE(project.exists("hello/.gradle"));
  CHECK(contains(project.built(), "Nothing has changed for Hello"));
  if (can_call_java()) {
    project.environment["XDG_CACHE_HOME"] = std::getenv("XDG_CACHE_HOME");
    CHECK(contains(project.answer(R"({"a": 1})"), "moin {a=1}"));
  }
}
