"""Runs one Python function: finds its handler, then answers events until cxsam ends the process.

Events come and answers go as frames on inherited pipes (lib/runtime/frames.h). What a handler can observe is what the
managed runtime shows it: sys.path, the context object, error documents, the format of log lines.
Imports are few, since each of them is part of every cold start. It runs in every Python from 3.6 on, so it uses nothing
that later versions brought.
"""

import json
import os
import sys
from time import time

_ENVIRONMENT = dict(os.environ)  # which is quicker to ask; it is as the function began with
_EVENTS = 3
_ANSWERS = 4
_READ_BYTES = 65536


def _read_exactly(size):
    chunks = []
    while size > 0:
        chunk = os.read(_EVENTS, min(size, _READ_BYTES))
        if not chunk:
            os._exit(0)
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)


_unread = b""


def _read_event():
    """The fields of the next Invoke frame. One read usually brings it whole."""
    global _unread
    data = _unread
    while len(data) < 4:
        chunk = os.read(_EVENTS, _READ_BYTES)
        if not chunk:
            os._exit(0)
        data += chunk
    end = 4 + int.from_bytes(data[:4], "little")
    if len(data) < end:
        data += _read_exactly(end - len(data))
    _unread = data[end:]
    fields, at = [], 5
    for _ in range(7):
        size = int.from_bytes(data[at : at + 4], "little")
        fields.append(data[at + 4 : at + 4 + size].decode("utf-8", "replace"))
        at += 4 + size
    return fields, data[at:end]


def _write_frame(kind, body, *strings):
    head = b"".join(len(s).to_bytes(4, "little") + s for s in (text.encode("utf-8", "replace") for text in strings))
    frame = (1 + len(head) + len(body)).to_bytes(4, "little") + kind + head + body
    written = os.write(_ANSWERS, frame)
    while written < len(frame):
        written += os.write(_ANSWERS, memoryview(frame)[written:])


class CognitoIdentity:
    __slots__ = ["cognito_identity_id", "cognito_identity_pool_id"]

    def __init__(self, values):
        self.cognito_identity_id = values.get("cognitoIdentityId")
        self.cognito_identity_pool_id = values.get("cognitoIdentityPoolId")

    def __repr__(self):
        return (
            f"{self.__class__.__name__}(["
            f"cognito_identity_id={self.cognito_identity_id},"
            f"cognito_identity_pool_id={self.cognito_identity_pool_id}])"
        )


class Client:
    __slots__ = ["installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name"]

    def __init__(self, values):
        for name in self.__slots__:
            setattr(self, name, values.get(name))

    def __repr__(self):
        return f"{self.__class__.__name__}([{','.join(f'{name}={getattr(self, name)}' for name in self.__slots__)}])"


class ClientContext:
    __slots__ = ["custom", "env", "client"]

    def __init__(self, values):
        client = values.get("client")
        self.client = Client(client) if client is not None else None
        self.custom = values.get("custom")
        self.env = values.get("env")

    def __repr__(self):
        return f"{self.__class__.__name__}([custom={self.custom},env={self.env},client={self.client}])"


class LambdaContext:
    def __init__(self, request_id, deadline_ms, arn, client_context, tenant_id, identity):
        self.aws_request_id = request_id
        self.log_group_name = _ENVIRONMENT.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = _ENVIRONMENT.get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.function_name = _ENVIRONMENT.get("AWS_LAMBDA_FUNCTION_NAME")
        self.memory_limit_in_mb = _ENVIRONMENT.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.function_version = _ENVIRONMENT.get("AWS_LAMBDA_FUNCTION_VERSION")
        self.invoked_function_arn = arn
        self.tenant_id = tenant_id or None
        self.client_context = ClientContext(json.loads(client_context)) if client_context else None
        self.identity = CognitoIdentity(json.loads(identity) if identity else {})
        self._epoch_deadline_time_in_ms = deadline_ms

    def get_remaining_time_in_millis(self):
        return max(int(self._epoch_deadline_time_in_ms - time() * 1000), 0)

    def log(self, message):
        sys.stdout.write(str(message))
        sys.stdout.flush()

    def __repr__(self):
        names = (
            "aws_request_id", "log_group_name", "log_stream_name", "function_name", "memory_limit_in_mb",
            "function_version", "invoked_function_arn", "client_context", "identity", "tenant_id",
        )  # fmt: skip
        return f"{self.__class__.__name__}([{','.join(f'{name}={getattr(self, name)}' for name in names)}])"


class _LoggingSetup:
    """Gives the root logger Lambda's handler the moment a function imports `logging`, which most cold starts never need."""

    request_id = None

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name != "logging":
            return None
        sys.meta_path.remove(cls)
        spec = next(found for found in (finder.find_spec(name, path, target) for finder in sys.meta_path) if found)
        run = spec.loader.exec_module

        def exec_module(module):
            run(module)
            cls.install(module)

        spec.loader.exec_module = exec_module
        return spec

    @classmethod
    def install(cls, logging):
        class RequestIdFilter(logging.Filter):
            def filter(self, record):
                record.aws_request_id = cls.request_id or ""
                return True

        class JsonFormatter(logging.Formatter):
            def format(self, record):
                line = {
                    "timestamp": self.formatTime(record, "%Y-%m-%dT%H:%M:%SZ"),
                    "level": record.levelname,
                    "message": record.getMessage(),
                    "logger": record.name,
                }
                if record.exc_info:
                    line["errorType"] = record.exc_info[0].__name__
                    line["errorMessage"] = str(record.exc_info[1])
                    line["stackTrace"] = self.formatException(record.exc_info).split("\n")
                if cls.request_id:
                    line["requestId"] = cls.request_id
                return json.dumps(line, default=str)

        logging.Formatter.converter = __import__("time").gmtime
        handler = logging.StreamHandler(sys.stdout)
        if os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON":
            handler.setFormatter(JsonFormatter())
        else:
            layout = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n"
            handler.setFormatter(logging.Formatter(layout, "%Y-%m-%dT%H:%M:%S"))
            handler.terminator = ""
        handler.addFilter(RequestIdFilter())
        logging.root.addHandler(handler)
        level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "")
        if level:
            logging.root.setLevel({"TRACE": "DEBUG", "FATAL": "CRITICAL"}.get(level, level))


def _serialize_other(value):
    decimal = sys.modules.get("decimal")
    if decimal and isinstance(value, decimal.Decimal):
        return float(value)
    raise TypeError(f"Object of type {value.__class__.__name__} is not JSON serializable")


def _error_document(error_type, message, frames, request_id):
    return {"errorMessage": message, "errorType": error_type, "requestId": request_id, "stackTrace": frames}


def _log_error(document):
    """The error as Lambda logs it: one event, whose inner line ends are carriage returns on AWS and line ends here."""
    if os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON":
        line = {"timestamp": _utc_time(), "log_level": "ERROR", **document}
        sys.stdout.write(json.dumps(line) + "\n")
    else:
        text = f"[ERROR] {document['errorType']}: {document['errorMessage']}"
        if document["stackTrace"]:
            text += "\nTraceback (most recent call last):\n" + "".join(document["stackTrace"])
        sys.stdout.write(text.rstrip("\n") + "\n")
    sys.stdout.flush()


def _utc_time():
    from time import gmtime, strftime

    return strftime("%Y-%m-%dT%H:%M:%SZ", gmtime())


def _stack_of(error):
    """The frames of the function's own code."""
    import traceback

    def is_own(frame):
        name = frame.filename
        return name != __file__ and not name.startswith("<frozen importlib") and not name.endswith("/importlib/__init__.py")

    return traceback.format_list([frame for frame in traceback.extract_tb(error.__traceback__) if is_own(frame)])


class _LambdaPackages:
    """Finds, after everything else, what Lambda's runtime has: what `cxsam local sdk install` fetched, or the machine's own."""

    names = {"boto3", "botocore", "s3transfer", "jmespath", "dateutil", "six", "urllib3"}
    fetched = ""

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if path is not None or name not in cls.names:
            return None
        from importlib.machinery import PathFinder

        spec = PathFinder.find_spec(name, [cls.fetched]) if sys.version_info[1] >= cls.fetched_needs() else None
        if spec is None and sys.flags.no_site:
            spec = PathFinder.find_spec(name, cls.site_packages())
            if spec and name == "boto3":
                _say(f"note: boto3 is this machine's own ({spec.origin}); Lambda has another version of it")
        return spec

    @classmethod
    def fetched_needs(cls):
        """The version of Python 3 that the fetched boto3 asks for; 0 where there is none."""
        for name in os.listdir(cls.fetched) if os.path.isdir(cls.fetched) else []:
            if not (name.startswith("boto3-") and name.endswith(".dist-info")):
                continue
            with open(os.path.join(cls.fetched, name, "METADATA"), encoding="utf-8") as metadata:
                for line in metadata:
                    if line.startswith("Requires-Python:"):
                        minor = line.rpartition("3.")[2].strip()
                        return int(minor) if minor.isdigit() else 0
        return 0

    @staticmethod
    def site_packages():
        import site

        prefixes = {sys.prefix, sys.exec_prefix}
        environment = os.path.dirname(os.path.dirname(sys.executable))
        if os.path.exists(os.path.join(environment, "pyvenv.cfg")):
            prefixes.add(environment)
        return site.getsitepackages(prefixes) + [site.getusersitepackages()]


def _say(line):
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def _foreign_module(root):
    """A compiled module of the package that is for another processor than this machine's."""
    own = os.uname().machine
    others = [f"-{name}-" for name in ("aarch64", "x86_64") if name != own]
    for folder in sys.path:
        for parent, _, files in os.walk(os.path.join(folder, root)):
            for file in files:
                if file.endswith(".so") and any(other in file for other in others):
                    return os.path.join(parent, file)
    return None


def _say_hint(error):
    """What to do about a module that is not there, when that can be known."""
    if not isinstance(error, ImportError):
        return
    root = (error.name or "").partition(".")[0]
    if root in _LambdaPackages.names and isinstance(error, ModuleNotFoundError):
        needs, runs = _LambdaPackages.fetched_needs(), sys.version_info[1]
        if runs < needs:
            _say(f"hint: the fetched boto3 needs Python 3.{needs}, and this is 3.{runs}: list `{root}` in requirements.txt and build")
        else:
            _say(f"hint: Lambda has `{root}` and this machine does not; fetch it once: cxsam local sdk install")
        return
    foreign = _foreign_module(root) if root else None
    if foreign:
        _say(f"hint: `{foreign}` was built for another processor than this machine's {os.uname().machine}; `Architectures` decides")
    elif not root or not isinstance(error, ModuleNotFoundError):
        return
    elif sys.flags.no_site:
        _say(f"hint: `{root}` is neither in the function's code nor among what requirements.txt names")
    elif os.path.exists(os.path.join(os.environ["LAMBDA_TASK_ROOT"], "requirements.txt")):
        _say("hint: this is the source folder; `cxsam build` installs what requirements.txt names")


class _InitFailure(Exception):
    def __init__(self, error_type, message, frames, cause=None):
        super().__init__(message)
        self.error_type = error_type
        self.frames = frames
        self.cause = cause


def _load_handler(text):
    try:
        module_name, function_name = text.rsplit(".", 1)
    except ValueError as error:
        raise _InitFailure("Runtime.MalformedHandlerName", f"Bad handler '{text}': {error}", []) from None
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise _InitFailure(
            "Runtime.ImportModuleError", f"Cannot use built-in module {module_name} as a handler module", []
        )
    from importlib import import_module

    try:
        module = import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise _InitFailure(
            "Runtime.ImportModuleError", f"Unable to import module '{module_name}': {error}", _stack_of(error), error
        ) from None
    except SyntaxError as error:
        where = f'  File "{error.filename}" Line {error.lineno}\n    {error.text}'
        raise _InitFailure(
            "Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {error}", [where]
        ) from None
    handler = getattr(module, function_name, None)
    if handler is None:
        raise _InitFailure("Runtime.HandlerNotFound", f"Handler '{function_name}' missing on module '{module_name}'", [])
    return handler


def _run_snapshot_hooks():
    """What a function asks for around a snapshot, all of it at once: here the environment is restored as soon as it is made."""
    if os.environ.get("AWS_LAMBDA_INITIALIZATION_TYPE") != "snap-start":
        return
    hooks = sys.modules.get("snapshot_restore_py")
    error_type = "Runtime.BeforeSnapshotError"
    try:
        for function, arguments, named in reversed(hooks.get_before_snapshot()) if hooks else ():
            function(*arguments, **named)
        _write_frame(b"P", b"")
        error_type = "Runtime.AfterRestoreError"
        for function, arguments, named in hooks.get_after_restore() if hooks else ():
            function(*arguments, **named)
    except Exception as error:
        raise _InitFailure(error_type, str(error), _stack_of(error), error) from None


def _answer(handler, fields, payload):
    request_id, deadline_ms, arn, trace_id, client_context, tenant_id, identity = fields
    _LoggingSetup.request_id = request_id
    if trace_id:
        os.environ["_X_AMZN_TRACE_ID"] = trace_id
    else:
        os.environ.pop("_X_AMZN_TRACE_ID", None)
    try:
        error_type = "Runtime.UnmarshalError"
        message = "Unable to unmarshal input: "
        event = json.loads(payload)
        context = LambdaContext(request_id, int(deadline_ms), arn, client_context, tenant_id, identity)
        error_type = message = None
        result = handler(event, context)
        error_type, message = "Runtime.MarshalError", "Unable to marshal response: "
        body = _encode(result).encode("utf-8", "surrogatepass")
    except Exception as error:
        frames = [] if error_type else _stack_of(error)
        document = _error_document(error_type or type(error).__name__, (message or "") + str(error), frames, request_id)
        _log_error(document)
        _say_hint(error)
        _write_frame(b"E", json.dumps(document).encode(), document["errorType"])
        return
    sys.stdout.flush()
    sys.stderr.flush()
    _write_frame(b"R", body)


def _set_up_paths():
    _LambdaPackages.fetched = sys.argv.pop()
    task, layers = os.environ["LAMBDA_TASK_ROOT"], sys.argv.pop()
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    first = [task, f"{layers}/python/lib/{version}/site-packages", f"{layers}/python"]
    sys.path[:] = first + [path for path in sys.path if path not in first]
    sys.meta_path.append(_LambdaPackages)
    if sys.flags.no_site:
        import site

        site.setquit()
        site.setcopyright()
        site.sethelper()


def _main():
    # The channel is cxsam's alone: children of the handler do not inherit it.
    os.set_inheritable(_EVENTS, False)
    os.set_inheritable(_ANSWERS, False)
    sys.stdout = sys.__stdout__ = open(1, "w", 1, "utf-8", sys.stdout.errors, closefd=False)  # a line is written when it ends
    if "logging" in sys.modules:
        _LoggingSetup.install(sys.modules["logging"])
    else:
        sys.meta_path.insert(0, _LoggingSetup)
    _set_up_paths()
    try:
        handler = _load_handler(os.environ["_HANDLER"])
        _run_snapshot_hooks()
    except _InitFailure as failure:
        document, cause = _error_document(failure.error_type, str(failure), failure.frames, ""), failure.cause
    except Exception as error:
        document, cause = _error_document(type(error).__name__, str(error), _stack_of(error), ""), error
    else:
        document = None
    if document:
        _log_error(document)
        _say_hint(cause)
        _write_frame(b"X", json.dumps(document).encode(), document["errorType"])
        sys.exit(1)
    _write_frame(b"N", ".".join(map(str, sys.version_info[:3])).encode())
    while True:
        fields, payload = _read_event()
        _answer(handler, fields, payload)


# Python 3.12 is the first runtime that leaves characters beyond ASCII as they are.
_ASCII = os.environ.get("AWS_EXECUTION_ENV", "") in {"AWS_Lambda_python3." + minor for minor in ("6", "7", "8", "9", "10", "11")}
_encode = json.JSONEncoder(default=_serialize_other, ensure_ascii=_ASCII).encode

if __name__ == "__main__":
    _main()
