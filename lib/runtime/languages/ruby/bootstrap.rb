# Runs one Ruby function: finds its handler, then answers events until cxsam ends the process.
#
# Events come and answers go as frames on inherited pipes (lib/runtime/frames.h). What a handler can observe is what the
# managed runtime shows it: load path, gems, context object, error documents, the format of log lines.
# Sources: AWS Lambda developer guide, "Define Lambda function handler in Ruby", "Using the Lambda context object to retrieve
# Ruby function information", "AWS Lambda function errors in Ruby", "Log and monitor Ruby Lambda functions".

require 'json'

# The object that handlers get as `context:`.
class LambdaContext
  attr_reader :aws_request_id, :invoked_function_arn, :log_group_name, :log_stream_name, :function_name,
              :memory_limit_in_mb, :function_version, :client_context, :identity, :deadline_ms, :tenant_id

  def initialize(event)
    @deadline_ms = event.deadline_ms
    @aws_request_id = event.request_id
    @invoked_function_arn = event.arn
    @tenant_id = event.tenant_id unless event.tenant_id.empty?
    @identity = JSON.parse(event.identity) unless event.identity.empty?
    @log_group_name = ENV['AWS_LAMBDA_LOG_GROUP_NAME']
    @log_stream_name = ENV['AWS_LAMBDA_LOG_STREAM_NAME']
    @function_name = ENV['AWS_LAMBDA_FUNCTION_NAME']
    @memory_limit_in_mb = ENV['AWS_LAMBDA_FUNCTION_MEMORY_SIZE']
    @function_version = ENV['AWS_LAMBDA_FUNCTION_VERSION']
    @client_context = JSON.parse(event.client_context) unless event.client_context.empty?
  end

  def get_remaining_time_in_millis
    [@deadline_ms - Process.clock_gettime(Process::CLOCK_REALTIME, :millisecond), 0].max
  end
end

module CxsamBootstrap
  # The pipes from and to cxsam. Children of the handler do not inherit them.
  class Channel
    Event = Struct.new(:request_id, :deadline_ms, :arn, :trace_id, :client_context, :tenant_id, :identity, :payload)

    def initialize(events, answers)
      @events = IO.for_fd(events, 'rb')
      @answers = IO.for_fd(answers, 'wb')
      @answers.sync = true
      [@events, @answers].each { |pipe| pipe.close_on_exec = true }
    end

    def read_event
      size = @events.read(4) or exit!(0)
      frame = @events.read(size.unpack1('V')) or exit!(0)
      at = 1
      fields = Array.new(7) do
        length = frame.byteslice(at, 4).unpack1('V')
        text = frame.byteslice(at + 4, length).force_encoding(Encoding::UTF_8)
        at += 4 + length
        text
      end
      payload = frame.byteslice(at, frame.bytesize - at).force_encoding(Encoding::UTF_8)
      Event.new(fields[0], Integer(fields[1]), *fields[2..], payload)
    end

    def write(kind, body, *strings)
      head = strings.map { |text| [text.bytesize].pack('V') + text.b }.join.b
      body = body.b
      @answers.write([1 + head.bytesize + body.bytesize].pack('V') + kind + head + body)
    end
  end

  # `file.method` or `file.Class.method`.
  class Handler
    def initialize(text)
      parts = text.split('.')
      unless [2, 3].include?(parts.size)
        raise ArgumentError, "Invalid handler #{text}, must be of form FILENAME.METHOD or FILENAME.CLASS.METHOD where " \
                             'FILENAME corresponds with an existing Ruby source file FILENAME.rb, CLASS is an optional ' \
                             'module/class namespace and METHOD is a callable method. If using CLASS, METHOD must be a ' \
                             'class-level method.'
      end
      @file = parts.first
      @class_name = parts[1] if parts.size == 3
      @method = parts.last
    end

    def load
      require @file
    end

    def call(event, context)
      receiver = @class_name ? Kernel.const_get(@class_name) : TOPLEVEL_BINDING.receiver
      receiver.__send__(@method, event: event, context: context)
    end
  end

  # Logger's lines as Lambda has them: with the id of the request, or as JSON.
  module LogLines
    LEVELS = { 'TRACE' => 'DEBUG' }.freeze

    def self.install
      require 'logger'
      Logger::Formatter.prepend(CxsamBootstrap.json? ? Json : Text)
      level = ENV.fetch('AWS_LAMBDA_LOG_LEVEL', '')
      Logger.prepend(lowest(LEVELS.fetch(level, level))) unless level.empty?
    end

    def self.lowest(level)
      Module.new do
        define_method(:initialize) do |*arguments, **options|
          super(*arguments, **options)
          self.level = level unless options.key?(:level)
        end
      end
    end

    module Text
      def call(severity, time, progname, message)
        format("%s, [%s #%d] %5s %s -- %s: %s\n", severity[0], format_datetime(time), Process.pid, severity,
               CxsamBootstrap.request_id, progname, msg2str(message))
      end
    end

    module Json
      def call(severity, time, _progname, message)
        line = { timestamp: time.utc.strftime('%Y-%m-%dT%H:%M:%S.%LZ'), level: severity,
                 message: message.is_a?(Exception) ? message.message : message }
        if message.is_a?(Exception)
          line.update(errorType: message.class.name, errorMessage: message.message, stackTrace: message.backtrace || [])
        end
        line[:requestId] = CxsamBootstrap.request_id if CxsamBootstrap.request_id
        "#{JSON.generate(line)}\n"
      end
    end
  end

  # A formatter of hints that has none.
  module Silent
    def self.message_for(*)
      ''
    end
  end

  class << self
    attr_reader :request_id

    def json?
      ENV['AWS_LAMBDA_LOG_FORMAT'] == 'JSON'
    end

    def run
      @layers, gems = ARGV.shift(2)
      prepare(gems == 'own')
      channel = Channel.new(3, 4)
      handler = load_handler(channel)
      channel.write('N', RUBY_VERSION)
      loop { answer(channel, handler, channel.read_event) }
    end

    private

    def prepare(only_own_gems)
      $stdout.sync = true
      # Newer versions of Ruby keep hints and excerpts out of Exception#message; so do these two here.
      DidYouMean.formatter = Silent if defined?(DidYouMean) && DidYouMean.respond_to?(:formatter=)
      ErrorHighlight.formatter = Silent if defined?(ErrorHighlight) && ErrorHighlight.respond_to?(:formatter=)
      find_gems(only_own_gems)
      LogLines.install
    end

    # Those of the code and of its layers; from a source folder, for which nothing is installed yet, the machine's as well.
    def find_gems(only_own_gems)
      abi = RbConfig::CONFIG['ruby_version']
      task = ENV.fetch('LAMBDA_TASK_ROOT')
      paths = ["#{task}/vendor/bundle/ruby", "#{@layers}/ruby/gems"].map { |folder| gems_below(folder, abi) }
      paths += Gem.default_path unless only_own_gems
      home = ENV.fetch('LAMBDA_RUNTIME_DIR')
      ENV['GEM_HOME'] = home
      ENV['GEM_PATH'] = paths.join(':')
      Gem.paths = { 'GEM_HOME' => home, 'GEM_PATH' => ENV['GEM_PATH'] }
    end

    # Gems for Lambda's version of Ruby serve this one where there are no others.
    def gems_below(folder, abi)
      own = "#{folder}/#{abi}"
      Dir.exist?(own) ? own : Dir.glob("#{folder}/*").max || own
    end

    def load_handler(channel)
      handler = Handler.new(ENV.fetch('_HANDLER'))
      handler.load
      handler
    rescue SystemExit, SignalException
      raise
    rescue Exception => e # rubocop:disable Lint/RescueException
      document = document_of('Init', e)
      log("Init error when loading handler #{ENV['_HANDLER']}", document)
      say_hint(e)
      channel.write('X', JSON.generate(document), document[:errorType])
      exit!(1)
    end

    def answer(channel, handler, event)
      @request_id = event.request_id
      ENV['_X_AMZN_TRACE_ID'] = event.trace_id.empty? ? nil : event.trace_id
      context = LambdaContext.new(event)
      body = body_of(handler.call(JSON.parse(event.payload), context))
    rescue SystemExit, SignalException
      raise
    rescue Exception => e # rubocop:disable Lint/RescueException
      document = document_of('Function', e)
      log(e.is_a?(NameError) ? 'Critical exception from handler' : 'Error raised from handler method', document)
      say_hint(e)
      channel.write('E', JSON.generate(document), document[:errorType])
    else
      $stderr.flush
      channel.write('R', body)
    end

    # What can be read is the answer as it stands.
    def body_of(result)
      result.respond_to?(:read) && result.respond_to?(:each_byte) ? result.read.to_s : JSON.dump(result)
    end

    def document_of(stage, error)
      frames = (error.backtrace || []).reject { |frame| frame.start_with?(__FILE__) || frame.start_with?('<internal:') }
      message = error.message.dup.force_encoding(Encoding::UTF_8).scrub
      { errorMessage: message, errorType: "#{stage}<#{error.class.name}>", stackTrace: frames }
    end

    def log(text, document)
      if json?
        line = { timestamp: Time.now.utc.strftime('%Y-%m-%dT%H:%M:%S.%LZ'), level: 'ERROR', message: text, **document }
        line[:requestId] = @request_id if @request_id
        $stdout.puts(JSON.generate(line))
      else
        $stdout.puts(text, JSON.pretty_generate(document))
      end
    end

    def say_hint(error)
      return unless error.is_a?(LoadError) && error.path

      if error.path.start_with?('aws-sdk')
        warn "hint: Lambda has `#{error.path}` and this machine does not: name it in the Gemfile, or gem install #{error.path}"
      elsif File.exist?(File.join(ENV.fetch('LAMBDA_TASK_ROOT'), 'Gemfile'))
        warn 'hint: cxsam build installs what the Gemfile names'
      end
    end
  end
end

CxsamBootstrap.run
