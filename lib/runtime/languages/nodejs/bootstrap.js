// Runs one Node.js function: finds its handler, then answers events until cxsam ends the process.
//
// Events come and answers go as frames on inherited pipes (lib/runtime/frames.h), read and written synchronously: between
// two events nothing runs, as on Lambda, where the process is frozen then. What a handler can observe is what the managed
// runtime shows it: context, console lines, error documents, response streams.
'use strict';

const fs = require('fs');
const path = require('path');

const EVENTS = 3;
const ANSWERS = 4;
const READ_BYTES = 65536;
const HTTP_INTEGRATION = 'application/vnd.awslambda.http-integration-response';
const IS_JSON_LOG = process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON';
const SDK_MODULES = process.argv[2];
const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');

/** Asking the process for a variable takes longer than the rest of a context does. */
const ENVIRONMENT = { ...process.env };

let requestId;

// --- frames

function pause() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
}

function writeAll(descriptor, bytes) {
  let at = 0;
  while (at < bytes.length) {
    try {
      at += fs.writeSync(descriptor, bytes, at);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
      pause();
    }
  }
}

const NOTHING = Buffer.alloc(0);
const readBuffer = Buffer.allocUnsafe(READ_BYTES);
let unread = NOTHING;

function readMore(target, from, to) {
  const size = fs.readSync(EVENTS, target, from, to - from, null);
  if (size === 0) process.exit(0);
  return size;
}

/** The next frame, whole: `bytes` from its kind at `at` on to `end`. One read usually brings it, and it is taken where it lies. */
function readFrame() {
  let bytes = readBuffer;
  let size = unread.length > 0 ? unread.copy(bytes) : 0;
  while (size < 4) size += readMore(bytes, size, READ_BYTES);
  const end = 4 + bytes.readUInt32LE(0);
  if (size < end) {
    const whole = Buffer.allocUnsafe(end);
    size = bytes.copy(whole, 0, 0, size);
    while (size < end) size += readMore(whole, size, end);
    bytes = whole;
  }
  unread = size > end ? Buffer.from(bytes.subarray(end, size)) : NOTHING;
  return { bytes, at: 4, end };
}

const HEAD_BYTES = 5;
const MOST_BYTES_A_UNIT = 3;  // UTF-8 of a UTF-16 code unit
const writeBuffer = Buffer.allocUnsafe(READ_BYTES);

/** An answer of usual size costs no allocation. */
function writeAnswer(text) {
  if (text.length * MOST_BYTES_A_UNIT > READ_BYTES - HEAD_BYTES) {
    writeFrame('R', text);
    return;
  }
  const end = HEAD_BYTES + writeBuffer.write(text, HEAD_BYTES);
  writeBuffer.writeUInt32LE(end - 4, 0);
  writeBuffer[4] = 0x52;  // 'R'
  const size = fs.writeSync(ANSWERS, writeBuffer, 0, end);
  if (size < end) writeAll(ANSWERS, writeBuffer.subarray(size, end));
}

function writeFrame(kind, body, ...strings) {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const parts = strings.map((text) => Buffer.from(text));
  const headSize = parts.reduce((size, part) => size + 4 + part.length, HEAD_BYTES);
  const head = Buffer.allocUnsafe(headSize);
  head.writeUInt32LE(headSize - 4 + bytes.length, 0);
  head.write(kind, 4, 'latin1');
  let at = HEAD_BYTES;
  for (const part of parts) {
    at = head.writeUInt32LE(part.length, at);
    at += part.copy(head, at);
  }
  writeAll(ANSWERS, Buffer.concat([head, bytes]));
}

/** Takes a string out of a frame. Most are short and of ASCII, and many are empty. */
function takeString(frame) {
  const begin = frame.at + 4;
  frame.at = begin + frame.bytes.readUInt32LE(frame.at);
  return frame.at === begin ? '' : frame.bytes.utf8Slice(begin, frame.at);
}

function readEvent() {
  const frame = readFrame();
  frame.at += 1;  // the kind
  return {
    id: takeString(frame),
    deadline: Number(takeString(frame)),
    arn: takeString(frame),
    traceId: takeString(frame),
    clientContext: takeString(frame),
    tenantId: takeString(frame),
    identity: takeString(frame),
    payload: frame.bytes.utf8Slice(frame.at, frame.end),
  };
}

// --- console

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

function formatJsonLine(level, args, util) {
  const line = { timestamp: new Date().toISOString(), level, requestId };
  if (args.length === 1 && typeof args[0] === 'object' && !(args[0] instanceof Error)) {
    line.message = args[0];
  } else {
    line.message = util.format(...args);
    const error = args.find((arg) => arg instanceof Error);
    if (error) Object.assign(line, { errorType: error.name, errorMessage: error.message, stackTrace: stackOf(error) });
  }
  try {
    return JSON.stringify(line);
  } catch {
    return JSON.stringify({ ...line, message: util.format(...args) });
  }
}

function printLine(level, args) {
  const util = require('util');
  const line = IS_JSON_LOG
    ? formatJsonLine(level, args, util)
    : `${new Date().toISOString()}\t${requestId}\t${level}\t${util.format(...args)}`;
  writeAll(1, Buffer.from(line + '\n'));
}

function patchConsole() {
  const lowest = LEVELS.indexOf((process.env.AWS_LAMBDA_LOG_LEVEL || 'TRACE').toUpperCase());
  const printer = (level) => (LEVELS.indexOf(level) < lowest ? () => {} : (...args) => printLine(level, args));
  console.log = printer('INFO');
  console.info = printer('INFO');
  console.debug = printer('DEBUG');
  console.warn = printer('WARN');
  console.error = printer('ERROR');
  console.trace = printer('TRACE');
  console.fatal = printer('FATAL');
}

// --- errors

class RuntimeError extends Error {
  constructor(name, message, cause) {
    super(message);
    this.name = name;
    if (cause && cause.stack) this.stack = `${name}: ${cause.stack}`;
  }
}

function stackOf(error) {
  return typeof error.stack === 'string' ? error.stack.split('\n') : [];
}

function errorDocument(error) {
  try {
    if (error instanceof Error || (error && typeof error === 'object' && error.name && error.message && error.stack)) {
      return { errorType: error.name, errorMessage: error.message, trace: stackOf(error) };
    }
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  } catch {
    return { errorType: 'handled', errorMessage: 'callback called with Error argument, but there was a problem', trace: [] };
  }
}

function logError(title, error) {
  const { errorType, errorMessage, trace } = errorDocument(error);
  const details = { errorType, errorMessage, ...(error instanceof Error ? error : {}), stack: trace };
  if (IS_JSON_LOG) {
    printLine('ERROR', [details]);
  } else {
    printLine('ERROR', [`${title} \t${JSON.stringify(details)}`]);
  }
}

function sendError(kind, error) {
  const document = errorDocument(error);
  writeFrame(kind, JSON.stringify(document), String(document.errorType));
}

/** Of a package that is not there: whether a build would have brought it along. */
function hintForPackage(name) {
  const wanted = name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/');
  try {
    const { dependencies } = JSON.parse(fs.readFileSync(path.join(process.env.LAMBDA_TASK_ROOT, 'package.json'), 'utf8'));
    return dependencies && Object.hasOwn(dependencies, wanted)
      ? '`cxsam build` installs what package.json names'
      : `\`${wanted}\` is not among the \`dependencies\` of package.json`;
  } catch {
    return undefined;
  }
}

/** What to do about a module that is not there, when that can be known. */
function hintFor(error) {
  const missing = /Cannot find (?:module|package) '([^']+)'/.exec(String(error && error.message));
  if (!missing) return undefined;
  const name = missing[1];
  if (/^@(aws-sdk|smithy)\//.test(name)) {
    const parts = name.split('/').slice(0, 2).join('/');
    return `Lambda has \`${parts}\` and this machine does not; fetch it once: cxsam local sdk install ${parts}`;
  }
  if (/^aws-sdk(\/|$)/.test(name)) {
    return 'Lambda has `aws-sdk` (version 2) up to nodejs16.x only: add it to package.json, or use @aws-sdk/*';
  }
  const handler = /^([^.]*)\./.exec(path.basename(process.env._HANDLER));
  if (handler && path.basename(name) === handler[1]) {
    const base = path.join(process.env.LAMBDA_TASK_ROOT, path.dirname(process.env._HANDLER), handler[1]);
    const source = [`${base}.ts`, `${base}.mts`, `${base}.tsx`].find(isFile);
    if (source) {
      const file = path.relative(process.env.LAMBDA_TASK_ROOT, source);
      return `\`${file}\` is TypeScript, which Lambda does not run; cxsam build bundles it where the function has Metadata: {BuildMethod: esbuild}`;
    }
  }
  return /^[@\w]/.test(name) ? hintForPackage(name) : undefined;
}

function sayHint(error) {
  const hint = hintFor(error);
  if (hint) writeAll(2, Buffer.from(`hint: ${hint}\n`));
}

// --- response streams

function makeResponseStream() {
  const { Writable } = require('stream');
  let begun = false;
  let contentType = 'application/octet-stream';
  let prelude;
  const begin = () => {
    if (begun) return;
    begun = true;
    writeFrame('S', contentType);
    if (prelude) writeFrame('D', prelude);
  };
  const stream = new Writable({
    write(chunk, encoding, done) {
      begin();
      writeFrame('D', Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk, encoding));
      done();
    },
    final(done) {
      begin();
      done();
    },
  });
  const write = stream.write.bind(stream);
  stream.write = (chunk, ...rest) => {
    const isData = typeof chunk === 'string' || chunk instanceof Uint8Array;
    return write(isData ? chunk : JSON.stringify(chunk), ...rest);
  };
  stream.setContentType = (type) => {
    if (begun) throw new RuntimeError('InvalidStreamingOperation', 'Cannot set content-type, too late.');
    contentType = type;
  };
  stream._setPrelude = (metadata) => {
    contentType = HTTP_INTEGRATION;
    prelude = Buffer.concat([Buffer.from(JSON.stringify(metadata)), Buffer.alloc(8)]);
  };
  stream.hasBegun = () => begun;
  return stream;
}

globalThis.awslambda = {
  streamifyResponse(handler, options) {
    handler[STREAMING] = 'response';
    if (options && options.highWaterMark) handler[Symbol.for('aws.lambda.runtime.handler.streaming.highWaterMark')] = options.highWaterMark;
    return handler;
  },
  HttpResponseStream: class HttpResponseStream {
    static from(stream, metadata) {
      stream._setPrelude(metadata);
      return stream;
    }
  },
};

// --- the handler

function isModulePackage(file) {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    try {
      return JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')).type === 'module';
    } catch {
      if (folder === path.dirname(folder)) return false;
    }
  }
}

function isFile(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** What Lambda brings along is found last. NODE_PATH, as the function sees it, is that of Lambda. */
function searchSdk() {
  const onLambda = process.env.NODE_PATH ?? '';
  process.env.NODE_PATH = `${onLambda}:${SDK_MODULES}`;
  require('module')._initPaths();
  process.env.NODE_PATH = onLambda;
}

/** ES modules are looked for on NODE_PATH too, as on Lambda: in layers, and then in what Lambda brings along. */
function searchNodePathForImports() {
  const { pathToFileURL } = require('url');
  const Module = require('module');
  const named = [...(process.env.NODE_PATH || '').split(':'), SDK_MODULES];
  const folders = named.filter((folder) => folder.endsWith('/node_modules') && fs.existsSync(folder));
  const parents = folders.map((folder) => pathToFileURL(path.join(path.dirname(folder), 'index.js')).href);
  if (parents.length === 0) return;
  if (Module.registerHooks) {
    const resolve = (specifier, context, next) => {
      try {
        return next(specifier, context);
      } catch (error) {
        if (error.code !== 'ERR_MODULE_NOT_FOUND' || !/^[@\w]/.test(specifier)) throw error;
        for (const parentURL of parents) {
          try {
            return next(specifier, { ...context, parentURL });
          } catch {}
        }
        throw error;
      }
    };
    Module.registerHooks({ resolve });
  } else if (Module.register) {
    const hooks = `export async function resolve(specifier, context, next) {
      try {
        return await next(specifier, context);
      } catch (error) {
        if (error.code !== 'ERR_MODULE_NOT_FOUND' || !/^[@\\w]/.test(specifier)) throw error;
        for (const parentURL of ${JSON.stringify(parents)}) {
          try {
            return await next(specifier, { ...context, parentURL });
          } catch {}
        }
        throw error;
      }
    }`;
    Module.register(`data:text/javascript,${encodeURIComponent(hooks)}`);
  }
}

async function loadModule(root, name) {
  searchSdk();
  const base = path.resolve(root, name);
  const file = [base, `${base}.js`, `${base}.mjs`, `${base}.cjs`].find(isFile);
  if (!file) return require(require.resolve(`./${name}`, { paths: [root] }));
  const { pathToFileURL } = require('url');
  if (!file.endsWith('.mjs') && !(file.endsWith('.js') && isModulePackage(file))) return require(file);
  searchNodePathForImports();
  return import(pathToFileURL(file).href);
}

async function loadHandler(root, text) {
  const name = path.basename(text);
  const parts = /^([^.]*)\.(.*)$/.exec(name);
  if (!parts || text.includes('..')) throw new RuntimeError('Runtime.MalformedHandlerName', `Bad handler '${text}'`);
  const modulePath = path.join(text.slice(0, text.length - name.length), parts[1]);
  let module;
  try {
    module = await loadModule(root, modulePath);
  } catch (error) {
    if (error instanceof SyntaxError) throw new RuntimeError('Runtime.UserCodeSyntaxError', String(error), error);
    if (error && (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_MODULE_NOT_FOUND')) {
      throw new RuntimeError('Runtime.ImportModuleError', String(error), error);
    }
    throw error;
  }
  const find = (from) => parts[2].split('.').reduce((value, key) => (value == null ? undefined : value[key]), from);
  const handler = find(module) ?? find(module.default);
  if (handler === undefined) throw new RuntimeError('Runtime.HandlerNotFound', `${text} is undefined or not exported`);
  if (typeof handler !== 'function') throw new RuntimeError('Runtime.HandlerNotFound', `${text} is not a function`);
  return handler;
}

// --- one invocation

/** What to do when nothing is left to run. */
let whenIdle;

process.on('beforeExit', () => {
  const action = whenIdle;
  whenIdle = undefined;
  if (action) action();
});

/** Accessors that all contexts share: V8 makes a map of its own for an object whose accessors are new functions, and such maps grow old. */
const CALL = Symbol('call');
const WAITS = {
  enumerable: true,
  configurable: true,
  get() {
    return this[CALL].waitsForEmptyLoop;
  },
  set(value) {
    this[CALL].waitsForEmptyLoop = Boolean(value);
  },
};

class Call {
  constructor(handler, event) {
    this.handler = handler;
    this.event = event;
    this.settled = false;
    this.waitsForEmptyLoop = true;
  }

  run() {
    whenIdle = () => this.succeed(null);
    try {
      const event = JSON.parse(this.event.payload);
      if (this.handler[STREAMING]) {
        this.stream(event);
        return;
      }
      const result = this.handler(event, this.context(), (error, value) => this.callBack(error, value));
      if (result && typeof result.then === 'function') {
        result.then((value) => this.succeed(value), (error) => this.fail(error));
      }
    } catch (error) {
      this.fail(error);
    }
  }

  stream(event) {
    const stream = makeResponseStream();
    const end = () => this.settle(() => writeFrame('F', ''));
    const fail = (error) => {
      if (!stream.hasBegun()) {
        this.fail(error);
        return;
      }
      this.settle(() => {
        logError('Invoke Error', error);
        sendError('T', error);
      });
    };
    stream.on('finish', end);
    stream.on('error', fail);
    whenIdle = () => stream.end();
    const result = this.handler(event, stream, this.context());
    if (!result || typeof result.then !== 'function') throw new RuntimeError('Runtime.MissingPromise', 'Streaming does not support non-async handlers.');
    result.then(() => undefined, fail);
  }

  settle(send) {
    if (this.settled) return;
    this.settled = true;
    whenIdle = undefined;
    send();
    setImmediate(serve, this.handler);
  }

  succeed(value) {
    this.settle(() => {
      let body;
      try {
        body = JSON.stringify(value === undefined ? null : value);
      } catch (cause) {
        const error = new RuntimeError('Runtime.MarshalError', 'Unable to stringify response body', cause);
        logError('Invoke Error', error);
        sendError('E', error);
        return;
      }
      writeAnswer(body === undefined ? 'null' : body);
    });
  }

  fail(error) {
    this.settle(() => {
      logError('Invoke Error', error);
      sayHint(error);
      sendError('E', error);
    });
  }

  callBack(error, value) {
    const finish = () => (error === undefined || error === null ? this.succeed(value) : this.fail(error));
    if (this.settled) return;
    if (this.waitsForEmptyLoop) {
      whenIdle = finish;
    } else {
      finish();
    }
  }

  context() {
    const { id, deadline, arn, clientContext, tenantId, identity } = this.event;
    const done = (error, value) => {
      this.waitsForEmptyLoop = false;
      this.callBack(error, value);
    };
    const context = {};
    Object.defineProperty(context, CALL, { value: this });
    Object.defineProperty(context, 'callbackWaitsForEmptyEventLoop', WAITS);
    context.functionVersion = ENVIRONMENT.AWS_LAMBDA_FUNCTION_VERSION;
    context.functionName = ENVIRONMENT.AWS_LAMBDA_FUNCTION_NAME;
    context.memoryLimitInMB = ENVIRONMENT.AWS_LAMBDA_FUNCTION_MEMORY_SIZE;
    context.logGroupName = ENVIRONMENT.AWS_LAMBDA_LOG_GROUP_NAME;
    context.logStreamName = ENVIRONMENT.AWS_LAMBDA_LOG_STREAM_NAME;
    context.clientContext = clientContext ? JSON.parse(clientContext) : undefined;
    context.identity = identity ? JSON.parse(identity) : undefined;
    context.invokedFunctionArn = arn;
    context.awsRequestId = id;
    context.tenantId = tenantId || undefined;
    context.getRemainingTimeInMillis = () => Math.max(deadline - Date.now(), 0);
    context.done = done;
    context.succeed = (value) => done(null, value);
    context.fail = (error) => done(error === undefined || error === null ? 'handled' : error);
    return context;
  }
}

let current;

function serve(handler) {
  const event = readEvent();
  requestId = event.id;
  if (event.traceId) {
    process.env._X_AMZN_TRACE_ID = event.traceId;
  } else {
    delete process.env._X_AMZN_TRACE_ID;
  }
  current = new Call(handler, event);
  current.run();
}

function die(title, error, code) {
  logError(title, error);
  sayHint(error);
  if (current === undefined) {
    sendError('X', error);
  } else if (!current.settled) {
    sendError('L', error);
  }
  process.exit(code);
}

process.on('uncaughtException', (error) => die('Uncaught Exception', error, 129));
process.on('unhandledRejection', (reason) => {
  const error = new RuntimeError('Runtime.UnhandledPromiseRejection', String(reason), reason instanceof Error ? reason : undefined);
  error.reason = String(reason);
  die('Unhandled Promise Rejection', error, 128);
});

patchConsole();
loadHandler(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER).then(
  (handler) => {
    writeFrame('N', process.versions.node);
    setImmediate(serve, handler);
  },
  (error) => die('Uncaught Exception', error, 129),
);
